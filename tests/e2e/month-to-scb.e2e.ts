/**
 * The finished demo: the month that waits is reviewed to its end in a browser, approved and locked by another person, and
 * the file to SCB is opened with an independent reader and compared, row by row, with what the events themselves give.
 */
import { readFileSync } from 'node:fs';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import readExcelFile from 'read-excel-file/node';
import type { ListMonthsReply, ShowMonthReply } from '../../src/protocol/month.ts';
import type { ReviewQueueReply, ShowReviewReply } from '../../src/protocol/review.ts';
import type { SessionEvent } from '../../src/protocol/show-session.ts';
import { trackMinutes } from '../../src/domain/programme.ts';
import { signInBrowser } from '../support/door-world.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';

const minuteMs = 60_000;
const minuteOf = (at: number): number => Math.floor(at / minuteMs);
const password = 'en stig genom skogen 9';

/** Minutes of one person at one session, walked through minute by minute: no code of the product. */
const naiveMinutes = (review: ShowReviewReply, events: readonly SessionEvent[]): number => {
  const { startsAt, endsAt } = review.page.session;
  const closedAt =
    review.page.closing?.at ?? review.decisions.find(({ kind }) => kind === 'session-ended')?.at ?? 0;
  const passages = events
    .filter(({ isWithdrawn, setAside }) => !isWithdrawn && setAside === null)
    .filter(({ kind }) => kind === 'checked-in' || kind === 'checked-out')
    .sort((a, b) => a.happenedAt - b.happenedAt);
  let minutes = 0;
  for (let minute = minuteOf(startsAt); minute < minuteOf(endsAt); minute += 1) {
    const isBreak = review.breaks.some(({ from, to }) => minute >= minuteOf(from) && minute < minuteOf(to));
    const last = passages.filter(({ happenedAt }) => minuteOf(happenedAt) <= minute).at(-1);
    /* Somebody who has come and not gone is there until the list was closed. */
    if (!isBreak && last?.kind === 'checked-in' && minute < minuteOf(closedAt)) minutes += 1;
  }
  return minutes;
};

test.describe('the demo’s waiting month', () => {
  let server: RealServer;
  let office: OfficeClient;

  test.beforeEach(async ({ context }) => {
    server = await startRealServer();
    office = await signInToOffice(server.origin, server.links().admin);
    await signInBrowser(context, { server, office });
  });
  test.afterEach(() => server.end());

  const reviewOf = (id: string): Promise<ShowReviewReply> =>
    office.get<ShowReviewReply>(`/api/admin/review/${id}`);

  /** Decides the matter that is shown, by the words on its panel. */
  const decideShown = async (page: Page): Promise<void> => {
    const nobody = page.getByRole('radio', { name: 'Hör inte till programmet' });
    const dismiss = page.getByRole('button', { name: 'Räknas inte' });
    const approve = page.getByRole('button', { name: 'Godkänn', exact: true });
    const words = page.getByRole('main').getByRole('textbox').and(page.locator('textarea'));
    await expect(approve.or(dismiss).or(nobody).or(words).first()).toBeVisible();
    if (await nobody.isVisible()) {
      await nobody.check();
      await page.getByRole('button', { name: 'Spara vem det var' }).click();
    } else if (await dismiss.isVisible()) await dismiss.click();
    else if (await approve.isVisible()) await approve.click();
    else {
      await words.fill('Kursledaren har bekräftat listan på telefon.');
      await page
        .getByRole('button', {
          name: /^(Spara sluttiden|Godkänn listan som den är|Godkänn att inget finns)$/,
        })
        .click();
    }
  };

  const reviewSession = async (page: Page, id: string): Promise<void> => {
    for (
      let left = (await reviewOf(id)).matters.length;
      left > 0;
      left = (await reviewOf(id)).matters.length
    ) {
      await page.goto(`${server.origin}/admin/granska/${id}`);
      await decideShown(page);
      await expect.poll(async () => (await reviewOf(id)).matters.length).toBeLessThan(left);
    }
    await page.goto(`${server.origin}/admin/granska/${id}`);
    await page.getByRole('button', { name: 'Klart', exact: true }).click();
    await expect.poll(async () => (await reviewOf(id)).isReviewed).toBe(true);
  };

  /** Another person, with an approver's role and nothing else. */
  const anApprover = async (context: BrowserContext): Promise<void> => {
    const { link } = await office.post<{ link: string }>('/api/admin/administrators/invite', {
      name: 'Alva Godkänd',
      roles: ['approver'],
    });
    await context.request.post(`${server.origin}/api/admin/set-up`, {
      data: { token: new URL(link).hash.slice(1), name: 'Alva Godkänd', login: 'alva', password },
      headers: { Origin: server.origin },
    });
  };

  test('[SCB-1, MONTH-1, HRS-1] every row of the file to SCB is what the events at the door give, from review to file', async ({
    page,
    browser,
  }) => {
    test.setTimeout(420_000);
    const { months } = await office.get<ListMonthsReply>('/api/admin/months');
    const month = months.find(({ state }) => state === 'open')?.month ?? '';
    const { sessions } = await office.get<ReviewQueueReply>('/api/admin/review');
    for (const { session } of sessions.filter((one) => one.month === month && !one.session.cancelled))
      await reviewSession(page, session.id);

    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      acceptDownloads: true,
    });
    await anApprover(context);
    const approver = await context.newPage();
    const address = `${server.origin}/admin/manad/${month}`;
    await office.post('/api/admin/report-settings', {
      ...(await office.get<{ settings: object }>('/api/admin/report-settings')).settings,
      columns: [
        { key: 'identity-number', heading: 'Personnummer' },
        { key: 'name', heading: 'Namn' },
        { key: 'hours', heading: 'Antal timmar' },
        { key: 'start-date', heading: 'Startdatum' },
        { key: 'end-date', heading: 'Slutdatum' },
      ],
      protectedManCode: 'Tf19',
    });
    await approver.goto(address);
    await approver.getByRole('checkbox', { name: /Jag har kontrollerat/ }).check();
    await approver.getByRole('button', { name: /^Godkänn och lås/ }).click();
    await expect(approver.getByText(/^Låst /).first()).toBeVisible();
    const saving = approver.waitForEvent('download');
    await approver.getByRole('button', { name: 'Ladda ner', exact: true }).click();
    const [sheet] = await readExcelFile(readFileSync(await (await saving).path()));
    const rows = (sheet?.data ?? []).filter((cells) => /^(19|20)\d{6}/.test(String(cells[0])));

    /* The same month, counted anew from the events of every session. */
    const minutesOf = new Map<string, { name: string; minutes: number; isAtLimit: boolean }>();
    const queue = await office.get<{ sessions: readonly { id: string }[] }>(
      `/api/admin/sessions?from=${month}-01&to=${month}-31`,
    );
    for (const { id } of queue.sessions) {
      const review = await reviewOf(id);
      for (const person of review.page.people) {
        const certificate = review.people.find((one) => one.participant === person.participant)?.certificate;
        if (certificate !== 'certified') continue;
        const minutes = naiveMinutes(review, person.events);
        const held = minutesOf.get(person.participant);
        minutesOf.set(person.participant, {
          name: `${person.given} ${person.family}`.trim(),
          minutes: (held?.minutes ?? 0) + minutes,
          isAtLimit: person.programmeMinutes > trackMinutes[person.track],
        });
      }
    }
    const expected = [...minutesOf.values()]
      .map((one) => ({ ...one, hours: Math.floor(one.minutes / 60) }))
      .filter(({ hours, isAtLimit }) => hours > 0 && !isAtLimit)
      .map(({ name, hours }) => `${name}: ${hours}`);
    const protectedRows = rows.filter((cells) => /Tf/.test(String(cells[0])));
    const told = rows.map((cells) => `${String(cells[1] ?? '')}: ${String(cells[2])}`);
    const shown = await office.get<ShowMonthReply>(`/api/admin/months/${month}`);
    expect(rows.length).toBe(shown.totals.people);
    expect(rows.reduce((sum, cells) => sum + Number(cells[2]), 0) * 60).toBe(shown.totals.reportedMinutes);
    /* Who is protected has no name in the file: those rows are compared by number alone. */
    const named = told.filter((line) => !line.startsWith(': '));
    const unmatched = [...expected];
    for (const line of named) {
      const at = unmatched.indexOf(line);
      if (at >= 0) unmatched.splice(at, 1);
      else expect(shown.totals.overMinutes, `${line} is in no session`).toBeGreaterThan(0);
    }
    expect(unmatched.length).toBe(protectedRows.length);
    await context.close();
  });
});
