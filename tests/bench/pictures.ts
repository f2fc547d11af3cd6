/**
 * Made-up pictures of badges in a folder, with the manifest that `bench:qr` asks for, for a machine without public ones:
 * easy and hard ones, the same every time. Nobody's photographs; they say which decoder reads more, not how many it would
 * read of what a camera sees.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { badgeText } from '../support/badge-texts.ts';
import { createPainter, type Scene } from '../support/qr-image.ts';
import { createRandom } from '../support/qr-image-random.ts';

const width = 960;
const height = 720;
const pictures = 80;

const chunk = (kind: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** Levels of grey, row by row, as a PNG. */
const pngOf = (grey: Uint8Array): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    lines.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', new Uint8Array()),
  ]);
};

const sceneOf = (n: number, random: () => number): Scene => ({
  text: badgeText(n),
  sizePx: 80 + random() * 240,
  tiltDeg: (random() - 0.5) * 80,
  perspective: random() * 40,
  motion: 0,
  dim: random() * 0.75,
  blur: Math.floor(random() * 4),
  noise: random() * 24,
  cracked: random() < 0.15,
  glow: random() < 0.2 ? random() * 0.6 : 0,
  glare: random() < 0.15 ? random() * 0.3 : 0,
  torn: random() < 0.1 ? random() * 0.2 : 0,
  offsetX: (random() - 0.5) * 300,
  offsetY: (random() - 0.5) * 160,
});

/** Writes the pictures and their manifest into `folder`. */
export const writePictures = (folder: string): void => {
  const random = createRandom(11);
  const { film } = createPainter(width, height, random);
  const items = Array.from({ length: pictures }, (_, n) => {
    const file = `badge-${n}.png`;
    writeFileSync(join(folder, file), pngOf(film(sceneOf(n, random))(0)));
    return { file, texts: [badgeText(n)] };
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ items }));
};
