/**
 * A small code, drawn without a camera, for the decoder to read before the first badge.
 *
 * A browser compiles each part of a wasm module the first time it is used; reading a whole code once makes the
 * first real frame cost what every other frame does. The code says `NV` (version 1, level M).
 */
const ROWS: readonly number[] = [
  0x1fc57f, 0x104e41, 0x17595d, 0x17525d, 0x175f5d, 0x105541, 0x1fd57f, 0x001300, 0x17c57c, 0x0f1125,
  0x10ce95, 0x0b9035, 0x024e94, 0x0013c8, 0x1fcd62, 0x1053ca, 0x175924, 0x175924, 0x175a9c, 0x104435,
  0x1fda9c,
];

const SCALE = 8;
const QUIET_MODULES = 6;

/** The side of the square picture, in pixels. */
export const WARM_UP_SIDE = (ROWS.length + 2 * QUIET_MODULES) * SCALE;

/** The picture as RGBA pixels. */
export const warmUpPixels = (): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(WARM_UP_SIDE * WARM_UP_SIDE * 4).fill(255);
  for (let y = 0; y < WARM_UP_SIDE; y += 1) {
    const row = ROWS[Math.floor(y / SCALE) - QUIET_MODULES] ?? 0;
    for (let x = 0; x < WARM_UP_SIDE; x += 1) {
      const bit = ROWS.length - 1 - (Math.floor(x / SCALE) - QUIET_MODULES);
      const isDark = bit >= 0 && bit < ROWS.length && ((row >> bit) & 1) === 1;
      if (isDark) pixels.fill(0, (y * WARM_UP_SIDE + x) * 4, (y * WARM_UP_SIDE + x) * 4 + 3);
    }
  }
  return pixels;
};
