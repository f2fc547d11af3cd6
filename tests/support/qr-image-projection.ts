/** The geometry of a flat thing held up in front of a camera. */

export type Point = { readonly x: number; readonly y: number };

/** How a flat thing is held: where its middle is and how it is turned. Angles in radians. */
export type Pose = {
  readonly centre: Point;
  /** Pixels per unit of the flat thing. */
  readonly scale: number;
  /** Turned in the picture's plane. */
  readonly roll: number;
  /** Leaning sideways and backwards: this is what gives perspective. */
  readonly yaw: number;
  readonly pitch: number;
};

/** The camera's distance, in pixels: about a tablet's field of view at 640 pixels across. */
const FOCAL = 700;

/** From a picture's pixel to the flat thing's own units, and the four corners' way back. */
export type Projection = {
  readonly toFlat: (x: number, y: number) => Point;
  readonly toPicture: (point: Point) => Point;
};

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

const forward = ({ centre, scale, roll, yaw, pitch }: Pose): Matrix => {
  const [cosR, sinR, cosY, sinY, cosP, sinP] = [
    Math.cos(roll),
    Math.sin(roll),
    Math.cos(yaw),
    Math.sin(yaw),
    Math.cos(pitch),
    Math.sin(pitch),
  ];
  const right = { x: cosY * cosR, y: cosP * sinR + sinP * sinY * cosR, z: sinP * sinR - cosP * sinY * cosR };
  const down = { x: -cosY * sinR, y: cosP * cosR - sinP * sinY * sinR, z: sinP * cosR + cosP * sinY * sinR };
  const [dx, dy] = [(right.z * scale) / FOCAL, (down.z * scale) / FOCAL];
  return [
    right.x * scale + centre.x * dx,
    down.x * scale + centre.x * dy,
    centre.x,
    right.y * scale + centre.y * dx,
    down.y * scale + centre.y * dy,
    centre.y,
    dx,
    dy,
    1,
  ];
};

const inverse = ([a, b, c, d, e, f, g, h, i]: Matrix): Matrix => [
  e * i - f * h,
  c * h - b * i,
  b * f - c * e,
  f * g - d * i,
  a * i - c * g,
  c * d - a * f,
  d * h - e * g,
  b * g - a * h,
  a * e - b * d,
];

const apply = ([a, b, c, d, e, f, g, h, i]: Matrix, x: number, y: number): Point => {
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
};

/** The projection of a pose. */
export const project = (pose: Pose): Projection => {
  const there = forward(pose);
  const back = inverse(there);
  return { toFlat: (x, y) => apply(back, x, y), toPicture: ({ x, y }) => apply(there, x, y) };
};
