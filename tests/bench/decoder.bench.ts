/**
 * Times the scanner on the real camera path, beside html5-qrcode as its README sets it up.
 *
 * `npx node tests/bench/decoder.bench.ts [--json]`. Milliseconds differ between machines; the ratios are the result.
 * The throttle slows the page's own thread, as it does in Chromium's tools, not workers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';

import { badgeText } from '../support/badge-texts.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { createRandom } from '../support/qr-image-random.ts';
import { writeQrVideo, type Segment } from '../support/qr-video.ts';
import type { ScannerBench } from '../support/scanner-harness/bench.ts';
import { buildHarness, serveHarness } from '../support/scanner-harness/serve.ts';

declare global {
  interface Window {
    bench: ScannerBench;
  }
}

type Reader = 'ours' | 'readme';
type Run = { readonly reader: Reader; readonly throttle: number };

const PORT = 5315;
const BADGES = 31;
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const RUNS: readonly Run[] = [1, 4].flatMap((throttle) =>
  (['ours', 'readme'] as const).map((reader) => ({ reader, throttle })),
);

/** A queue of people: each badge 700 ms in view, held in its own way, and half a second between. */
const queueOf = (badges: number): readonly Segment[] => {
  const random = createRandom(7);
  const people = Array.from({ length: badges }, (_, index): Segment[] => [
    { durationMs: 500 },
    {
      text: badgeText(index),
      durationMs: 700,
      sizePx: 110 + random() * 110,
      tiltDeg: (random() - 0.5) * 50,
      perspective: random() * 25,
      motion: random() * 18,
      dim: random() * 0.5,
      blur: random() < 0.3 ? 2 : 1,
      noise: random() * 10,
      offsetX: (random() - 0.5) * 160,
      offsetY: (random() - 0.5) * 80,
    },
  ]);
  return [...people.flat(), { durationMs: 1500 }];
};

const percentile = (values: readonly number[], share: number): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : Math.round(value);
};

const withPage = async <T>(video: string, throttle: number, act: (page: Page) => Promise<T>): Promise<T> => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...CHROMIUM_FLAGS, ...fakeCameraFlags(video)],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${PORT}/bench.html`);
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    return await act(page);
  } finally {
    await browser.close();
  }
};

const measureQueue = (video: string, durationMs: number, { reader, throttle }: Run) =>
  withPage(video, throttle, async (page) => {
    await page.evaluate(
      (name) => (name === 'ours' ? window.bench.startOurs(true) : window.bench.startReadme()),
      reader,
    );
    await page.waitForTimeout(durationMs - 500);
    const { textAt, segmentAt, longTasks } = await page.evaluate(() => window.bench.figures());
    const texts = Array.from({ length: BADGES }, (_, index) => badgeText(index));
    const waits = texts.flatMap((text, index) => {
      const [read, shown] = [textAt[text], segmentAt[index * 2 + 2]];
      return read === undefined || shown === undefined ? [] : [read - shown];
    });
    return {
      reader,
      throttle,
      decoded: waits.length,
      of: BADGES,
      wrong: Object.keys(textAt).filter((text) => !texts.includes(text)).length,
      medianMs: percentile(waits, 0.5),
      p95Ms: percentile(waits, 0.95),
      worstMs: percentile(waits, 1),
      longestTaskMs: Math.round(Math.max(0, ...longTasks)),
      longTasks: longTasks.length,
    };
  });

const measureFirst = (video: string, throttle: number, way: 'cold' | 'warm' | 'readme') =>
  withPage(video, throttle, async (page) => {
    await page.evaluate(
      (name) => (name === 'readme' ? window.bench.startReadme() : window.bench.startOurs(name === 'warm')),
      way,
    );
    await page.waitForTimeout(3000);
    const { textAt, longTasks, firstFrameAt } = await page.evaluate(() => window.bench.figures());
    const read = Object.values(textAt)[0];
    return {
      way,
      throttle,
      firstMs: read === undefined || firstFrameAt === undefined ? null : Math.round(read - firstFrameAt),
      longestTaskMs: Math.round(Math.max(0, ...longTasks)),
    };
  });

const folder = mkdtempSync(join(tmpdir(), 'decoder-bench-'));
await buildHarness(join(folder, 'page'), ['index.html', 'bench.html']);
const stopServer = await serveHarness(join(folder, 'page'), PORT);
try {
  const queueVideo = join(folder, 'queue.y4m');
  const { durationMs } = writeQrVideo(queueVideo, queueOf(BADGES), { fps: 15 });
  const stillVideo = join(folder, 'still.y4m');
  writeQrVideo(stillVideo, [{ text: badgeText(0), durationMs: 2000 }], { fps: 15 });

  const queue: Awaited<ReturnType<typeof measureQueue>>[] = [];
  for (const run of RUNS) queue.push(await measureQueue(queueVideo, durationMs, run));
  const first: Awaited<ReturnType<typeof measureFirst>>[] = [];
  for (const throttle of [1, 4]) {
    for (const way of ['cold', 'warm', 'readme'] as const)
      first.push(await measureFirst(stillVideo, throttle, way));
  }
  const ratios = [1, 4].map((throttle) => {
    const [ours, readme] = ['ours', 'readme'].map((reader) =>
      queue.find((row) => row.reader === reader && row.throttle === throttle),
    );
    return { throttle, median: Number(((ours?.medianMs ?? NaN) / (readme?.medianMs ?? NaN)).toFixed(2)) };
  });
  const lines = [...queue, ...first, ...ratios].map((row) => JSON.stringify(row)).join('\n');
  process.stdout.write(
    `${process.argv.includes('--json') ? JSON.stringify({ queue, first, ratios }) : lines}\n`,
  );
} finally {
  await stopServer();
  rmSync(folder, { recursive: true, force: true });
}
