/**
 * The whole chain on an empty database, as it would be lived: an office takes in its people, plans a session, makes their
 * cards; a tablet checks them in; the month ends; the reviewer decides, the participants certify, somebody else approves
 * and locks, and the file to SCB says exactly what happened at the door.
 */
import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import readExcelFile from 'read-excel-file/node';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { IssueTrainerCodeReply } from '../../src/protocol/issue-trainer-code.ts';
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import { startClockedServer, type ClockedServer } from '../support/clocked-server.ts';
import { aLine, csvText, participantHeader, utf8WithMark } from '../support/import-files.ts';
import { signInBrowser } from '../support/door-world.ts';
import { codeAt } from '../support/second-factor.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

/** Tuesday 10 November 2026, a quarter past eight; the session is 08.30–12.30 with a break 10.00–10.15. */
const arrival = Date.parse('2026-11-10T08:15:00+01:00');
const leaving = Date.parse('2026-11-10T12:31:00+01:00');
const nextMonth = Date.parse('2026-12-03T09:00:00+01:00');
const trainer = 'Sol Granhimmel';

const people = [
  { given: 'Amina', family: 'Björkljus', number: fictionalNumber(1985, 'woman', 1) },
  { given: 'Olof', family: 'Granmoln', number: fictionalNumber(1990, 'man', 2) },
  { given: 'Elif', family: 'Klippvind', number: fictionalNumber(1979, 'woman', 3) },
] as const;

const list = Buffer.from(
  utf8WithMark(
    csvText([
      participantHeader,
      ...people.map(({ given, family, number }, i) =>
        aLine(i, { Förnamn: given, Efternamn: family, Personnummer: number }),
      ),
    ]),
  ),
);

test.describe('from an empty database to SCB', () => {
  let server: ClockedServer;
  let office: OfficeClient;
  const contexts: BrowserContext[] = [];

  /** A browser whose clock says what the office's does now. */
  const aPage = async (browser: Browser, width: number, height: number): Promise<Page> => {
    /* A service worker keeps the machine's own clock, and would send the tablet's log with it. */
    const context = await browser.newContext({
      viewport: { width, height },
      acceptDownloads: true,
      serviceWorkers: 'block',
    });
    contexts.push(context);
    const page = await context.newPage();
    await page.clock.setFixedTime(server.now());
    return page;
  };
  const signIn = (page: Page): Promise<void> => signInBrowser(page.context(), { server, office });

  test.beforeEach(async () => {
    server = await startClockedServer(arrival);
    office = await signInToOffice(server.origin, await server.adminLink(), server.now);
  });
  test.afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await server.end();
  });

  const takeInPeople = async (page: Page): Promise<void> => {
    await page.goto(`${server.origin}/admin/deltagare/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'deltagare.csv', mimeType: 'text/csv', buffer: list });
    await page.getByRole('button', { name: 'Ta in 3 deltagare' }).click();
    await expect(page.getByText(/^3\snya deltagare/)).toBeVisible();
  };

  const planSession = async (page: Page): Promise<void> => {
    await page.goto(`${server.origin}/admin/planering/ny`);
    await page.getByLabel('Grupp', { exact: true }).selectOption({ label: 'Grupp 17, Farsta' });
    await page.getByLabel('Dag', { exact: true }).fill('2026-11-10');
    await page.getByLabel('Namn på tillfället').fill('Samtal som stärker');
    await page.getByLabel('Kursledare', { exact: true }).selectOption({ label: 'Någon annan' });
    await page.getByLabel('Ledarens namn').fill(trainer);
    await page.getByRole('checkbox', { name: /Jag har läst det som är markerat/ }).check();
    await page.getByRole('button', { name: 'Spara tillfället' }).click();
    await expect(page.getByText('Tillfället är sparat.')).toBeVisible();
  };

  const makeCards = async (page: Page): Promise<readonly BadgeCard[]> => {
    await page.goto(`${server.origin}/admin/kort`);
    await page.getByLabel('Grupp').selectOption({ label: 'Grupp 17 · Farsta · 3' });
    await page.getByRole('button', { name: 'Gör 3 kort' }).click();
    await expect(page.getByText('Amina', { exact: false }).first()).toBeVisible();
    const { cohorts } = await office.get<{ cohorts: readonly { id: string }[] }>('/api/admin/badges');
    return office.badges(cohorts[0]?.id ?? '');
  };

  /** Amina and Olof come on time; Elif has forgotten her card and is found by name. Olof leaves at eleven. */
  const dayAtTheDoor = async (tablet: Page, cards: readonly BadgeCard[], code: string): Promise<void> => {
    const cardOf = (given: string): string => cards.find(({ name }) => name.startsWith(given))?.text ?? '';
    await tablet
      .getByRole('link', { name: /Öppna|Checka in|Börja/ })
      .first()
      .click();
    await expect(tablet.getByRole('complementary', { name: 'Läget' })).toBeVisible();
    for (const given of ['Amina', 'Olof']) {
      await scanByReader(tablet, cardOf(given));
      await expect(tablet.getByText(given).first()).toBeVisible();
    }
    const address = tablet.url().replace(/\/skanna.*/, '');
    await tablet.goto(`${address}/lista`);
    await tablet.getByRole('button', { name: /Checka in Elif/ }).click();
    await expect(tablet.getByText(/Elif.*incheckad/).first()).toBeAttached();
    /* Sent before the hours pass: between the two lines below the tablet's clock is hours wrong. */
    await expect(tablet.getByRole('link', { name: /Allt är skickat/ })).toBeVisible();
    server.moveTo(leaving);
    await tablet.clock.setFixedTime(server.now());
    await tablet.goto(`${address}/avsluta`);
    /* Nobody has used the tablet for hours: it hides its names until the trainer's code is given. */
    await tablet.getByLabel('Din kod som kursledare').fill(code);
    await tablet.getByRole('button', { name: 'Lås upp' }).click();
    await tablet.getByRole('checkbox', { name: /Jag intygar/ }).check();
    await tablet.getByLabel('Din kod som kursledare').fill(code);
    await tablet.getByRole('button', { name: 'Intyga och avsluta' }).click();
    await expect(tablet.getByText('Klart. Tack för i dag')).toBeVisible();
    await tablet.goto(`${server.origin}/plattan`);
    await tablet.getByRole('button', { name: /Försök skicka nu/ }).click();
    await expect(tablet.getByRole('link', { name: /Allt är skickat/ })).toBeVisible({ timeout: 60_000 });
  };

  const certify = async (browser: Browser, card: BadgeCard): Promise<void> => {
    const phone = await aPage(browser, 390, 844);
    await phone.goto(`${server.origin}/B/${card.text.slice(-26)}`);
    await phone.getByRole('button', { name: 'Jag har läst, fortsätt' }).click();
    await phone.getByRole('link', { name: 'Kontrollera och intyga' }).click();
    await phone.getByRole('checkbox', { name: /Jag intygar/ }).check();
    await phone.getByRole('button', { name: 'Intyga 3 timmar 45 minuter' }).click();
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Du har intygat november');
  };

  test('[MONTH-1, MONTH-2, SCB-1, CERT-1, REV-2] what happens at the door is what is reported, minute by minute, from the first list to the file', async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const page = await aPage(browser, 1440, 900);
    await signIn(page);
    await takeInPeople(page);
    await planSession(page);
    const cards = await makeCards(page);
    const { link } = await office.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: 'Farsta 01',
      unit: 'farsta',
    });
    const { code } = await office.post<IssueTrainerCodeReply>('/api/admin/trainers/code', { name: trainer });
    const tablet = await aPage(browser, 1180, 820);
    await enrolTablet(tablet, link);
    await dayAtTheDoor(tablet, cards, code);

    /* The month has ended. Everybody signs in anew: a sign-in lasts twelve hours. */
    server.moveTo(nextMonth);
    await page.clock.setFixedTime(server.now());
    await signIn(page);
    await page.goto(`${server.origin}/admin/granska`);
    await page.getByRole('link', { name: /Samtal som stärker/ }).click();
    await page.getByRole('button', { name: 'Klart', exact: true }).click();
    await expect(page.getByText('Inget att granska')).toBeVisible();
    for (const card of cards.filter(({ name }) => !name.startsWith('Elif'))) await certify(browser, card);

    /* Another person approves. */
    await page.goto(`${server.origin}/admin/behorigheter`);
    await page.getByRole('button', { name: 'Bjud in någon' }).click();
    await page.getByLabel('Namn', { exact: true }).fill('Alva Godkänd');
    await page.getByRole('checkbox', { name: /Godkännare/ }).check();
    await page.getByRole('button', { name: 'Gör en länk' }).click();
    const invitation = await page.getByRole('dialog').locator('code').innerText();
    const approver = await aPage(browser, 1440, 900);
    await approver.goto(invitation);
    await approver.getByLabel('Ditt namn').fill('Alva Godkänd');
    await approver.getByLabel('Inloggningsnamn').fill('alva');
    await approver.getByLabel('Lösenord', { exact: true }).fill('en stig genom skogen 9');
    await approver.getByRole('button', { name: 'Skapa konto och logga in' }).click();
    await expect(approver.getByRole('heading', { level: 1 })).toHaveText('Välj ett andra steg');
    await approver.getByRole('button', { name: 'Använd en kodapp' }).click();
    await expect(approver.getByRole('img', { name: 'Bild att läsa av med kodappen' })).toBeVisible();
    const secret = (await approver.locator('code.mono').first().textContent())?.replaceAll(/\s/g, '') ?? '';
    await approver.getByLabel('Koden som appen visar').fill(codeAt(secret, server.now()));
    await approver.getByRole('button', { name: 'Koppla appen' }).click();
    await approver.getByRole('button', { name: 'Jag har sparat koderna' }).click();
    await expect(approver.getByRole('heading', { level: 1 })).toHaveText('Översikt');
    await approver.goto(`${server.origin}/admin/manad/2026-11`);
    await expect(approver.getByText('1 deltagare saknar intyg')).toBeVisible();
    await approver.getByRole('checkbox', { name: /Jag har kontrollerat november/ }).check();
    await approver.getByRole('button', { name: 'Godkänn och lås november' }).click();
    await expect(approver.getByText(/Låst 3 december/).first()).toBeVisible();

    const saving = approver.waitForEvent('download');
    await approver.getByRole('button', { name: 'Ladda ner', exact: true }).click();
    const file = await saving;
    const [sheet] = await readExcelFile(readFileSync(await file.path()));
    expect(file.suggestedFilename()).toMatch(/^November2026_.*\.xlsx$/);
    const rows = (sheet?.data ?? []).filter((cells) =>
      cells.some((cell) => /^(19|20)\d{10}$/.test(String(cell))),
    );
    /* The file's rows are in the order of opaque ids. */
    const told = rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))).join(' '));
    expect(told.toSorted()).toEqual(
      [people[0], people[1]].map(({ number }) => `${number} 3 2026-11-10 `).toSorted(),
    );
    await approver.getByRole('button', { name: 'Markera som inskickad' }).click();
    await approver.getByRole('button', { name: 'Ja, markera som inskickad' }).click();
    await expect(approver.getByText(/Inskickad 3 december/).first()).toBeVisible();
  });
});
