/**
 * Reads a badge out of a picture file (SCAN-12): a photo that was sent, a screenshot, a card that was photographed in
 * better light. The same decoder as the camera's; nothing is stored and nothing is sent anywhere.
 */
import type { SightedCode } from './camera-aim.ts';

/** What a picture said. `several`: codes with different texts, of which none is ever picked at random (SCAN-4). */
export type PictureReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' | 'several' | 'not-a-picture' | 'too-large' | 'failed' };

/** Larger files are no photos of a card, and old tablets run out of memory over them. */
export const largestFileBytes = 40 * 1024 * 1024;
const largestPixels = 120_000_000;

/** A part of the picture, and how wide it is looked at; the decoder itself looks at nothing wider than 1280. */
type Look = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly toWidth: number;
};

/**
 * The ways to look, in the order they are tried. The whole picture first. Then it smaller, where a close photo's noise
 * is gone. Then its parts, each overlapping the next, where a card in the far end of a large photo is large enough.
 */
export const looksAt = (width: number, height: number): readonly (readonly Look[])[] => {
  const look = (x: number, y: number, share: number, toWidth: number): Look => {
    const part = { width: Math.round(width * share), height: Math.round(height * share) };
    return {
      x: Math.round(x * width),
      y: Math.round(y * height),
      ...part,
      toWidth: Math.max(1, Math.min(part.width, toWidth)),
    };
  };
  const parts = (steps: number, share: number): readonly Look[] =>
    Array.from({ length: steps * steps }, (_, i) => {
      const at = (n: number): number => (n * (1 - share)) / (steps - 1);
      return look(at(i % steps), at(Math.floor(i / steps)), share, 1280);
    });
  const isLarge = Math.max(width, height) > 1280;
  return [
    [look(0, 0, 1, 1280)],
    [look(0, 0, 1, Math.min(640, Math.ceil(width / 2)))],
    ...(Math.max(width, height) > 640 ? [[look(0, 0, 1, 320)], parts(3, 0.5)] : []),
    ...(isLarge ? [parts(4, 0.34)] : []),
  ];
};

type PictureParts = {
  readonly readStill: (picture: ImageBitmap) => Promise<readonly SightedCode[]>;
  /** The browser's own; it turns the picture the way the camera was held. */
  readonly open: typeof createImageBitmap;
};

const textsIn = async (
  picture: ImageBitmap,
  looks: readonly Look[],
  { readStill, open }: PictureParts,
): Promise<ReadonlySet<string>> => {
  const texts = new Set<string>();
  for (const { x, y, width, height, toWidth } of looks) {
    const part = await open(picture, x, y, width, height, {
      resizeWidth: toWidth,
      resizeHeight: Math.max(1, Math.round((height * toWidth) / width)),
      resizeQuality: 'high',
    });
    for (const { text } of await readStill(part)) texts.add(text);
  }
  return texts;
};

const openPicture = async (file: Blob, open: PictureParts['open']): Promise<ImageBitmap | undefined> => {
  try {
    return await open(file);
  } catch {
    return undefined;
  }
};

/** What the picture in `file` says. */
export const readPicture = async (file: Blob, parts: PictureParts): Promise<PictureReading> => {
  if (file.size > largestFileBytes) return { kind: 'too-large' };
  const picture = await openPicture(file, parts.open);
  if (picture === undefined) return { kind: 'not-a-picture' };
  try {
    if (picture.width * picture.height > largestPixels) return { kind: 'too-large' };
    for (const looks of looksAt(picture.width, picture.height)) {
      const [text, ...others] = await textsIn(picture, looks, parts);
      if (others.length > 0) return { kind: 'several' };
      if (text !== undefined) return { kind: 'text', text };
    }
    return { kind: 'nothing' };
  } catch {
    return { kind: 'failed' };
  } finally {
    picture.close();
  }
};
