/**
 * The code on the tablet's screen and the participant's own phone, on real parts: a tablet without a network shows it,
 * phones of all kinds send it, and what comes of it is as the rules say.
 */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { readQrOn } from '../support/read-qr.ts';
import { sessionCodeAt } from '../support/session-codes.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test.describe('own phones', () => {
  let world: DoorWorld;
  test.beforeAll(async () => {
    world = await startDoorWorld();
  });
  test.afterAll(async () => {
    await world.end();
  });

  const cardText = (n: number): string => world.cards[n]?.text ?? '';
  const id = (n: number): string => world.cards[n]?.participant ?? '';

  /** A phone of the nth of the group, opened by the badge's address; its clock may be wrong. */
  const phoneOf = async (browser: Browser, n: number, fastMs = 0): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    if (fastMs !== 0) await page.clock.install({ time: Date.now() + fastMs });
    await page.goto(`${world.server.origin}/B/${cardText(n).slice(-26)}`);
    await expect(page.getByRole('button', { name: 'Jag har läst, fortsätt' })).toBeVisible();
    return page;
  };
  const codeAt = async (agoMs: number): Promise<string> =>
    (await sessionCodeAt(world.server, world.session.id, Date.now() - agoMs)).scanned;
  const heading = (page: Page) => page.getByRole('heading', { level: 1 });
  const attendanceOf = async (participant: string) =>
    (await world.held()).people.find((person) => person.participant === participant)?.attendance ?? null;

  test.describe('a code in time', () => {
    for (const [n, what, agoMs] of [
      [0, 'is shown now', 0],
      [1, 'was changed a moment ago', 35_000],
    ] as const)
      test(`[CODE-2] a participant whose phone sends a code that ${what} is checked in at once`, async ({
        browser,
      }) => {
        const phone = await phoneOf(browser, n);
        await phone.goto(await codeAt(agoMs));
        await expect(heading(phone)).toHaveText('Du är incheckad');
        expect((await attendanceOf(id(n)))?.via).toBe('phone');
        await phone.context().close();
      });

    for (const [n, hours] of [
      [2, -7],
      [3, 26],
    ] as const)
      test(`[CODE-3] a participant whose phone’s clock is ${hours} hours wrong is checked in by the office’s time`, async ({
        browser,
      }) => {
        const phone = await phoneOf(browser, n, hours * hourMs);
        await phone.goto(await codeAt(0));
        await expect(heading(phone)).toHaveText('Du är incheckad');
        const attendance = await attendanceOf(id(n));
        expect(Math.abs((attendance?.checkedInAt ?? 0) - Date.now())).toBeLessThan(2 * minuteMs);
        expect(attendance?.remarks).not.toContain('sent-later');
        await phone.context().close();
      });
  });

  test('[CODE-2] a participant who sends an old code is told to point the camera again, and is not checked in', async ({
    browser,
  }) => {
    const phone = await phoneOf(browser, 4);
    await phone.goto(await codeAt(5 * minuteMs));
    await expect(heading(phone)).toHaveText(/Koden har bytts/);
    expect(await attendanceOf(id(4))).toBeNull();
    await phone.context().close();
  });

  test('[CODE-5] a participant who lends the phone to another is remarked upon, and so is the other', async ({
    browser,
  }) => {
    const phone = await phoneOf(browser, 5);
    await phone.goto(await codeAt(0));
    await expect(heading(phone)).toHaveText('Du är incheckad');
    await phone.goto(`${world.server.origin}/B/${cardText(6).slice(-26)}`);
    await expect(phone.getByRole('button', { name: 'Jag har läst, fortsätt' })).toBeVisible();
    await phone.goto(await codeAt(0));
    await expect(heading(phone)).toHaveText('Du är incheckad');
    for (const n of [5, 6]) expect((await attendanceOf(id(n)))?.remarks).toContain('shared-phone');
    await phone.context().close();
  });

  test('[CODE-2] a participant whose friend sends a picture of the code minutes later is not checked in by it', async ({
    browser,
  }) => {
    const code = await codeAt(3 * minuteMs);
    const phone = await phoneOf(browser, 7);
    await phone.goto(code);
    await expect(heading(phone)).toHaveText(/Koden har bytts/);
    expect(await attendanceOf(id(7))).toBeNull();
    await phone.context().close();
  });

  test('[CODE-6] a participant who is expected elsewhere is asked, and is a guest here only by choice', async ({
    browser,
  }) => {
    const [other] = await world.otherCards();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${world.server.origin}/B/${other?.text.slice(-26)}`);
    await expect(page.getByRole('button', { name: 'Jag har läst, fortsätt' })).toBeVisible();
    await page.goto(await codeAt(0));
    await expect(heading(page)).toHaveText('Du är anmäld till ett annat tillfälle');
    expect(await attendanceOf(other?.participant ?? '')).toBeNull();
    await page.getByRole('button', { name: 'Jag är här ändå' }).click();
    await expect(heading(page)).toHaveText('Du är incheckad');
    expect((await attendanceOf(other?.participant ?? ''))?.remarks).toContain('guest');
    await page.context().close();
  });

  test('[CODE-1, ME-2] a participant without a link types the six characters and the card’s code, is checked in, and sees no hours', async ({
    browser,
  }) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${world.server.origin}/in`);
    const { typed } = await sessionCodeAt(world.server, world.session.id, Date.now());
    await page.getByLabel('De sex tecknen bredvid den stora koden').fill(typed);
    await page.getByRole('button', { name: 'Checka in' }).click();
    await page.getByLabel('Koden på ditt deltagarkort').fill(world.cards[8]?.code ?? '');
    await page.getByRole('button', { name: 'Checka in' }).click();
    await expect(heading(page)).toHaveText('Du är incheckad');
    await page.getByRole('link', { name: 'Visa mina timmar' }).click();
    await expect(heading(page)).toHaveText('Vems telefon är det?');
    await page.context().close();
  });

  test('[CODE-1, CODE-3, HOME-1] a tablet without a network whose clock is hours wrong shows the session going on, and a code that the office takes', async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    const tablet = await context.newPage();
    await tablet.clock.install({ time: Date.now() - 5 * hourMs });
    await enrolTablet(tablet, await world.tabletLink('Fel klocka'));
    await waitUntilInstalled(tablet);
    await context.setOffline(true);
    await tablet.goto(`${world.server.origin}/idag`);
    await expect(tablet.getByRole('region', { name: world.session.title })).toContainText('Pågår');
    await tablet.goto(`${world.server.origin}/tillfalle/${world.session.id}/kod`);
    await expect(tablet.getByRole('img', { name: /Kod att läsa/ })).toBeVisible();
    const phone = await phoneOf(browser, 9);
    await phone.goto(await readQrOn(tablet));
    await expect(heading(phone)).toHaveText('Du är incheckad');
    for (const each of [phone.context(), context]) await each.close();
  });

  test('[ME-1, ME-3, ME-4, ME-5] a participant opens the card’s address, reads why, sees hours and card, also offline, until the card is replaced', async ({
    browser,
  }) => {
    const phone = await phoneOf(browser, 10);
    await expect(heading(phone)).toHaveText('Därför antecknar vi din tid');
    expect(phone.url()).not.toContain(cardText(10).slice(-26));
    await phone.getByRole('button', { name: 'Jag har läst, fortsätt' }).click();
    await expect(phone.getByText('Varje prick är en timme.')).toBeVisible();
    await expect(phone.getByRole('img', { name: /av \d+ timmar/ })).toBeVisible();
    await phone.reload();
    await expect(phone.getByText('Varje prick är en timme.')).toBeVisible();
    for (const { name } of world.cards.filter((_card, n) => n !== 10))
      await expect(phone.getByText(name)).toHaveCount(0);
    await waitUntilInstalled(phone);
    await phone.goto(`${world.server.origin}/jag/kort`);
    await expect(phone.getByRole('img', { name: 'Koden på ditt deltagarkort' })).toBeVisible();
    await phone.context().setOffline(true);
    await phone.goto(`${world.server.origin}/jag/kort`);
    await expect(phone.getByRole('img', { name: 'Koden på ditt deltagarkort' })).toBeVisible();
    expect((await readQrOn(phone)).toUpperCase()).toBe(cardText(10).toUpperCase());
    await phone.context().setOffline(false);
    await world.office.post('/api/admin/badges/reissue', { participant: id(10), reason: 'lost' });
    await phone.goto(`${world.server.origin}/jag`);
    await expect(heading(phone)).toHaveText('Vems telefon är det?');
    await phone.goto(`${world.server.origin}/B/${cardText(10).slice(-26)}`);
    await expect(heading(phone)).toHaveText('Det finns ett nytt kort åt dig');
    await phone.context().close();
  });
});
