/** A reviewer takes a session from the queue to "Klart" with nothing but the keyboard, and the month says what is left. */
import { expect, test, type Page } from '@playwright/test';
import type { ListMonthsReply, ShowMonthReply } from '../../src/protocol/month.ts';
import type { Matter, ReviewQueueReply, ShowReviewReply } from '../../src/protocol/review.ts';
import { signInBrowser } from '../support/door-world.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { axeProblems } from '../support/page-rules.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';

const focused = (
  page: Page,
): Promise<{ readonly row: string; readonly words: string; readonly tag: string }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return {
      row: element?.getAttribute('data-row') ?? '',
      words: (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim(),
      tag: element?.tagName.toLowerCase() ?? '',
    };
  });

/** Presses Tab until what has focus says these words. */
const tabTo = async (page: Page, words: RegExp): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here.tag !== 'body' && words.test(here.words)) return;
  }
  throw new Error(`Tab never came to ${String(words)}`);
};

const tabToTag = async (page: Page, tag: string): Promise<void> => {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).tag === tag) return;
  }
  throw new Error(`Tab never came to a ${tag}`);
};

/** A correction by quarters, with a reason and words, without touching anything but keys. */
const correct = async (page: Page): Promise<void> => {
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { level: 2 })).toContainText('Rätta timmar för');
  await tabTo(page, /^Till: 15 minuter tidigare$/);
  for (let quarters = 0; quarters < 4; quarters += 1) await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^Tillfället går från .+ till /)).toBeVisible();
  await expect(dialog.getByText('är inte låst, så inget behöver skickas om till SCB.')).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await tabTo(page, /^Spara rättelsen$/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Välj ett skäl.')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Gick tidigare' })).toBeChecked();
  await tabToTag(page, 'textarea');
  await page.keyboard.type('Kursledaren ringde och berättade.');
  await tabTo(page, /^Spara rättelsen$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
};

/** What a reviewer does with each kind of matter, from its row. */
const decide = async (page: Page, kind: Matter['kind'], isFirstRemark: boolean): Promise<void> => {
  if (kind === 'remarks' && isFirstRemark) return correct(page);
  if (kind === 'remarks') return page.keyboard.press('g');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).tag).toBe('h2');
  if (kind === 'walk-in') {
    await tabToTag(page, 'input');
    await page.keyboard.press('Tab');
    for (let steps = 0; steps < 10; steps += 1) {
      if (await page.getByRole('radio', { name: 'Hör inte till programmet' }).isChecked()) break;
      await page.keyboard.press(steps === 0 ? 'Space' : 'ArrowDown');
    }
    await tabTo(page, /^Spara vem det var$/);
  } else if (kind === 'scan') await tabTo(page, /^Räknas inte$/);
  else {
    await tabToTag(page, 'textarea');
    await page.keyboard.type('Kursledaren bekräftade på telefon.');
    await tabTo(page, /^(Spara sluttiden|Godkänn listan som den är|Godkänn att inget finns)$/);
  }
  await page.keyboard.press('Enter');
};

test.describe('the office reviews', () => {
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

  /** Whether a remark is there that no word on the whole list settles. */
  const hasLastingRemark = ({ matters }: ShowReviewReply): boolean =>
    matters.some(
      (matter) =>
        matter.kind === 'remarks' &&
        matter.remarks.some((remark) => remark !== 'no-check-out' && remark !== 'by-hand'),
    );

  /** A session of an open month with a remark and something of another kind to decide. */
  const mixedSession = async (): Promise<ShowReviewReply> => {
    const { sessions } = await office.get<ReviewQueueReply>('/api/admin/review');
    for (const { session, progress, isMonthLocked, toDecide } of sessions) {
      if (progress !== 'to-decide' || isMonthLocked || toDecide > 8) continue;
      const review = await reviewOf(session.id);
      const kinds = new Set(review.matters.map(({ kind }) => kind));
      if (kinds.size > 1 && hasLastingRemark(review)) return review;
    }
    throw new Error('the demo has no session with several kinds of matters');
  };

  test('[RVIEW-2, RVIEW-3] a reviewer decides on everything, corrects one and presses Klart, with the keyboard alone', async ({
    page,
  }) => {
    const review = await mixedSession();
    const { session } = review.page;
    await page.goto(`${server.origin}/admin/granska/${session.id}`);
    await expect(page.getByText(/behöver beslut$/)).toBeVisible();
    expect(await axeProblems(page)).toEqual([]);
    await tabTo(page, /^Klart, /);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/admin/granska/${session.id}$`));

    const names = page.locator('[data-row]');
    for (let presses = 0; presses < 40 && (await focused(page)).row === ''; presses += 1)
      await page.keyboard.press('Tab');
    expect((await focused(page)).row).toBe(await names.first().getAttribute('data-row'));

    let hasCorrected = false;
    for (let left = review.matters.length; left > 0;) {
      const { row } = await focused(page);
      const kind = row.split(':')[0] as Matter['kind'];
      await decide(page, kind, !hasCorrected);
      hasCorrected ||= kind === 'remarks';
      /* One decision may answer several: a list that is said yes to is yes to what a trainer's own word would settle. */
      await expect.poll(async () => (await reviewOf(session.id)).matters.length).toBeLessThan(left);
      left = (await reviewOf(session.id)).matters.length;
      if (left > 0) await expect(page.getByText(`Klart, ${left} beslut kvar`)).toBeVisible();
      await expect.poll(async () => (await focused(page)).row).not.toBe(row);
      await expect.poll(async () => (await focused(page)).words).not.toBe('');
    }
    await expect.poll(async () => (await focused(page)).words).toBe('Klart');
    const after = await reviewOf(session.id);
    expect(after.matters).toEqual([]);
    expect(after.decisions.filter(({ kind }) => kind === 'attendance-corrected')).toHaveLength(1);

    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(new RegExp(`/admin/granska/${session.id}$`));
    expect((await reviewOf(session.id)).isReviewed).toBe(true);
  });

  test('[RVIEW-5] a month with something left cannot be locked, and says what and where it is mended', async ({
    page,
  }) => {
    const { months } = await office.get<ListMonthsReply>('/api/admin/months');
    const month = months.find(({ state }) => state === 'open')?.month ?? '';
    await page.goto(`${server.origin}/admin/manad`);
    await expect(page).toHaveURL(`${server.origin}/admin/manad/${month}`);
    const { review } = await office.get<ShowMonthReply>(`/api/admin/months/${month}`);
    const left = review.sessions - review.done;
    expect(left).toBeGreaterThan(0);
    await expect(
      page.getByText(left === 1 ? '1 tillfälle är inte granskat' : `${left} tillfällen är inte granskade`),
    ).toBeVisible();
    const steps = page.getByRole('list', { name: 'Månadens steg' }).getByRole('listitem');
    await expect(steps.first()).toHaveAttribute('aria-current', 'step');
    expect(await axeProblems(page)).toEqual([]);

    await page.getByRole('checkbox').press('Space');
    const lock = page.getByRole('button', { name: /^Godkänn och lås/ });
    await expect(lock).toHaveAttribute('aria-disabled', 'true');
    await lock.press('Enter');
    const after = await office.get<ShowMonthReply>(`/api/admin/months/${month}`);
    expect(after.version).toBeNull();

    await page.getByRole('link', { name: 'Granska dem' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Granska' })).toBeVisible();
    expect(await axeProblems(page)).toEqual([]);
  });
});
