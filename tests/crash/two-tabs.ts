/**
 * Two tabs of one tablet race in the real app: both check people in, push and take lists, one is closed or killed, one
 * changes to a new version. Nothing is lost, no number is used twice, and both tabs come to show the same (CRASH-7).
 */
import { expect, type BrowserContext, type Page } from '@playwright/test';
import type { SessionId } from '../../src/domain/ids.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import { startChangingProxy } from '../support/changing-proxy.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { delivered, keptWhole } from './kept.ts';
import { startCrashWorld, unit, type CrashWorld, type PlantedPerson } from './office-world.ts';
import { scanFast, watchShown } from './tablet-browser.ts';

/** What befalls the second tab while both are at work. */
export const fates = ['killed', 'updated', 'offline', 'closed', 'nothing'] as const;
export type Fate = (typeof fates)[number];

export type RaceFigures = {
  readonly races: number;
  readonly acknowledged: number;
  readonly wrongs: readonly string[];
};

const size = { groups: 26, perGroup: 40 };
const perTab = 6;

type Race = {
  readonly world: CrashWorld;
  /** Where the tablet goes: the office, behind something that can bring a new version. */
  readonly origin: string;
  readonly change: () => void;
  readonly random: Random;
  readonly shown: Set<string>;
  readonly waiting: Map<SessionId, PlantedPerson[]>;
};

const pause = (ms: number): Promise<void> => new Promise((wait) => setTimeout(wait, ms));

const open = async (page: Page, { origin, shown }: Race, session: SessionId): Promise<void> => {
  watchShown(page, shown);
  await page.goto(`${origin}/tillfalle/${session}/skanna`);
  await expect(page.getByRole('region', { name: 'Kamera' })).toBeVisible({ timeout: 60_000 });
};

/** Brings a new version and changes to it, in the middle of what the tab does. */
const update = async (page: Page, { change }: Race): Promise<void> => {
  change();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
  await page.reload();
};

const crash = async (page: Page): Promise<void> => {
  const gone = new Promise((crashed) => page.once('crash', crashed));
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
};

const befall = async (fate: Fate, page: Page, race: Race): Promise<void> => {
  if (fate === 'nothing') return;
  if (fate === 'closed') await page.close();
  else if (fate === 'killed') await crash(page);
  else if (fate === 'updated') await update(page, race);
  else {
    await page.context().setOffline(true);
    await pause(between(race.random, 200, 900));
    await page.context().setOffline(false);
  }
};

/** The office gives a session another title, which both tabs are to show. */
const rename = async ({ world }: Race, session: SessionId, title: string): Promise<void> => {
  const held = world.sessions.find(({ id }) => id === session);
  if (held === undefined) throw new Error('there is no such session');
  await world.stores(({ programme }) => programme.putSessions([{ session: { ...held, title }, unit }]));
};

const hereOn = (page: Page): Promise<string | null> =>
  page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first().textContent();

/** Both tabs, left alone, come to the number who are there and to the title the office gave last. */
const agree = async (pages: readonly Page[], here: number, title: string): Promise<readonly string[]> => {
  const wrongs: string[] = [];
  for (const [n, page] of pages.entries())
    try {
      await expect.poll(() => hereOn(page), { timeout: 30_000 }).toBe(String(here));
      await expect(page.getByRole('heading', { level: 1 })).toContainText(title, { timeout: 30_000 });
    } catch {
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      wrongs.push(`tab ${n + 1} shows ${await hereOn(page)} of ${here} here, under ${heading} for ${title}`);
    }
  return wrongs;
};

const presentAt = async ({ world }: Race, session: SessionId): Promise<number> =>
  world.stores(async ({ attendance }) => (await attendance.ofSession(session)).length);

/** One race; the context has one page, and has one again afterwards. */
const raceOnce = async (context: BrowserContext, race: Race, fate: Fate): Promise<readonly string[]> => {
  const { random, waiting, shown, origin, world } = race;
  const roomy = [...waiting].filter(([, people]) => people.length >= 2 * perTab);
  const [session, people] = oneOf(random, roomy);
  const first = context.pages()[0] ?? (await context.newPage());
  const second = await context.newPage();
  await open(first, race, session);
  await open(second, race, session);
  const batch = people.splice(0, 2 * perTab);
  const codes = batch.map(({ token }) => `${origin}/B/${token}`.toUpperCase());
  /* Each has some of its own, and one that is held up to both. */
  const both = codes[0] ?? '';
  const title = `Tillfälle ${between(random, 100, 999)}`;
  const work = [
    scanFast(first, codes.slice(0, perTab), 8000).catch(() => 0),
    scanFast(second, [...codes.slice(perTab), both], 8000).catch(() => 0),
    pause(between(random, 0, 700)).then(() => rename(race, session, title)),
    pause(between(random, 50, 1100)).then(() => befall(fate, second, race)),
  ];
  await Promise.all(work);
  const left = context.pages();
  const wrongs = [...(await keptWhole(left[0] ?? first, shown))];
  const isSent = await delivered(left[0] ?? first, world, shown, origin);
  wrongs.push(...isSent);
  const here = await presentAt(race, session);
  for (const page of left.slice(0, 1)) await page.goto(`${origin}/tillfalle/${session}/skanna`);
  wrongs.push(...(await agree(left, here, title)));
  for (const page of left.slice(1)) await page.close();
  return wrongs.map((wrong) => `${fate}: ${wrong}`);
};

/** Races `times` times, the fates in turn. */
export const raceTabs = async (options: {
  readonly times: number;
  readonly random: Random;
  readonly tell?: (races: number, acknowledged: number) => void;
}): Promise<RaceFigures> => {
  const { times, random } = options;
  const world = await startCrashWorld({ size });
  const proxy = await startChangingProxy(world.office.origin, '/service-worker.js');
  const browser = createRealChromium();
  const shown = new Set<string>();
  const wrongs: string[] = [];
  const waiting = new Map(
    world.sessions.map(({ id }) => [id, world.people.filter(({ session }) => session.id === id)]),
  );
  let races = 0;
  try {
    const page = await browser.start();
    const { link } = await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: 'Dörren',
      unit,
    });
    await enrolTablet(page, link.replace(world.office.origin, proxy.origin));
    await waitUntilInstalled(page);
    const race: Race = { world, origin: proxy.origin, change: proxy.change, random, shown, waiting };
    for (; races < times && wrongs.length === 0; races += 1) {
      const fate = fates[races % fates.length] ?? 'nothing';
      try {
        wrongs.push(...(await raceOnce(page.context(), race, fate)));
      } catch (error) {
        wrongs.push(`${fate}, stuck: ${String(error)}`);
      }
      options.tell?.(races + 1, shown.size);
    }
    return { races, acknowledged: shown.size, wrongs };
  } finally {
    await browser.end();
    await proxy.end();
    await world.end();
  }
};
