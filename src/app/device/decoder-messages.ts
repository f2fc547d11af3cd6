/** What the page and the decoder's worker say to each other. */
import type { SightedCode } from './camera-aim.ts';

/** A frame in one of the three forms a browser can hand over; a worker without OffscreenCanvas takes pixels only. */
export type FrameImage =
  | { readonly kind: 'drawable'; readonly source: VideoFrame | ImageBitmap }
  | {
      readonly kind: 'pixels';
      readonly pixels: ArrayBuffer;
      readonly width: number;
      readonly height: number;
    };

export type DecoderRequest =
  | { readonly kind: 'warm'; readonly id: number }
  | { readonly kind: 'read'; readonly id: number; readonly frame: FrameImage; readonly isThorough: boolean };

export type DecoderReply =
  | { readonly kind: 'warmed'; readonly id: number; readonly canDraw: boolean }
  | { readonly kind: 'read'; readonly id: number; readonly codes: readonly SightedCode[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

/** Frames wider than this are scaled down before decoding: more pixels cost time and read no more codes. */
export const MAX_FRAME_WIDTH = 1280;

/** The size a frame is decoded at: its own, or scaled down to the widest allowed. */
export const decodedSize = (
  width: number,
  height: number,
): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, MAX_FRAME_WIDTH / width);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
};
