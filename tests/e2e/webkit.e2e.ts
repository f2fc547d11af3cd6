/** WebKit, the iPad’s kind of browser, without the camera. It keeps no profile, so nothing is started again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { freePort } from '../support/free-port.ts';
import { liveOfflineDay } from '../support/offline-day.ts';
import { openWebKit, type WebKitPage } from '../support/qr-webkit.ts';
import { enrolScripted, seeStarted, waitUntilKept } from '../support/scripted-page.ts';

let world: DoorWorld;
let home: string;
let page: WebKitPage;
test.beforeEach(async () => {
  world = await startDoorWorld();
  home = mkdtempSync(join(tmpdir(), 'narvaro-webkit-'));
  page = await openWebKit(home, await freePort());
});
test.afterEach(async () => {
  await page.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  await world.end();
});

test('[DOOR-2] a trainer with WebKit checks people in by hand with the office gone, and hands everything in later', async () => {
  await liveOfflineDay({ world, name: 'WebKit', page });
});

test('[STORE-8] whoever has WebKit, and leaves pages in the midst of what they do, always meets the next one', async () => {
  const { origin } = world.server;
  await enrolScripted(page, await world.tabletLink('Hastig'));
  await waitUntilKept(page);
  const paths = ['/idag', `/tillfalle/${world.session.id}/lista`, '/jag', '/plattan', '/in'];
  for (let n = 0; n < 40; n += 1) {
    /* Each has been opened with a network before it is without. */
    if (n === paths.length) await world.server.stop();
    await page.goTo(`${origin}${paths[n % paths.length] ?? ''}`);
    await seeStarted(page);
  }
});
