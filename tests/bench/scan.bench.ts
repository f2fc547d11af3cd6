/**
 * From a code that is read to a check-in that is on the disk and on the screen, through the whole app in a real Chromium
 * with the network gone, slow or lying: `node tests/bench/scan.bench.ts`.
 *
 * Milliseconds are this machine's and today's; what can be compared is the ratio to a bare durable write of the same size
 * in the same page, in the same run.
 */
import type { Page } from '@playwright/test';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { measureScans, ratio, say, spread, throttle } from './measure.ts';

const cameraFlags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** One bare durable write of an event's size, in the same page: what the browser alone costs. */
const bareWrites = (page: Page, n: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const db = await new Promise<IDBDatabase>((opened, failed) => {
      const request = indexedDB.open('bench', 1);
      request.addEventListener('upgradeneeded', () =>
        request.result.createObjectStore('rows', { keyPath: 'seq' }),
      );
      request.addEventListener('success', () => opened(request.result));
      request.addEventListener('error', () => failed(new Error('no database')));
    });
    const times: number[] = [];
    for (let seq = 1; seq <= count; seq += 1) {
      const from = performance.now();
      await new Promise<void>((done) => {
        const write = db.transaction('rows', 'readwrite', { durability: 'strict' });
        write.objectStore('rows').put({ seq, text: 'x'.repeat(330) });
        write.addEventListener('complete', () => done());
      });
      times.push(performance.now() - from);
    }
    db.close();
    indexedDB.deleteDatabase('bench');
    return times;
  }, n);

/** The ways a network can be while people stand at the door. */
const networks = {
  gone: async (world: DoorWorld): Promise<void> => world.server.stop(),
  /* Every request takes a second and then fails. */
  slow: async (_world: DoorWorld, page: Page): Promise<void> => {
    await page.route('**/api/**', async (route) => {
      await page.waitForTimeout(1000).catch(() => undefined);
      await route.abort().catch(() => undefined);
    });
  },
  /* A hotel’s log-in page answers for everybody. */
  lying: async (_world: DoorWorld, page: Page): Promise<void> => {
    await page.route('**/api/**', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Welcome</title>' }),
    );
  },
} as const;
type Network = keyof typeof networks;

const measureAt = async (world: DoorWorld, rate: number, network: Network) => {
  say(`CPU ${rate}×, network ${network} …`);
  const { server, session, cards } = world;
  const browser = createRealChromium();
  try {
    const page = await browser.start(cameraFlags);
    await enrolTablet(page, await world.tabletLink(`Prov ${network} ${rate}`));
    await waitUntilInstalled(page);
    await networks[network](world, page);
    await page.goto(`${server.origin}/tillfalle/${session.id}/skanna`);
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await throttle(page, rate);
    const floor = spread(await bareWrites(page, 20));
    const scans = await measureScans(
      page,
      cards.map(({ text }) => text),
    );
    const durable = spread(scans.durable);
    return {
      bareWrite: floor,
      decodedToDurable: durable,
      decodedToShown: spread(scans.shown),
      durableToBareWrite: ratio(durable.median, floor.median),
    };
  } finally {
    await browser.end();
    if (network === 'gone') await server.start();
  }
};

/** The figures at each rate of the processor and on each network. */
export const benchScan = async (rates: readonly number[] = [1, 4, 6]) => {
  const world = await startDoorWorld();
  try {
    const result: Record<string, Awaited<ReturnType<typeof measureAt>>> = {};
    for (const rate of rates) result[`${rate}x gone`] = await measureAt(world, rate, 'gone');
    for (const network of ['slow', 'lying'] as const)
      result[`4x ${network}`] = await measureAt(world, 4, network);
    return result;
  } finally {
    await world.end();
  }
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchScan())}\n`);
