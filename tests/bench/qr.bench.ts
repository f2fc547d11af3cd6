/**
 * Reads a folder of pictures with the product's own decoder, in Chromium, beside html5-qrcode's own.
 *
 *   npm run bench:qr -- FOLDER
 *
 * The folder has a manifest.json: `{ "items": [{ "file": "a.png", "texts": ["what it says"] }] }`; any of the texts is
 * right. Each picture is shown in frames of a camera's two usual sizes. A read text that is none of them is wrong. The
 * time is from the frame in hand to the answer, read or not. The last line is JSON.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import { freePort } from '../support/free-port.ts';
import type { QrBench, Reading } from '../support/scanner-harness/qr.ts';
import { buildHarness, serveHarness } from '../support/scanner-harness/serve.ts';

declare global {
  interface Window {
    qrBench: QrBench;
  }
}

const manifestForm = z.object({
  items: z.array(z.object({ file: z.string(), texts: z.array(z.string()) })),
});
type Item = z.infer<typeof manifestForm>['items'][number];

const sizes = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
] as const;

type Figures = {
  readonly total: number;
  readonly decoded: number;
  readonly wrong: number;
  readonly medianMs: number;
  readonly p95Ms: number;
};

const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1));
};

const figuresOf = (items: readonly Item[], readings: readonly Reading[]): Figures => {
  const isRight = (text: string, i: number): boolean => items[i]?.texts.includes(text) ?? false;
  return {
    total: items.length,
    decoded: readings.filter(({ texts }, i) => texts.some((text) => isRight(text, i))).length,
    wrong: readings.filter(({ texts }, i) => texts.some((text) => !isRight(text, i))).length,
    medianMs: percentile(
      readings.map(({ ms }) => ms),
      0.5,
    ),
    p95Ms: percentile(
      readings.map(({ ms }) => ms),
      0.95,
    ),
  };
};

const readAll = async (page: Page, items: readonly Item[], size: (typeof sizes)[number]) => {
  const readings: { ours: Reading; theirs: Reading }[] = [];
  for (const [i, { file }] of items.entries()) {
    const address = `/pictures/${encodeURIComponent(file)}`;
    /* What is read first warms the picture's memory for the other: they take turns. */
    const reading = await page.evaluate(
      ([at, frame, isOursFirst]) => window.qrBench.look(at, frame, isOursFirst),
      [address, size, i % 2 === 0] as const,
    );
    readings.push(reading);
    for (const [whose, { texts }] of Object.entries(reading))
      for (const text of texts)
        if (items[i]?.texts.includes(text) === false)
          process.stderr.write(
            `wrong (${whose}, ${size.width}): ${file}: ${JSON.stringify(text.slice(0, 80))}\n`,
          );
  }
  return {
    ours: figuresOf(
      items,
      readings.map(({ ours }) => ours),
    ),
    'html5-qrcode': figuresOf(
      items,
      readings.map(({ theirs }) => theirs),
    ),
  };
};

const readManifest = (folder: string): readonly Item[] => {
  const { items } = manifestForm.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  for (const { file } of items) {
    if (!resolve(folder, file).startsWith(`${folder}/`)) throw new Error(`${file} is not in the folder`);
    statSync(join(folder, file));
  }
  return items;
};

const bench = async (folder: string): Promise<void> => {
  const items = readManifest(folder);
  const work = mkdtempSync(join(tmpdir(), 'narvaro-qr-'));
  const port = await freePort();
  await buildHarness(work, ['qr.html']);
  const stopServer = await serveHarness(work, port);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    await page.route('**/pictures/*', (route) =>
      route.fulfill({
        path: join(
          folder,
          decodeURIComponent(new URL(route.request().url()).pathname.slice('/pictures/'.length)),
        ),
      }),
    );
    await page.goto(`http://127.0.0.1:${port}/qr.html`);
    await page.evaluate(() => window.qrBench.warm());
    await readAll(page, items.slice(0, 5), sizes[0]);
    const result: Record<string, Awaited<ReturnType<typeof readAll>>> = {};
    for (const size of sizes) result[`${size.width}x${size.height}`] = await readAll(page, items, size);
    for (const [size, decoders] of Object.entries(result))
      for (const [name, f] of Object.entries(decoders))
        process.stdout.write(
          `${size.padEnd(9)} ${name.padEnd(12)} ${f.decoded} of ${f.total} (${((100 * f.decoded) / f.total).toFixed(1)} %), wrong ${f.wrong}, median ${f.medianMs} ms, p95 ${f.p95Ms} ms\n`,
        );
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await browser.close();
    await stopServer();
    rmSync(work, { recursive: true, force: true });
  }
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('npm run bench:qr -- FOLDER   (a folder of pictures with a manifest.json)\n');
  process.exitCode = 2;
} else await bench(resolve(folder));
