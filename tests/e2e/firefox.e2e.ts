/** The main job without the camera in Firefox, on a profile that outlives the browser. */
import { test } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import { startDoorWorld } from '../support/door-world.ts';
import { createRealFirefox } from '../support/firefox.ts';
import { liveOfflineDay } from '../support/offline-day.ts';
import type { ScriptedPage } from '../support/scripted-page.ts';

const scripted = (page: Page): ScriptedPage => ({
  goTo: async (url) => {
    await page.goto(url, { waitUntil: 'domcontentloaded' });
  },
  evaluate: (expression) => page.evaluate(expression),
});

test('[DOOR-2] a trainer with Firefox checks people in by hand with the office gone, closes the browser, and hands everything in later', async () => {
  const world = await startDoorWorld();
  const firefox = createRealFirefox();
  try {
    await liveOfflineDay({
      world,
      name: 'Firefox',
      page: scripted(await firefox.start()),
      relaunch: async () => {
        await firefox.stop();
        return scripted(await firefox.start());
      },
    });
  } finally {
    await firefox.end();
    await world.end();
  }
});
