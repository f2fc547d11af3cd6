/** The scanner by itself, on a real camera path: a video of badges through the browser's camera to the texts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, type LaunchOptions, type Page } from '@playwright/test';

import { badgeText } from '../support/badge-texts.ts';
import { fakeCameraFlags } from '../support/fake-camera.ts';
import { writeQrVideo, type Segment } from '../support/qr-video.ts';
import type { ScannerHarness } from '../support/scanner-harness/harness.ts';
import { buildHarness, serveHarness } from '../support/scanner-harness/serve.ts';

declare global {
  interface Window {
    harness: ScannerHarness;
  }
}

const PORT = 5310;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const [AMINA, BJORN, CECILIA] = [badgeText(1), badgeText(2), badgeText(3)];

const QUEUE: readonly Segment[] = [
  { durationMs: 700 },
  { text: AMINA, durationMs: 1200, tiltDeg: 25, perspective: 22, motion: 16 },
  { durationMs: 900 },
  { text: BJORN, durationMs: 1200, dim: 0.55, blur: 2, noise: 12, tiltDeg: -15 },
  { durationMs: 900 },
  { text: CECILIA, durationMs: 1200, cracked: true, sizePx: 120, offsetX: 120, offsetY: -60 },
  { durationMs: 3500 },
];

test.describe('the scanner on a real camera path', () => {
  test.describe.configure({ mode: 'serial' });

  let folder = '';
  let stopServer: () => Promise<void>;

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scanner-'));
    await buildHarness(join(folder, 'page'));
    stopServer = await serveHarness(join(folder, 'page'), PORT);
  });

  test.afterAll(async () => {
    await stopServer();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page in a browser whose camera films these badges, and closes it after. */
  const withCamera = async (
    launch: (options: LaunchOptions) => Promise<{ newPage: () => Promise<Page>; close: () => Promise<void> }>,
    launchOptions: LaunchOptions,
    segments: readonly Segment[],
    act: (page: Page) => Promise<void>,
  ): Promise<void> => {
    const video = join(folder, `${test.info().testId}.y4m`);
    writeQrVideo(video, segments);
    const args = [...(launchOptions.args ?? []), ...fakeCameraFlags(video)];
    const browser = await launch({ ...launchOptions, args });
    try {
      const page = await browser.newPage();
      await act(page);
    } finally {
      await browser.close();
      rmSync(video);
    }
  };

  const openAndStart = async (page: Page): Promise<void> => {
    await page.goto(ORIGIN);
    const started = await page.evaluate(async () => (await window.harness.start()).ok);
    expect(started).toBe(true);
  };

  const textsRead = (page: Page): Promise<string[]> => page.getByRole('listitem').allTextContents();

  test('[SCAN-1] a trainer’s tablet reads a tilted, a dim and a cracked badge on phones, in order, once each', async ({
    playwright,
    launchOptions,
  }) => {
    await withCamera(
      (options) => playwright.chromium.launch(options),
      launchOptions,
      QUEUE,
      async (page) => {
        await openAndStart(page);
        await expect(page.getByRole('listitem')).toHaveCount(3);
        expect(await textsRead(page)).toEqual([AMINA, BJORN, CECILIA]);
      },
    );
  });

  for (const missing of [['VideoFrame'], ['VideoFrame', 'createImageBitmap']]) {
    test(`[SCAN-2] a tablet whose browser lacks ${missing.join(' and ')} reads the same badges`, async ({
      playwright,
      launchOptions,
    }) => {
      await withCamera(
        (options) => playwright.chromium.launch(options),
        launchOptions,
        QUEUE,
        async (page) => {
          await page.addInitScript((names) => {
            for (const name of names) Reflect.deleteProperty(globalThis, name);
          }, missing);
          await openAndStart(page);
          await expect(page.getByRole('listitem')).toHaveCount(3);
          expect(await textsRead(page)).toEqual([AMINA, BJORN, CECILIA]);
        },
      );
    });
  }

  test('[SCAN-4] two phones held up side by side are read by neither, and then the one that is left', async ({
    playwright,
    launchOptions,
  }) => {
    const pair: readonly Segment[] = [
      { text: AMINA, secondText: BJORN, durationMs: 2500, sizePx: 130, perspective: 5 },
      { durationMs: 800 },
      { text: CECILIA, durationMs: 1200 },
      { durationMs: 3500 },
    ];
    await withCamera(
      (options) => playwright.chromium.launch(options),
      launchOptions,
      pair,
      async (page) => {
        await openAndStart(page);
        await expect(page.getByRole('listitem')).toHaveCount(1);
        expect(await textsRead(page)).toEqual([CECILIA]);
      },
    );
  });

  test('[SCAN-5] after the app has been in the background the camera is on again and reads', async ({
    playwright,
    launchOptions,
  }) => {
    await withCamera(
      (options) => playwright.chromium.launch(options),
      launchOptions,
      QUEUE,
      async (page) => {
        await openAndStart(page);
        const setHidden = (hidden: boolean): Promise<void> =>
          page.evaluate((value) => {
            Object.defineProperty(document, 'hidden', { configurable: true, value });
            document.dispatchEvent(new Event('visibilitychange'));
          }, hidden);
        await setHidden(true);
        await expect(page.getByText('paused')).toBeVisible();
        expect(await page.evaluate(() => window.harness.videos())).toBe(0);
        await setHidden(false);
        await expect(page.getByText('running')).toBeVisible();
        const before = await page.getByRole('listitem').count();
        await expect(page.getByRole('listitem')).not.toHaveCount(before);
      },
    );
  });

  test('[SCAN-7] a screen that is shown, hidden and shown again has one picture; when left, none', async ({
    playwright,
    launchOptions,
  }) => {
    await withCamera(
      (options) => playwright.chromium.launch(options),
      launchOptions,
      QUEUE,
      async (page) => {
        await page.goto(ORIGIN);
        const kinds = await page.evaluate(async () => {
          const { scanner, start, videos } = window.harness;
          const first = start();
          void scanner.stop();
          const second = await start();
          const shown = videos();
          await Promise.all([scanner.stop(), scanner.stop()]);
          return { first: (await first).ok, second: second.ok, shown, left: videos() };
        });
        expect(kinds).toEqual({ first: false, second: true, shown: 1, left: 0 });
      },
    );
  });

  test('[SCAN-10] everything the scanner needs comes from the app itself and keeps to its security policy', async ({
    playwright,
    launchOptions,
  }) => {
    await withCamera(
      (options) => playwright.chromium.launch(options),
      launchOptions,
      QUEUE,
      async (page) => {
        const strangers: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => {
          const isOurs = request.url().startsWith(ORIGIN) || request.url().startsWith('blob:');
          if (!isOurs) strangers.push(request.url());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          if (message.text().includes('Content Security Policy')) complaints.push(message.text());
        });
        await openAndStart(page);
        await expect(page.getByRole('listitem')).not.toHaveCount(0);
        expect(strangers).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );
  });
});
