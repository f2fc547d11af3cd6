/** Firefox on a profile of its own, driven over BiDi, that can be closed and started again as the same person's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

export type RealFirefox = {
  /** Starts the browser on the same profile and answers its page. */
  readonly start: () => Promise<Page>;
  readonly stop: () => Promise<void>;
  readonly end: () => Promise<void>;
};

/** A profile in a temporary folder; nothing runs until `start`. */
export const createRealFirefox = (): RealFirefox => {
  const home = mkdtempSync(join(tmpdir(), 'narvaro-firefox-'));
  let running: Browser | undefined;
  const stop = async (): Promise<void> => {
    const browser = running;
    running = undefined;
    await browser?.close();
  };
  return {
    stop,
    start: async () => {
      running = await puppeteer.launch({
        browser: 'firefox',
        executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
        headless: true,
        userDataDir: join(home, 'profile'),
        env: { ...process.env, HOME: home, TZ: 'Europe/Stockholm' },
        extraPrefsFirefox: {
          'media.navigator.streams.fake': true,
          'media.navigator.permission.disabled': true,
        },
      });
      const page = (await running.pages())[0] ?? (await running.newPage());
      await page.setViewport({ width: 1180, height: 820 });
      return page;
    },
    end: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
