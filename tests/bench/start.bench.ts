/**
 * How soon the first page can be used, at a first visit and at a cold start without any server:
 * `npx node tests/bench/start.bench.ts [rate …] [--starts N]`.
 *
 * Three pages are started in turn in one run: ours, a page that does nothing, and a plain page of Vite and React. Usable
 * is when the page's own text is drawn and its first control is there; milliseconds are this machine's and today's, the
 * ratios are the result.
 */
import type { Page } from '@playwright/test';
import { signInToOffice } from '../support/office-client.ts';
import { createRealChromium, type RealChromium } from '../support/real-chromium.ts';
import { startRealServer } from '../support/real-server.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { ratio, say, spread, throttle, type Spread } from './measure.ts';
import { serveFloor, servePlainPage } from './start-pages.ts';

/** One start, in ms from the navigation. */
type Start = {
  readonly usable: number;
  readonly firstPaint: number;
  /** The longest task after the first paint, and the sum of what is over 50 ms. */
  readonly longestTask: number;
  readonly overFifty: number;
  readonly layoutShift: number;
};

type Watched = {
  usable?: number;
  readonly tasks: { readonly from: number; readonly ms: number }[];
  shift: number;
};

type Visit = { readonly url: string; readonly ready: string };

/** Ours, the floor and the plain page: where each is, and what must be there before it can be used. */
type Subject = {
  readonly name: 'ours' | 'floor' | 'plain';
  readonly first: Visit;
  readonly again: Visit;
  /** Everything the browser needs before the server goes away. */
  readonly prepare: (page: Page) => Promise<void>;
};

const watch = async (page: Page, ready: string): Promise<void> => {
  await page.addInitScript((selector) => {
    const watched: Watched = { tasks: [], shift: 0 };
    Object.defineProperty(window, 'start', { value: watched });
    const observe = (type: string, see: (entry: PerformanceEntry) => void): void =>
      new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
    observe('longtask', ({ startTime, duration }) => watched.tasks.push({ from: startTime, ms: duration }));
    observe('layout-shift', (entry) => (watched.shift += (entry as unknown as { value: number }).value));
    let isFound = false;
    const look = (): void => {
      if (isFound || document.querySelector(selector) === null) return;
      isFound = true;
      requestAnimationFrame(() => {
        const drawn = new MessageChannel();
        drawn.port1.addEventListener('message', () => (watched.usable = performance.now()));
        drawn.port1.start();
        drawn.port2.postMessage(undefined);
      });
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  }, ready);
};

const settleMs = 1500;

const measureStart = async (page: Page, { url, ready }: Visit, rate: number): Promise<Start> => {
  await watch(page, ready);
  await throttle(page, rate);
  await page.goto(url, { waitUntil: 'commit' });
  /* Asked for seldom: a look at every frame would itself be work, and the more the longer a start takes. */
  await page.waitForFunction(
    () => (window as unknown as { start?: Watched }).start?.usable !== undefined,
    undefined,
    { polling: 200 },
  );
  await page.waitForTimeout(settleMs * Math.min(rate, 3));
  return page.evaluate(() => {
    const { usable, tasks, shift } = (window as unknown as { start: Watched }).start;
    const firstPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const after = tasks.filter(({ from }) => from >= firstPaint).map(({ ms }) => ms);
    return {
      usable: usable ?? Number.NaN,
      firstPaint,
      longestTask: Math.max(0, ...after),
      overFifty: after.reduce((sum, ms) => sum + ms - 50, 0),
      layoutShift: shift,
    };
  });
};

const once = async (browser: RealChromium, visit: Visit, rate: number): Promise<Start> => {
  try {
    return await measureStart(await browser.start(), visit, rate);
  } finally {
    await browser.kill();
  }
};

type Summary = {
  readonly usable: Spread;
  readonly firstPaint: Spread;
  readonly longestTask: Spread;
  readonly overFifty: Spread;
  readonly layoutShift: number;
};

const summaryOf = (starts: readonly Start[]): Summary => ({
  usable: spread(starts.map(({ usable }) => usable)),
  firstPaint: spread(starts.map(({ firstPaint }) => firstPaint)),
  longestTask: spread(starts.map(({ longestTask }) => longestTask)),
  overFifty: spread(starts.map(({ overFifty }) => overFifty)),
  layoutShift: Math.max(...starts.map(({ layoutShift }) => layoutShift)),
});

type Measured = Readonly<Record<Subject['name'], Summary>> & {
  readonly toFloor: number;
  readonly toPlain: number;
};

const compared = (starts: Readonly<Record<Subject['name'], readonly Start[]>>): Measured => {
  const [ours, floor, plain] = [summaryOf(starts.ours), summaryOf(starts.floor), summaryOf(starts.plain)];
  return {
    ours,
    floor,
    plain,
    toFloor: ratio(ours.usable.median, floor.usable.median),
    toPlain: ratio(ours.usable.median, plain.usable.median),
  };
};

/** What travels when the page is opened for the first time, without what its worker fetches afterwards. */
type Travelled = { readonly requests: number; readonly bytes: number; readonly scriptBytes: number };

const measureTravel = async (url: string): Promise<Travelled> => {
  const browser = createRealChromium();
  try {
    const page = await browser.start();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setBypassServiceWorker', { bypass: true });
    const travelled = { requests: 0, bytes: 0, scriptBytes: 0 };
    const types = new Map<string, string>();
    cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      travelled.requests += 1;
      travelled.bytes += encodedDataLength;
      if (types.get(requestId) === 'Script') travelled.scriptBytes += encodedDataLength;
    });
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    return travelled;
  } finally {
    await browser.end();
  }
};

type Run = { readonly subject: Subject; readonly visit: Visit; readonly browser: () => RealChromium };

/** One start of each in turn, so that what else the machine does meets all alike. */
const interleaved = async (runs: readonly Run[], rate: number, starts: number, isFresh: boolean) => {
  const all: Record<Subject['name'], Start[]> = { ours: [], floor: [], plain: [] };
  for (let round = 0; round < starts; round += 1)
    for (const { subject, visit, browser } of runs) {
      const used = browser();
      try {
        all[subject.name].push(await once(used, visit, rate));
      } finally {
        if (isFresh) await used.end();
      }
    }
  return compared(all);
};

const print = (what: string, { ours, floor, plain, toFloor, toPlain }: Measured): void => {
  say(`${what}: ${toFloor} × the floor, ${toPlain} × the plain page`);
  for (const [name, of] of Object.entries({ ours, floor, plain }))
    say(
      `  ${name.padEnd(6)} usable ${of.usable.median} (to ${of.usable.max}) ms, first paint ${of.firstPaint.median}, longest task after it ${of.longestTask.median} (to ${of.longestTask.max}), over 50 ms ${of.overFifty.median}, layout shift ${of.layoutShift}`,
    );
};

const isFirst = true;

/** First visits and cold starts without a server, at each rate of the processor. */
export const benchStart = async (rates: readonly number[] = [1, 4, 6], starts = 5) => {
  const [server, floor, plain] = await Promise.all([startRealServer(), serveFloor(), servePlainPage()]);
  const office = await signInToOffice(server.origin, server.links().admin);
  const visits = (origin: string, ready: string): Pick<Subject, 'first' | 'again'> => ({
    first: { url: `${origin}/`, ready },
    again: { url: `${origin}/`, ready },
  });
  const subjects: readonly Subject[] = [
    { name: 'floor', ...visits(floor.origin, '#ready'), prepare: (page) => installed(page, floor.origin) },
    {
      name: 'plain',
      ...visits(plain.origin, 'main button'),
      prepare: (page) => installed(page, plain.origin),
    },
    {
      name: 'ours',
      first: { url: `${server.origin}/`, ready: 'main:not(.not-started) h1' },
      again: { url: `${server.origin}/`, ready: 'main a[href$="/skanna"]' },
      prepare: async (page) => {
        const { link } = await office.post<{ link: string }>('/api/admin/enrolments', {
          name: 'Prov start',
          unit: 'farsta',
        });
        await enrolTablet(page, link);
        await waitUntilInstalled(page);
        await page.waitForTimeout(5000);
      },
    },
  ];
  const browsers = new Map(subjects.map((subject) => [subject, createRealChromium()]));
  const browserOf = (subject: Subject): RealChromium => {
    const browser = browsers.get(subject);
    if (browser === undefined) throw new Error(`${subject.name} has no browser`);
    return browser;
  };
  try {
    const travelled = {
      ours: await measureTravel(`${server.origin}/`),
      plain: await measureTravel(plain.origin),
    };
    const byRate: Record<string, { first: Measured; offline: Measured }> = {};
    const first: Record<string, Measured> = {};
    for (const rate of rates) {
      const runs = subjects.map((subject) => ({
        subject,
        visit: subject.first,
        browser: createRealChromium,
      }));
      first[rate] = await interleaved(runs, rate, starts, isFirst);
      print(`CPU ${rate}×, first visit`, first[rate]);
    }
    for (const subject of subjects) {
      await subject.prepare(await browserOf(subject).start());
      await browserOf(subject).kill();
    }
    await Promise.all([server.stop(), floor.stop(), plain.stop()]);
    for (const rate of rates) {
      const runs = subjects.map((subject) => ({
        subject,
        visit: subject.again,
        browser: () => browserOf(subject),
      }));
      const offline = await interleaved(runs, rate, starts, !isFirst);
      print(`CPU ${rate}×, cold start without a server`, offline);
      const visited = first[rate];
      if (visited !== undefined) byRate[`${rate}x`] = { first: visited, offline };
    }
    return { travelled, ...byRate };
  } finally {
    for (const browser of browsers.values()) await browser.end();
    await Promise.all([server.end(), floor.stop(), plain.stop()]);
  }
};

const installed = async (page: Page, origin: string): Promise<void> => {
  await page.goto(origin);
  await waitUntilInstalled(page);
  await page.waitForTimeout(1000);
};

if (import.meta.main) {
  const given = process.argv.slice(2);
  const at = given.indexOf('--starts');
  const starts = at === -1 ? 5 : Number(given[at + 1]);
  const rates = given.filter((word, n) => n !== at + 1 && /^\d+$/.test(word)).map(Number);
  const figures = await benchStart(rates.length === 0 ? undefined : rates, starts);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
