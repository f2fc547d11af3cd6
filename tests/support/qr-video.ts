/**
 * Films badges for a browser's fake camera: a phone held up in front of a textured room, tilted, moving, dim, blurred.
 *
 * The same seed gives the same video byte for byte. Written as y4m, the one uncompressed format Chromium takes, so
 * no outside tool is needed. Chromium starts the file over when it ends.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

import { createPainter, type Look } from './qr-image.ts';
import { createRandom } from './qr-image-random.ts';

/** What is in view for a while. Without `text` only the room is seen. */
export type Segment = Partial<Look> & {
  readonly text?: string;
  /** A second badge beside the first. */
  readonly secondText?: string;
  readonly durationMs: number;
};

export type VideoOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly seed?: number;
};

/** Side of one square of the marker in the top left corner, in pixels. */
export const MARKER_SQUARE = 8;
/** Squares in the marker: it says, in binary, which segment is in view, counted from 1. */
export const MARKER_BITS = 8;

const BLACK = 16;
const WHITE = 235;

const drawMarker = (luma: Uint8Array, width: number, segment: number): void => {
  for (let y = 0; y < MARKER_SQUARE; y += 1) {
    for (let x = 0; x < MARKER_SQUARE * MARKER_BITS; x += 1) {
      const bit = MARKER_BITS - 1 - Math.floor(x / MARKER_SQUARE);
      luma[y * width + x] = (segment >> bit) & 1 ? WHITE : BLACK;
    }
  }
};

/** Writes the video and answers its length in milliseconds and its number of frames. */
export const writeQrVideo = (
  path: string,
  segments: readonly Segment[],
  { width = 640, height = 480, fps = 12, seed = 1 }: VideoOptions = {},
): { readonly durationMs: number; readonly frames: number } => {
  const random = createRandom(seed);
  const painter = createPainter(width, height, random);
  const chroma = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const file = openSync(path, 'w');
  let frames = 0;
  try {
    writeSync(file, `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
    for (const [index, segment] of segments.entries()) {
      const film = painter.film(segment);
      const count = Math.max(1, Math.round((segment.durationMs / 1000) * fps));
      for (let frame = 0; frame < count; frame += 1) {
        const luma = film(frame / fps);
        drawMarker(luma, width, index + 1);
        writeSync(file, 'FRAME\n');
        writeSync(file, luma);
        writeSync(file, chroma);
      }
      frames += count;
    }
  } finally {
    closeSync(file);
  }
  return { durationMs: (frames / fps) * 1000, frames };
};
