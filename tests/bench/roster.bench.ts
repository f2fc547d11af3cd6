/**
 * How a tablet copes with very many people: a list that knows 100 000 cards, and a lecture with 500 people in it, beside
 * the demo's own list, in the same run: `node tests/bench/roster.bench.ts`.
 *
 * The plan that the office answers is made larger on its way to the page. All else is the product as it is built.
 */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { tableOfCards } from '../../src/domain/known-cards.ts';
import type { Plan, PlanPerson } from '../../src/domain/programme.ts';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import {
  longTasks,
  measureScans,
  ratio,
  say,
  spread,
  throttle,
  watchLongTasks,
  type Spread,
} from './measure.ts';

const cameraFlags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const knownCards = 100_000;
const lectureOf = 500;
const starts = 4;

type Size = { readonly cards: number; readonly people: number };

const hashOf = (n: number): string => createHash('sha256').update(`bench ${n}`).digest('base64url');
const given = [
  'Anna',
  'Bo',
  'Cecilia',
  'Dag',
  'Eva',
  'Farid',
  'Gun',
  'Hana',
  'Ivar',
  'Jasmin',
  'Karin',
  'Lars',
];
const family = [
  'Ask',
  'Berg',
  'Dahl',
  'Ek',
  'Falk',
  'Gran',
  'Hed',
  'Kulle',
  'Lind',
  'Malm',
  'Ny',
  'Ros',
  'Sjö',
  'Öst',
];

const madeUp = (n: number): PlanPerson => ({
  id: `bench-${n}` as PlanPerson['id'],
  given: given[n % given.length] ?? '',
  family: `${family[n % family.length] ?? ''}${n}`,
  code: '',
});

/** The plan with so many people more at its session, and so many more cards known. */
const enlarged = (plan: Plan, session: string, { cards, people }: Size): Plan => {
  const target = plan.sessions.find(({ id }) => id === session);
  const here = plan.cohorts.filter(({ id }) => target?.cohorts.includes(id) ?? false);
  const [first] = here;
  if (target === undefined || first === undefined) throw new Error('the session has no group');
  const there = here.reduce((sum, cohort) => sum + cohort.people.length, 0);
  const more = Array.from({ length: Math.max(0, people - there) }, (_, n) => madeUp(n));
  const others = Array.from(
    { length: Math.max(0, cards - plan.badges.length) },
    (_, n) => [hashOf(n), `bench-${n}`, first.id, 0] as unknown as Plan['badges'][number],
  );
  return {
    ...plan,
    cohorts: plan.cohorts.map((cohort) =>
      cohort.id === first.id ? { ...cohort, people: [...cohort.people, ...more] } : cohort,
    ),
    badges: [],
    cards: tableOfCards([...plan.badges, ...others], plan.cohortNames),
  };
};

const enlargeOnTheWay = (page: Page, session: string, size: Size) =>
  page.route('**/api/plan*', async (route) => {
    /* With the cards one by one, as the office also gives them. */
    const url = route.request().url().replace('&cards=table', '');
    const reply = await route.fetch({ url, headers: { ...route.request().headers(), 'if-none-match': '' } });
    const plan = enlarged((await reply.json()) as Plan, session, size);
    const headers = { 'content-type': 'application/json', etag: `"bench-${size.cards}"` };
    await route.fulfill({ status: 200, headers, body: JSON.stringify(plan) });
  });

/** From a press to the second frame after it, when what it changed has been drawn. */
const untilDrawn = (page: Page, act: string): Promise<number> =>
  page.evaluate(async (what) => {
    const frames = () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    await frames();
    const from = performance.now();
    if (what.startsWith('type:')) {
      const field = document.querySelector<HTMLInputElement>('main input');
      if (field === null) throw new Error('no search field');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, what.slice(5));
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      document.querySelector<HTMLElement>(what)?.click();
    }
    await frames();
    return performance.now() - from;
  }, act);

const openList = async (page: Page, origin: string, session: string): Promise<void> => {
  await page.goto(`${origin}/tillfalle/${session}/lista`);
  await page.locator('main li button').first().waitFor();
};

const measureList = async (page: Page, origin: string, session: string) => {
  await openList(page, origin, session);
  const typing: number[] = [];
  for (const text of ['a', 'an', 'ann', 'anna', '', 'k', 'ka', 'lin', ''])
    typing.push(await untilDrawn(page, `type:${text}`));
  const pressing: number[] = [];
  for (let n = 0; n < 8; n += 1)
    pressing.push(await untilDrawn(page, 'main li button[aria-label^="Checka in"]'));
  return { typing: spread(typing), checkInByHand: spread(pressing) };
};

const timeToList = async (page: Page, origin: string, session: string): Promise<number> => {
  await page.goto(`${origin}/tillfalle/${session}/lista`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('main li button') !== null, undefined, {
    polling: 'raf',
  });
  return page.evaluate(() => performance.now());
};

type Figures = {
  readonly planInLongTasks: number;
  readonly planInLongestTask: number;
  readonly offlineToList: Spread;
  readonly startLongestTask: number;
  readonly decodedToShown: Spread;
  readonly typing: Spread;
  readonly checkInByHand: Spread;
  readonly heapMB: number;
};

const heapOf = async (page: Page): Promise<number> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 100_000) / 10;
};

const measureAt = async (world: DoorWorld, size: Size, rate: number, name: string): Promise<Figures> => {
  const { server, session } = world;
  const link = await world.tabletLink(name);
  const browser = createRealChromium();
  try {
    let page = await browser.start(cameraFlags);
    await watchLongTasks(page);
    await throttle(page, rate);
    await enlargeOnTheWay(page, session.id, size);
    await enrolTablet(page, link);
    await waitUntilInstalled(page);
    await page.goto(`${server.origin}/plattan`);
    const ask = page.getByRole('button', { name: /Försök skicka nu/ });
    await ask.waitFor();
    await page.waitForTimeout(3000);
    const from = await page.evaluate(() => performance.now());
    const came = page.waitForResponse(/\/api\/plan/);
    await ask.click();
    await came;
    await page.waitForTimeout(3000);
    const planIn = await longTasks(page, from);
    await server.stop();
    await browser.kill();
    const offline: number[] = [];
    let longest = 0;
    for (let n = 0; n < starts; n += 1) {
      page = await browser.start(cameraFlags);
      await watchLongTasks(page);
      await throttle(page, rate);
      offline.push(await timeToList(page, server.origin, session.id));
      await page.waitForTimeout(1000);
      const painted = await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      );
      longest = Math.max(longest, ...(await longTasks(page, painted)));
      if (n < starts - 1) await browser.kill();
    }
    const list = await measureList(page, server.origin, session.id);
    await page.goto(`${server.origin}/tillfalle/${session.id}/skanna`);
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    const scans = await measureScans(page, world.cards.map(({ text }) => text).slice(0, 12));
    return {
      planInLongTasks: planIn.length,
      planInLongestTask: Math.round(Math.max(0, ...planIn)),
      offlineToList: spread(offline),
      startLongestTask: Math.round(longest),
      decodedToShown: spread(scans.shown),
      ...list,
      heapMB: await heapOf(page),
    };
  } finally {
    await browser.end();
    await server.start();
  }
};

const ratiosOf = (large: Figures, small: Figures) => ({
  offlineToList: ratio(large.offlineToList.median, small.offlineToList.median),
  decodedToShown: ratio(large.decodedToShown.median, small.decodedToShown.median),
  typing: ratio(large.typing.median, small.typing.median),
  checkInByHand: ratio(large.checkInByHand.median, small.checkInByHand.median),
});

/** The figures of both lists at each rate of the processor, and their ratios. */
export const benchRoster = async (rates: readonly number[] = [1, 4]) => {
  const world = await startDoorWorld();
  const demo = { cards: 0, people: 0 };
  const large = { cards: knownCards, people: lectureOf };
  try {
    const byRate: Record<string, { small: Figures; large: Figures; ratios: ReturnType<typeof ratiosOf> }> =
      {};
    for (const rate of rates) {
      say(`CPU ${rate}×: the demo’s list …`);
      const small = await measureAt(world, demo, rate, `Liten ${rate}`);
      say(`CPU ${rate}×: ${knownCards} cards and ${lectureOf} people …`);
      const big = await measureAt(world, large, rate, `Stor ${rate}`);
      byRate[`${rate}x`] = { small, large: big, ratios: ratiosOf(big, small) };
    }
    return byRate;
  } finally {
    await world.end();
  }
};

if (import.meta.main) {
  const asked = process.argv.slice(2).map(Number).filter(Number.isFinite);
  const figures = await benchRoster(asked.length === 0 ? undefined : asked);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
