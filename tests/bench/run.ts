/**
 * How fast it is, measured through the whole app in a real Chromium: `npm run bench`, `npm run bench -- --json`.
 *
 * Milliseconds are this machine's and today's; what can be compared are the ratios within one run: to a bare durable
 * write in the same page, and to a page that does nothing (the floor) started in the same way.
 */
import { createServer, type Server } from 'node:http';
import type { CDPSession, Page } from '@playwright/test';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const rates = [1, 4] as const;
const cameraFlags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const starts = 5;

type Spread = { readonly n: number; readonly median: number; readonly p95: number; readonly max: number };

const spread = (numbers: readonly number[]): Spread => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) /
    10;
  return { n: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
};
const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

const throttle = async (page: Page, rate: number): Promise<CDPSession> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return cdp;
};

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

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

type Marks = { readonly decoded: number[]; readonly durable: number[]; readonly shown: number[] };

const marksOf = (page: Page): Promise<Marks> =>
  page.evaluate(() => {
    const of = (name: string): number[] =>
      performance.getEntriesByName(name).map(({ startTime }) => startTime);
    return { decoded: of('narvaro:decoded'), durable: of('narvaro:durable'), shown: of('narvaro:shown') };
  });

const measureScans = async (
  page: Page,
  cards: readonly BadgeCard[],
): Promise<{ durable: number[]; shown: number[] }> => {
  const durable: number[] = [];
  const shown: number[] = [];
  for (const { text } of cards) {
    await page.evaluate(() => performance.clearMarks());
    await scanByReader(page, text);
    await page.waitForFunction(() => performance.getEntriesByName('narvaro:shown').length > 0);
    const marks = await marksOf(page);
    const from = marks.decoded[0] ?? Number.NaN;
    durable.push((marks.durable[0] ?? Number.NaN) - from);
    shown.push((marks.shown[0] ?? Number.NaN) - from);
    await page.waitForTimeout(120);
  }
  return { durable, shown };
};

/** From navigation to a picture in the scanner, without any server. */
const measureColdStart = async (browser: RealChromium, url: string, rate: number): Promise<number> => {
  const page = await browser.start(cameraFlags);
  await throttle(page, rate);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.readyState >= 2 && video.currentTime > 0;
  });
  const at = await page.evaluate(() => performance.now());
  await browser.kill();
  return at;
};

/** A page that does nothing, kept by a service worker of three lines. */
const serveFloor = (): Promise<{ server: Server; origin: string }> =>
  new Promise((ready) => {
    const worker =
      "addEventListener('install',e=>e.waitUntil(caches.open('f').then(c=>c.add('/'))));addEventListener('activate',e=>e.waitUntil(clients.claim()));addEventListener('fetch',e=>e.respondWith(caches.match('/').then(r=>r??fetch(e.request))))";
    const page =
      '<!doctype html><title>floor</title><h1 id="ready">ready</h1><script src="/page.js"></script>';
    const server = createServer((request, reply) => {
      const isScript = request.url?.endsWith('.js') ?? false;
      reply.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
      reply.end(
        request.url === '/sw.js' ? worker : isScript ? "navigator.serviceWorker.register('/sw.js')" : page,
      );
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready({
        server,
        origin: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
      });
    });
  });

const measureFloor = async (rate: number): Promise<number[]> => {
  const { server, origin } = await serveFloor();
  const browser = createRealChromium();
  try {
    const page = await browser.start();
    await page.goto(origin);
    await waitUntilInstalled(page);
    await page.waitForTimeout(500);
    await browser.kill();
    server.close();
    server.closeAllConnections();
    const times: number[] = [];
    for (let i = 0; i < starts; i += 1) {
      const cold = await browser.start();
      await throttle(cold, rate);
      await cold.goto(origin, { waitUntil: 'commit' });
      await cold.waitForFunction(() => document.getElementById('ready') !== null);
      times.push(await cold.evaluate(() => performance.now()));
      await browser.kill();
    }
    return times;
  } finally {
    await browser.end();
    server.close();
  }
};

/** Bytes as they travel when a tablet opens the app for the first time. */
const measureFirstLoad = async (
  server: RealServer,
): Promise<{ requests: number; bytes: number; scriptBytes: number }> => {
  const browser = createRealChromium();
  try {
    const page = await browser.start();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setBypassServiceWorker', { bypass: true });
    let bytes = 0;
    let scriptBytes = 0;
    let requests = 0;
    const types = new Map<string, string>();
    cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      requests += 1;
      bytes += encodedDataLength;
      if (types.get(requestId) === 'Script') scriptBytes += encodedDataLength;
    });
    await page.goto(`${server.origin}/idag`);
    await page.waitForLoadState('networkidle');
    return { requests, bytes, scriptBytes };
  } finally {
    await browser.end();
  }
};

type Today = { readonly sessions: readonly { id: string; kind: string; startsAt: number; endsAt: number }[] };

const ongoing = async (office: OfficeClient, cohort: string): Promise<string> => {
  const { sessions } = await office.get<Today>('/api/admin/sessions');
  const now = Date.now();
  const found = sessions.find(
    (session) =>
      session.kind === 'on-site' &&
      session.startsAt <= now &&
      now < session.endsAt &&
      JSON.stringify(session).includes(cohort),
  );
  const any = sessions.find(
    (session) => session.kind === 'on-site' && session.startsAt <= now && now < session.endsAt,
  );
  const id = (found ?? any)?.id;
  if (id === undefined) throw new Error('the demo has no session now');
  return id;
};

const measureAt = async (server: RealServer, office: OfficeClient, rate: number) => {
  say(`CPU ${rate}×: scans …`);
  const cohort = new URL(server.links().badges).searchParams.get('cohort') ?? '';
  const cards = await office.badges(cohort);
  const session = await ongoing(office, cohort);
  const { link } = await office.post<{ link: string }>('/api/admin/enrolments', {
    name: `Prov ${rate}`,
    unit: 'farsta',
  });
  const url = `${server.origin}/tillfalle/${session}/skanna`;
  const browser = createRealChromium();
  try {
    const page = await browser.start(cameraFlags);
    await enrolTablet(page, link);
    await waitUntilInstalled(page);
    await server.stop();
    await page.goto(url);
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await throttle(page, rate);
    const floorWrites = await bareWrites(page, 20);
    const scans = await measureScans(page, cards);
    await browser.kill();
    say(`CPU ${rate}×: cold starts without a server …`);
    const cold: number[] = [];
    for (let i = 0; i < starts; i += 1) cold.push(await measureColdStart(browser, url, rate));
    const floor = await measureFloor(rate);
    return {
      bareWrite: spread(floorWrites),
      decodedToDurable: spread(scans.durable),
      decodedToShown: spread(scans.shown),
      durableToBareWrite: ratio(spread(scans.durable).median, spread(floorWrites).median),
      coldOfflineToScanner: spread(cold),
      floorPage: spread(floor),
      coldToFloor: ratio(spread(cold).median, spread(floor).median),
    };
  } finally {
    await browser.end();
    await server.start();
  }
};

const main = async (): Promise<void> => {
  const server = await startRealServer();
  try {
    const office = await signInToOffice(server.origin, server.links().admin);
    const firstLoad = await measureFirstLoad(server);
    const byRate: Record<string, Awaited<ReturnType<typeof measureAt>>> = {};
    for (const rate of rates) byRate[`${rate}x`] = await measureAt(server, office, rate);
    const result = { firstLoad, ...byRate };
    if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else {
      process.stdout.write(
        `first load, tablet: ${firstLoad.requests} requests, ${(firstLoad.bytes / 1000).toFixed(1)} kB, of which script ${(firstLoad.scriptBytes / 1000).toFixed(1)} kB\n`,
      );
      for (const [rate, figures] of Object.entries(byRate)) {
        process.stdout.write(`CPU ${rate}\n`);
        for (const [name, value] of Object.entries(figures))
          process.stdout.write(
            typeof value === 'number'
              ? `  ${name.padEnd(22)} ${value}\n`
              : `  ${name.padEnd(22)} median ${value.median} ms, p95 ${value.p95} ms, max ${value.max} ms (n=${value.n})\n`,
          );
      }
    }
  } finally {
    await server.end();
  }
};

await main();
