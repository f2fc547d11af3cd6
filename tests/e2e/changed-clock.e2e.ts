/** A tablet's clock is set wrong at the door and right again before the tablet sends: in a real browser, at a real office. */
import { expect, test, type Page } from '@playwright/test';
import { signInBrowser, startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet } from '../support/tablet-page.ts';

const minuteMs = 60_000;

test.describe('a clock that is changed', () => {
  let world: DoorWorld;
  test.beforeAll(async () => {
    world = await startDoorWorld();
  });
  test.afterAll(() => world.end());

  /** As somebody does in the tablet's settings: the page lives on, and only what it reads off the clock is another. */
  const setClock = (page: Page, offMs: number): Promise<void> =>
    page.evaluate((off) => {
      (globalThis as { clockOff?: number }).clockOff = off;
    }, offMs);

  /** Checks in the first who is not, and answers when that was by a clock nobody has touched. */
  const checkInNext = async (page: Page, here: number): Promise<number> => {
    await page
      .getByRole('button', { name: /^Checka in / })
      .first()
      .click();
    await expect(page.getByText(new RegExp(`${here} av \\d+ är här`)).first()).toBeVisible();
    return Date.now();
  };

  test('[CLOCK-4] each check-in has its right time, the one in between has a remark, and the office reads what the clock showed', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    await context.addInitScript(() => {
      const read = Date.now.bind(Date);
      Date.now = () => read() + ((globalThis as { clockOff?: number }).clockOff ?? 0);
    });
    const page = await context.newPage();
    const errors = watchPage(page);
    await enrolTablet(page, await world.tabletLink('Plattan vid fönstret'));
    /* What a tablet asks last of a round: by then this page has compared its clock with the office's. */
    const compared = page.waitForResponse(
      (reply) =>
        new URL(reply.url()).pathname === '/api/log' && reply.request().method() === 'GET' && reply.ok(),
    );
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/lista`);
    await compared;
    await expect(page.getByText(/0 av \d+ är här/).first()).toBeVisible();
    expect((await world.held()).events).toEqual([]);

    await context.setOffline(true);
    const times = [await checkInNext(page, 1)];
    await setClock(page, -30 * minuteMs);
    times.push(await checkInNext(page, 2));
    await setClock(page, 0);
    times.push(await checkInNext(page, 3));
    await context.setOffline(false);

    const present = async () =>
      (await world.held()).people
        .flatMap(({ attendance }) => attendance ?? [])
        .sort((a, b) => a.checkedInAt - b.checkedInAt);
    await expect.poll(async () => (await present()).length).toBe(3);
    const counted = await present();
    for (const [n, { checkedInAt }] of counted.entries())
      expect(Math.abs(checkedInAt - (times[n] ?? 0))).toBeLessThan(minuteMs);
    expect(counted.map(({ remarks }) => remarks.includes('clock-offset'))).toEqual([false, true, false]);

    const office = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    await signInBrowser(office, world);
    const desk = await office.newPage();
    await desk.goto(`${world.server.origin}/admin/tillfallen/${world.session.id}`);
    await expect(desk.getByText('Plattans klocka ändrades').first()).toBeAttached();
    await expect(desk.getByText(/30\sminuter efter/).first()).toBeAttached();
    expect(errors).toEqual([]);
    await office.close();
    await context.close();
  });
});
