/** Three processes on one PostgreSQL behind one address: what happens at one is seen at all, and one may die. */
import { expect, test, type BrowserContext } from '@playwright/test';
import type { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { doorWorldOf, signInBrowser, type DoorWorld } from '../support/door-world.ts';
import { startManyServers, type ManyServers } from '../support/many-servers.ts';
import { addTabletsTo, heldSeqsIn, type PushingTablet } from '../support/office-process.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

type Load = {
  /** The last number each tablet was given a receipt for. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** How many requests got no receipt. */
  readonly unanswered: number;
};

/** Pushes one event after the other until told to stop; what gets no receipt is sent again, byte for byte. */
const pushAll = async (
  origin: string,
  tablets: readonly PushingTablet[],
  isOver: () => boolean,
): Promise<Load> => {
  const acknowledged = new Map<string, number>();
  let unanswered = 0;
  const push = async (token: string, body: string): Promise<boolean> => {
    try {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
      const answer = await fetch(`${origin}/api/log`, { method: 'POST', headers, body });
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  };
  const work = async ({ id, token, next }: PushingTablet): Promise<void> => {
    while (!isOver()) {
      const { seq, body } = await next();
      while (!(await push(token, body))) unanswered += 1;
      acknowledged.set(id, seq);
      await new Promise((wait) => setTimeout(wait, 20));
    }
  };
  await Promise.all(tablets.map(work));
  return { acknowledged, unanswered };
};

test.describe('three processes', () => {
  let server: ManyServers;
  let world: DoorWorld;
  let tablet: BrowserContext;
  let office: BrowserContext;

  /* Three starts at once take long where the machine does much else. */
  test.describe.configure({ timeout: 480_000 });
  test.beforeEach(async ({ browser }) => {
    server = await startManyServers(3);
    world = await doorWorldOf(server);
    tablet = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    office = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(office, world);
  });
  test.afterEach(async () => {
    await tablet.close();
    await office.close();
    await world.end();
  });

  /** How many each process says have come; those that run. */
  const presentAt = (origins: readonly string[]): Promise<readonly number[]> =>
    Promise.all(
      origins.map(async (own) => {
        const path = `/api/admin/sessions/${world.session.id}`;
        const { people } = await world.office.getAt<ShowSessionReply>(own, path);
        return people.filter(({ attendance }) => attendance !== null).length;
      }),
    );

  test('[MANY-6] the office sees who comes whichever process took it, and one that is killed under load loses and doubles nothing', async () => {
    const page = await office.newPage();
    await page.goto(`${server.origin}/admin/tillfallen/${world.session.id}`);
    const nameOf = async (n: number): Promise<string> => {
      const { people } = await world.held();
      const person = people.find(({ participant }) => participant === world.cards[n]?.participant);
      return `${person?.given} ${person?.family}`;
    };
    const row = async (n: number) => page.getByRole('row', { name: new RegExp(await nameOf(n)) });
    const [first, second, third] = [await row(0), await row(1), await row(2)];
    await expect(first).not.toContainText('är här nu');
    const door = await tablet.newPage();
    await enrolTablet(door, await world.tabletLink('Tre processer'));
    await door.goto(`${server.origin}/tillfalle/${world.session.id}/skanna`);
    const here = door.getByRole('complementary', { name: 'Läget' }).locator('b.num').first();
    await expect(here).toHaveText('0');

    await scanByReader(door, world.cards[0]?.text ?? '');
    await expect(first).toContainText('är här nu');
    expect(await presentAt(server.ownOrigins)).toEqual([1, 1, 1]);

    const tablets = await addTabletsTo(server.openDatabase(), 12, Date.now());
    let isOver = false;
    const pushing = pushAll(server.origin, tablets, () => isOver);
    await new Promise((wait) => setTimeout(wait, 1500));
    await server.stopOne(1, 'SIGKILL');
    await scanByReader(door, world.cards[1]?.text ?? '');
    await expect(second).toContainText('är här nu');
    await server.startOne(1);
    await scanByReader(door, world.cards[2]?.text ?? '');
    await expect(third).toContainText('är här nu');
    isOver = true;
    const { acknowledged } = await pushing;

    expect(acknowledged.size).toBe(tablets.length);
    expect(Math.min(...acknowledged.values())).toBeGreaterThan(1);
    const held = await heldSeqsIn(server.openDatabase());
    for (const [id, seq] of acknowledged) expect([id, held.get(id)]).toEqual([id, seq]);
    expect(await presentAt(server.ownOrigins)).toEqual([3, 3, 3]);
  });
});
