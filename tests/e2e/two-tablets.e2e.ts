/** Two tablets at one door without a network: whichever delivers first, the office and both tablets come to the same. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const minuteMs = 60_000;

type Tablet = { readonly name: string; readonly context: BrowserContext; readonly page: Page };

/** Who was there by card number, minutes after the first scan, on which tablet, and whether two had them. */
type Attended = {
  readonly card: number;
  readonly minute: number;
  readonly tablet: string;
  readonly isTwice: boolean;
};

/** Card, and the minute its scan was made; in the order each tablet saw them. */
const scans: Readonly<Record<string, readonly (readonly [card: number, minute: number])[]>> = {
  'Dörr A': [
    [0, 0],
    [1, 1],
    [2, 4],
    [3, 6],
  ],
  'Dörr B': [
    [2, 2],
    [3, 7],
    [4, 8],
    [5, 9],
  ],
};

/** What both together come to, whoever delivers first: the earliest scan of each. */
const together: readonly Attended[] = [
  { card: 0, minute: 0, tablet: 'Dörr A', isTwice: false },
  { card: 1, minute: 1, tablet: 'Dörr A', isTwice: false },
  { card: 2, minute: 2, tablet: 'Dörr B', isTwice: true },
  { card: 3, minute: 6, tablet: 'Dörr A', isTwice: true },
  { card: 4, minute: 8, tablet: 'Dörr B', isTwice: false },
  { card: 5, minute: 9, tablet: 'Dörr B', isTwice: false },
];

const openTablet = async (browser: Browser, world: DoorWorld, name: string): Promise<Tablet> => {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
  const page = await context.newPage();
  await enrolTablet(page, await world.tabletLink(name));
  await waitUntilInstalled(page);
  return { name, context, page };
};

/**
 * The tablet's own clock shows the minute of each scan, so that the order in time is known to the test; it is right
 * again before anything can be sent, or it would be taken for a clock that goes wrong.
 */
const scanAll = async ({ name, page }: Tablet, world: DoorWorld, firstAt: number): Promise<void> => {
  await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
  const here = page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first();
  await expect(here).toHaveText('0');
  for (const [n, [card, minute]] of (scans[name] ?? []).entries()) {
    await page.clock.setFixedTime(firstAt + minute * minuteMs);
    await scanByReader(page, world.cards[card]?.text ?? '');
    await expect(here).toHaveText(String(n + 1));
  }
  await page.clock.setFixedTime(Date.now());
};

const deliver = async ({ page }: Tablet, world: DoorWorld): Promise<void> => {
  await page.clock.setFixedTime(Date.now());
  await page.goto(`${world.server.origin}/plattan`);
  await page.getByRole('button', { name: /Försök skicka nu/ }).click();
  await expect(page.getByRole('link', { name: /Allt är skickat/ })).toBeVisible();
};

const attendedAt = async (world: DoorWorld, firstAt: number): Promise<readonly Attended[]> => {
  const held = await world.held();
  const names = new Map(held.chains.map(({ device, name }) => [device, name]));
  return held.people
    .flatMap(({ participant, attendance }): readonly Attended[] =>
      attendance === null
        ? []
        : [
            {
              card: world.cards.findIndex((card) => card.participant === participant),
              minute: Math.floor((attendance.checkedInAt - firstAt) / minuteMs),
              tablet: names.get(attendance.device) ?? '',
              isTwice: attendance.remarks.includes('two-devices'),
            },
          ],
    )
    .toSorted((a, b) => a.card - b.card);
};

type Way = {
  readonly order: readonly [string, string];
  /** How the network goes: the tablets lose it, or the office is not there. */
  readonly lost: 'network' | 'server';
};

const ways: readonly Way[] = [
  { order: ['Dörr A', 'Dörr B'], lost: 'network' },
  { order: ['Dörr B', 'Dörr A'], lost: 'server' },
];

for (const { order, lost } of ways)
  test(`[ATT-1, SYNC-5] two tablets scan the same people without a ${lost}; delivered ${order.join(' first, then ')}, everybody is counted once, from the earliest scan, and both tablets agree`, async ({
    browser,
  }) => {
    const world = await startDoorWorld();
    const tablets = [await openTablet(browser, world, 'Dörr A'), await openTablet(browser, world, 'Dörr B')];
    try {
      const firstAt = Math.floor(Date.now() / minuteMs) * minuteMs - 10 * minuteMs;
      if (lost === 'server') await world.server.stop();
      for (const tablet of tablets) {
        if (lost === 'network') await tablet.context.setOffline(true);
        await scanAll(tablet, world, firstAt);
      }
      if (lost === 'server') await world.server.start();

      for (const name of order) {
        const tablet = tablets.find((each) => each.name === name);
        if (tablet === undefined) throw new Error(`there is no ${name}`);
        await tablet.context.setOffline(false);
        await deliver(tablet, world);
      }

      expect(await attendedAt(world, firstAt)).toEqual(together);
      const held = await world.held();
      expect(held.session.present).toBe(together.length);
      expect(held.chains.map(({ state }) => state)).toEqual(['whole', 'whole']);
      for (const tablet of tablets) {
        await deliver(tablet, world);
        await tablet.page.goto(`${world.server.origin}/tillfalle/${world.session.id}/lista`);
        await expect(
          tablet.page.getByText(`${together.length} av ${world.cards.length} är här`),
        ).toBeVisible();
      }
    } finally {
      for (const { context } of tablets) await context.close();
      await world.end();
    }
  });
