/** The scanner in Firefox and in WebKit, whose workers, canvases and video frames differ from Chromium's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import puppeteer from 'puppeteer-core';

import { badgeText } from '../support/badge-texts.ts';
import { freePort } from '../support/free-port.ts';
import { openWebKit } from '../support/qr-webkit.ts';
import { paintCamera, paintedCode } from '../support/scanner-harness/paint-camera.ts';
import { buildHarness, serveHarness } from '../support/scanner-harness/serve.ts';

const PORT = 5311;
const ORIGIN = `http://localhost:${PORT}`;
const BADGE = badgeText(1);

/** Runs inside the page: scans until a badge is read, stops, and answers what was read and how many pictures are left. */
const SCAN_ONCE = `(async () => {
  const { harness } = window;
  const started = await harness.start();
  for (let turn = 0; turn < 200 && harness.texts.length === 0; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await harness.scanner.stop();
  return JSON.stringify([started.ok, harness.texts.map(({ text }) => text), harness.videos()]);
})()`;

const READ_ONCE = JSON.stringify([true, [BADGE], 0]);
const PAINT = `(${paintCamera.toString()})(${JSON.stringify(paintedCode(BADGE))})`;

test.describe('the scanner in other browsers', () => {
  test.describe.configure({ mode: 'serial' });

  let folder = '';
  let stopServer: () => Promise<void>;

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scanner-browsers-'));
    await buildHarness(join(folder, 'page'));
    stopServer = await serveHarness(join(folder, 'page'), PORT);
  });

  test.afterAll(async () => {
    await stopServer();
    rmSync(folder, { recursive: true, force: true });
  });

  test('[SCAN-1] a trainer with Firefox reads a badge', async () => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
      headless: true,
      userDataDir: join(folder, 'firefox'),
      env: { ...process.env, HOME: folder },
    });
    try {
      const page = await browser.newPage();
      await page.goto(ORIGIN);
      await page.evaluate(PAINT);
      expect(await page.evaluate(SCAN_ONCE)).toBe(READ_ONCE);
    } finally {
      await browser.close();
    }
  });

  test('[SCAN-1] a trainer with an iPad’s kind of browser, WebKit, reads a badge', async () => {
    const page = await openWebKit(folder, await freePort());
    try {
      await page.goTo(ORIGIN);
      await page.evaluate(PAINT);
      expect(await page.evaluate(SCAN_ONCE)).toBe(READ_ONCE);
    } finally {
      await page.close();
    }
  });
});
