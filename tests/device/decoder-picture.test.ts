import { expect, test } from 'vitest';
import {
  largestFileBytes,
  looksAt,
  readPicture,
  type PictureReading,
} from '../../src/app/device/decoder-picture.ts';

/** A picture of codes: what is on it, where, and how wide a look must show it to be read. */
type Code = { readonly text: string; readonly x: number; readonly y: number; readonly side: number };
type Part = { readonly x: number; readonly y: number; readonly width: number; readonly scale: number };

const aPhoto = (width: number, height: number, codes: readonly Code[]) => {
  const parts = new Map<ImageBitmap, Part>();
  const closed: ImageBitmap[] = [];
  const bitmap = (of: { width: number; height: number }, part: Part): ImageBitmap => {
    const made: ImageBitmap = { ...of, close: () => closed.push(made) };
    parts.set(made, part);
    return made;
  };
  const open = ((
    _source: unknown,
    x = 0,
    y = 0,
    w = width,
    h = height,
    options: ImageBitmapOptions = {},
  ): Promise<ImageBitmap> => {
    const scale = (options.resizeWidth ?? w) / w;
    return Promise.resolve(bitmap({ width: w * scale, height: h * scale }, { x, y, width: w, scale }));
  }) as unknown as typeof createImageBitmap;
  let looks = 0;
  /** Reads a code that is whole in view and at least 60 pixels wide. */
  const readStill = (picture: ImageBitmap) => {
    looks += 1;
    const part = parts.get(picture);
    if (part === undefined) throw new Error('not one of the pictures');
    const seen = codes.filter(
      ({ x, y, side }) =>
        x >= part.x &&
        x + side <= part.x + part.width &&
        y >= part.y &&
        y + side <= part.y + picture.height / part.scale &&
        side * part.scale >= 60,
    );
    return Promise.resolve(seen.map(({ text }) => ({ text, x: 0, y: 0 })));
  };
  const read = (file = new Blob(['photo'])): Promise<PictureReading> =>
    readPicture(file, { open, readStill });
  return { read, looks: () => looks, opened: () => parts.size, closed: () => closed.length };
};

const amina: Code = { text: 'AMINA', x: 400, y: 300, side: 500 };

test('[SCAN-12] a card in an ordinary photo is read at the first look', async () => {
  const photo = aPhoto(1600, 1200, [amina]);
  expect(await photo.read()).toEqual({ kind: 'text', text: 'AMINA' });
  expect(photo.looks()).toBe(1);
});

test.each([
  ['in the first corner', 20, 20],
  ['in the last corner', 3800, 2800],
  ['in the middle', 1950, 1450],
])('[SCAN-12] a small card %s of a large photo is found in its part of it', async (_where, x, y) => {
  expect(await aPhoto(4000, 3000, [{ text: 'AMINA', x, y, side: 110 }]).read()).toEqual({
    kind: 'text',
    text: 'AMINA',
  });
});

test('[SCAN-12, SCAN-4] of two cards in one photo none is picked, also when each is only found in its own part', async () => {
  const bo: Code = { text: 'BO', x: 1000, y: 300, side: 500 };
  expect(await aPhoto(1600, 1200, [amina, bo]).read()).toEqual({ kind: 'several' });
  const far = [
    { text: 'AMINA', x: 20, y: 20, side: 110 },
    { text: 'BO', x: 3800, y: 2800, side: 110 },
  ];
  expect(await aPhoto(4000, 3000, far).read()).toEqual({ kind: 'several' });
});

test('[SCAN-12] the same code twice is one card', async () => {
  expect(await aPhoto(1600, 1200, [amina, { ...amina, x: 1000 }]).read()).toMatchObject({ text: 'AMINA' });
});

test('[SCAN-12] a picture without a code says so', async () => {
  expect(await aPhoto(4000, 3000, []).read()).toEqual({ kind: 'nothing' });
});

test('[SCAN-12] a file that is no picture says so, and so does one too large for a tablet', async () => {
  const parts = { open: () => Promise.reject(new Error('no picture')), readStill: () => Promise.resolve([]) };
  expect(await readPicture(new Blob(['a letter']), parts)).toEqual({ kind: 'not-a-picture' });
  const huge = { size: largestFileBytes + 1 } as Blob;
  expect(await aPhoto(1600, 1200, [amina]).read(huge)).toEqual({ kind: 'too-large' });
  expect(await aPhoto(20_000, 10_000, [amina]).read()).toEqual({ kind: 'too-large' });
});

test('[SCAN-12] a decoder that is lost is told as that, never as a picture without a code', async () => {
  const lost = {
    open: (() =>
      Promise.resolve({ width: 100, height: 100, close: () => undefined })) as typeof createImageBitmap,
    readStill: () => Promise.reject(new Error('lost')),
  };
  expect(await readPicture(new Blob(['photo']), lost)).toEqual({ kind: 'failed' });
});

test('[SCAN-12] every spot of a large photo is looked at closely, in parts that overlap', () => {
  const closest = looksAt(4000, 3000).at(-1) ?? [];
  const isCovered = (x: number, y: number): boolean =>
    closest.some((part) => part.x <= x && x < part.x + part.width && part.y <= y && y < part.y + part.height);
  const spots = Array.from({ length: 41 * 31 }, (_, i) => [(i % 41) * 99, Math.floor(i / 41) * 99] as const);
  expect(spots.filter(([x, y]) => !isCovered(x, y))).toEqual([]);
  expect(closest.every(({ toWidth, width }) => toWidth <= width)).toBe(true);
});
