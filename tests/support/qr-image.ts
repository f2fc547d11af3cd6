/** Paints single frames: a room, and in front of it phones that show badges. Luma only, 16 to 235. */
import QRCode from 'qrcode';

import { project, type Pose } from './qr-image-projection.ts';
import type { Random } from './qr-image-random.ts';

/** How a badge looks and is held. Every setting has an ordinary value when left out. */
export type Look = {
  /** Side of the code without its margin, in pixels of the picture. */
  readonly sizePx: number;
  readonly tiltDeg: number;
  /** Lean backwards and sideways, in degrees. */
  readonly perspective: number;
  /** How far the hand moves about, in pixels. */
  readonly motion: number;
  /** Share of the light that is missing, 0 to 1. */
  readonly dim: number;
  /** Width of the blur, in pixels. */
  readonly blur: number;
  /** Noise of the camera, in levels of luma. */
  readonly noise: number;
  /** Dark lines across the screen. */
  readonly cracked: boolean;
  /** How far the screen's own light spills over its dark squares, as in a picture that is too bright: 0 to 1. */
  readonly glow: number;
  /** A lamp mirrored in the screen: everything is white in a round this wide, in shares of the code's side. */
  readonly glare: number;
  /** A corner that is torn off or stained, in shares of the code's side. */
  readonly torn: number;
  /** Where the phone is held, from the middle of the picture, in pixels. */
  readonly offsetX: number;
  readonly offsetY: number;
};

export type Scene = Partial<Look> & { readonly text?: string; readonly secondText?: string };

const ORDINARY: Look = {
  sizePx: 170,
  tiltDeg: 8,
  perspective: 12,
  motion: 6,
  dim: 0.1,
  blur: 1,
  noise: 4,
  cracked: false,
  glow: 0,
  glare: 0,
  torn: 0,
  offsetX: 0,
  offsetY: 0,
};

const BLACK = 16;
const WHITE = 235;
/** A code's margin, and the phone's screen and body around it, as shares of the code's side. */
const SCREEN = { halfWidth: 0.66, halfHeight: 1.15 };
const BODY = { halfWidth: 0.72, halfHeight: 1.25 };

type Code = { readonly size: number; readonly isDark: (x: number, y: number) => boolean };

const codeOf = (text: string): Code => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
  const { size } = modules;
  return { size, isDark: (x, y) => modules.data[y * size + x] === 1 };
};

/** Where a mirrored lamp lies on the code: beside the three corners a reader needs to find it. */
const GLOW_RADIUS = 12;
const LAMP = { x: 0.12, y: 0.16 };
const STAIN = 120;

/** Light of a phone at a point of its own plane (code's side = 1, middle = 0), or undefined beside the phone. */
const phoneLight = (code: Code, look: Look, x: number, y: number): number | undefined => {
  if (Math.abs(x) > BODY.halfWidth || Math.abs(y) > BODY.halfHeight) return undefined;
  if (Math.abs(x) > SCREEN.halfWidth || Math.abs(y) > SCREEN.halfHeight) return 28;
  if (Math.hypot(x - LAMP.x, y - LAMP.y) < look.glare / 2) return WHITE;
  if (x > 0.5 - look.torn && y > 0.5 - look.torn) return STAIN;
  if (look.cracked && (Math.abs(y - 0.9 * x + 0.2) < 0.008 || Math.abs(y + 0.5 * x - 0.3) < 0.006)) return 60;
  if (Math.abs(x) < 0.5 && Math.abs(y) < 0.5) {
    const isDark = code.isDark(Math.floor((x + 0.5) * code.size), Math.floor((y + 0.5) * code.size));
    return isDark ? BLACK + 8 : WHITE - 5;
  }
  const isTextLine = Math.abs(x) < 0.4 && y > 0.7 && y < 1 && Math.floor(y * 25) % 2 === 0;
  return isTextLine ? 70 : WHITE - 8;
};

/** A room: soft light, a table's edge, and things with edges of their own. */
const paintRoom = (width: number, height: number, random: Random): Uint8Array => {
  const room = new Uint8Array(width * height);
  const waves = Array.from({ length: 6 }, () => [
    random() * 0.05,
    random() * 0.05,
    random() * 6,
    4 + random() * 9,
  ]);
  const things = Array.from({ length: 14 }, () => ({
    x: random() * width,
    y: random() * height,
    w: 10 + random() * 80,
    h: 10 + random() * 70,
    light: random() * 160 + 30,
  }));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let light = y > height * 0.7 ? 90 : 125;
      for (const [fx = 0, fy = 0, phase = 0, depth = 0] of waves)
        light += Math.sin(x * fx + y * fy + phase) * depth;
      for (const thing of things) {
        if (x > thing.x && x < thing.x + thing.w && y > thing.y && y < thing.y + thing.h) light = thing.light;
      }
      room[y * width + x] = Math.max(BLACK, Math.min(WHITE, light));
    }
  }
  return room;
};

/** Box blur of the given radius, rows then columns; twice over is close to a lens. */
const blurred = (from: Uint8Array, width: number, height: number, radius: number): Uint8Array => {
  const pass = (
    source: Uint8Array,
    count: number,
    length: number,
    step: number,
    stride: number,
  ): Uint8Array => {
    const target = new Uint8Array(source.length);
    for (let line = 0; line < count; line += 1) {
      let sum = 0;
      const at = (i: number): number =>
        source[line * stride + Math.max(0, Math.min(length - 1, i)) * step] ?? 0;
      for (let i = -radius; i <= radius; i += 1) sum += at(i);
      for (let i = 0; i < length; i += 1) {
        target[line * stride + i * step] = sum / (2 * radius + 1);
        sum += at(i + radius + 1) - at(i - radius);
      }
    }
    return target;
  };
  return pass(pass(from, height, width, 1, width), width, height, width, 1);
};

/** Two by two samples a pixel: enough for edges to fall between pixels as they do in a camera. */
const SAMPLES = [0.25, 0.75] as const;

export const createPainter = (width: number, height: number, random: Random) => {
  const room = paintRoom(width, height, random);
  const grain = Float32Array.from({ length: width * height + 4096 }, () => random() + random() - 1);

  const paintPhone = (picture: Uint8Array, code: Code, pose: Pose, look: Look): void => {
    const { toFlat, toPicture } = project(pose);
    const corners = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) => toPicture({ x: sx * BODY.halfWidth, y: sy * BODY.halfHeight })),
    );
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    const [left, right] = [
      Math.max(0, Math.floor(Math.min(...xs))),
      Math.min(width, Math.ceil(Math.max(...xs))),
    ];
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(...ys))),
      Math.min(height, Math.ceil(Math.max(...ys))),
    ];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const behind = picture[y * width + x] ?? 0;
        let sum = 0;
        for (const dy of SAMPLES) {
          for (const dx of SAMPLES) {
            const flat = toFlat(x + dx, y + dy);
            sum += phoneLight(code, look, flat.x, flat.y) ?? behind;
          }
        }
        picture[y * width + x] = sum / 4;
      }
    }
  };

  const develop = (picture: Uint8Array, { dim, noise }: Look): void => {
    const start = Math.floor(random() * 4096);
    for (let i = 0; i < picture.length; i += 1) {
      const light = BLACK + ((picture[i] ?? 0) - BLACK) * (1 - dim) + (grain[start + i] ?? 0) * noise;
      picture[i] = Math.max(BLACK, Math.min(WHITE, light));
    }
  };

  /** What is bright spills over what lies beside it, and what is brighter than white is white. */
  const withGlow = (picture: Uint8Array, glow: number): Uint8Array => {
    const haze = blurred(picture, width, height, GLOW_RADIUS);
    return picture.map((light, i) => Math.min(WHITE, light + ((haze[i] ?? 0) - BLACK) * glow));
  };

  /** A film of one scene: the frame at a time in seconds. The hand's way of moving is its own in every film. */
  const film = (scene: Scene): ((seconds: number) => Uint8Array) => {
    const look: Look = { ...ORDINARY, ...scene };
    const texts = [scene.text, scene.secondText].filter((text) => text !== undefined);
    const codes = texts.map(codeOf);
    const [phase, tilt, yaw, pitch] = [random() * 6.28, random() - 0.5, random() - 0.5, random() - 0.5];
    return (seconds) => {
      const picture = room.slice();
      for (const [index, code] of codes.entries()) {
        const beside = codes.length > 1 ? (index - 0.5) * look.sizePx * 1.6 : 0;
        const sway = look.motion * Math.sin(seconds * 3.1 + phase);
        const pose: Pose = {
          centre: {
            x: width / 2 + look.offsetX + beside + sway,
            y: height / 2 + look.offsetY + look.motion * Math.cos(seconds * 2.3 + phase),
          },
          scale: look.sizePx,
          roll: ((look.tiltDeg * (1 + tilt) + sway / 4) * Math.PI) / 180,
          yaw: (look.perspective * (1 + yaw) * Math.PI) / 180,
          pitch: (look.perspective * (1 + pitch) * Math.PI) / 180,
        };
        paintPhone(picture, code, pose, look);
      }
      const lit = look.glow > 0 ? withGlow(picture, look.glow) : picture;
      const sharp = look.blur > 0 ? blurred(lit, width, height, Math.round(look.blur)) : lit;
      develop(sharp, look);
      return sharp;
    };
  };

  return { film };
};
