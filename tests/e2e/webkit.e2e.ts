/** The main job without the camera in WebKit, the iPad's kind of browser. It keeps no profile, so nothing is started again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { startDoorWorld } from '../support/door-world.ts';
import { freePort } from '../support/free-port.ts';
import { liveOfflineDay } from '../support/offline-day.ts';
import { openWebKit } from '../support/qr-webkit.ts';

test('[DOOR-2] a trainer with WebKit checks people in by hand with the office gone, and hands everything in later', async () => {
  const world = await startDoorWorld();
  const home = mkdtempSync(join(tmpdir(), 'narvaro-webkit-'));
  try {
    const page = await openWebKit(home, await freePort());
    try {
      await liveOfflineDay({ world, name: 'WebKit', page });
    } finally {
      await page.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    await world.end();
  }
});
