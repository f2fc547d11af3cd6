/** Certifying hours on real parts: a month on one's own phone, and today's stretch on the tablet when leaving. */
import { expect, test, type Page } from '@playwright/test';
import type { CertifyingPerson, ListCertificatesReply } from '../../src/protocol/list-certificates.ts';
import type { ListParticipantsReply } from '../../src/protocol/list-participants.ts';
import { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { signInBrowser, startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { axeProblems } from '../support/page-rules.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

const phoneSize = { width: 320, height: 700 };

let world: DoorWorld;
test.beforeAll(async () => {
  world = await startDoorWorld();
});
test.afterAll(() => world.end());

const monthsBack = (n: number): string => {
  const now = new Date();
  const then = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 15));
  return then.toISOString().slice(0, 7);
};
const listed = (month: string): Promise<ListCertificatesReply> =>
  world.office.get<ListCertificatesReply>(`/api/admin/certificates?month=${month}`);

/** The latest month that is over in which somebody has something to certify. */
const monthToCertify = async (): Promise<ListCertificatesReply> => {
  for (let n = 1; n <= 12; n += 1) {
    const list = await listed(monthsBack(n));
    if (list.people.some(({ standing }) => standing === 'to-certify')) return list;
  }
  throw new Error('the demo has no month to certify');
};
const waitingIn = ({ people }: ListCertificatesReply): readonly CertifyingPerson[] =>
  people.filter(({ standing, cohort }) => standing === 'to-certify' && cohort !== null);

/** A phone that has opened the person's own address and read the notice. */
const phoneOf = async (page: Page, person: CertifyingPerson): Promise<void> => {
  const { cohorts } = await world.office.post<ListParticipantsReply>('/api/admin/participants/search', {
    search: '',
    unit: null,
    cohort: null,
    page: 1,
  });
  const cohort = cohorts.find(({ name }) => name === person.cohort)?.id ?? '';
  const isMine = ({ participant }: { participant: string }): boolean => participant === person.participant;
  if (!(await world.office.badges(cohort)).some(isMine))
    await world.office.post('/api/admin/badges/issue', { cohort });
  const card = (await world.office.badges(cohort)).find(isMine);
  await page.goto(`${world.server.origin}/B/${card?.text.slice(-26) ?? ''}`);
  await page.getByRole('button', { name: 'Jag har läst, fortsätt' }).click();
  await expect(page.getByRole('heading', { name: 'Mina timmar' })).toBeVisible();
};
const expectUsable = async (page: Page): Promise<void> => {
  const size = page.viewportSize() ?? phoneSize;
  /* As tall as the page, so that the bar at the bottom covers nothing that can be scrolled out from under it. */
  await page.setViewportSize({ ...size, height: 3000 });
  expect(await axeProblems(page)).toEqual([]);
  await page.setViewportSize(size);
};
const statement = 'Jag intygar att jag deltog på de tider som står här.';

test('[CERT-1] a participant certifies a month on a small phone, without a network and then with one', async ({
  browser,
}) => {
  const list = await monthToCertify();
  const [person] = waitingIn(list);
  if (person === undefined) throw new Error('nobody has anything to certify');
  const context = await browser.newContext({ viewport: phoneSize });
  const page = await context.newPage();
  const seen = watchPage(page);
  await phoneOf(page, person);
  await page.getByRole('link', { name: 'Kontrollera och intyga' }).last().click();
  await expect(page.getByRole('heading', { name: /Stämmer dina timmar/ })).toBeFocused();
  const go = page.getByRole('button', { name: /^Intyga / });
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('checkbox', { name: statement })).not.toBeChecked();
  await expectUsable(page);
  await page.getByRole('checkbox', { name: statement }).check();

  await context.setOffline(true);
  await go.click();
  await expect(page.getByText('Telefonen har inget nät')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: statement })).toBeChecked();
  expect(
    (await listed(list.month)).people.find(({ participant }) => participant === person.participant),
  ).toEqual(person);
  await context.setOffline(false);
  await go.click();
  await expect(page.getByRole('heading', { name: /Du har intygat/ })).toBeVisible();
  await expectUsable(page);
  const after = (await listed(list.month)).people.find(
    ({ participant }) => participant === person.participant,
  );
  expect(after?.standing).toBe('certified');
  expect(
    after?.rows.map(({ certified, minutes }) => [certified?.via, certified?.minutes === minutes]),
  ).toEqual(person.rows.map(() => ['phone', true]));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(phoneSize.width);
  expect(seen).toEqual([]);
  await context.close();
});

test('[CERT-3] a participant says that something is wrong, and reads the office’s answer', async ({
  browser,
}) => {
  const list = await monthToCertify();
  const person = waitingIn(list).at(-1);
  if (person === undefined) throw new Error('nobody has anything to certify');
  const context = await browser.newContext({ viewport: phoneSize });
  const page = await context.newPage();
  await phoneOf(page, person);
  await page.goto(`${world.server.origin}/jag/intyga/${list.month}`);
  await page
    .getByRole('button', { name: /Något stämmer inte/ })
    .first()
    .press('Enter');
  const words = page.getByLabel('Skriv till projektkontoret');
  await words.fill('Jag är 19850101-2384.');
  await page.getByRole('button', { name: 'Skicka' }).click();
  await expect(page.getByText('Skriv inte personnummer här. Ta bort numret.').first()).toBeVisible();
  await words.fill('Jag var kvar en halvtimme till.');
  await page.getByRole('button', { name: 'Skicka' }).click();
  await expect(page.getByText('Projektkontoret har inte svarat än.')).toBeVisible();

  const reply = await page.request.get(`${world.server.origin}/api/me`);
  const { hours } = ShowMyPageReply.parse(await reply.json());
  const [objection] = (hours?.sessions ?? []).flatMap(({ objections }) => objections);
  await world.office.post('/api/admin/objections/answer', {
    objection: objection?.id,
    answer: 'Listan visar tiden du gick. Ring oss om det inte stämmer.',
  });
  await page.reload();
  await expect(page.getByText('Listan visar tiden du gick.')).toBeVisible();
  await context.close();
});

test('[CERT-4] the office prints the form, and records the paper that comes back', async ({ browser }) => {
  const list = await monthToCertify();
  const person = waitingIn(list)[1];
  if (person === undefined) throw new Error('nobody has anything to certify');
  const name = `${person.given} ${person.family}`.trim();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await signInBrowser(context, world);
  const page = await context.newPage();
  const seen = watchPage(page);
  await page.goto(`${world.server.origin}/admin/manad/${list.month}/intyg`);
  await page.getByLabel('Sök på namn').fill(name);
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page
    .getByRole('button', { name: `Skriv ut blankett för ${name}` })
    .first()
    .click();
  await page.emulateMedia({ media: 'print' });
  const form = page.getByRole('article');
  await expect(form.getByRole('heading', { name: 'Intyg om deltagande' })).toBeVisible();
  await expect(form).toContainText(name);
  await expect(form).toContainText('Stockholms stad');
  await expect(form).toContainText(statement);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await page
    .getByRole('button', { name: `Anteckna papper från ${name}` })
    .first()
    .click();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Anteckna intyget' }).click();
  await expect(page.getByText('Skriv var papperet finns.')).toBeVisible();
  await page.getByLabel('Var finns papperet?').fill('Pärm 3');
  await page.getByRole('button', { name: 'Anteckna intyget' }).click();
  await page.getByRole('radio', { name: /^Har intygat/ }).check();
  await expect(page.getByText('Intygad på papper, Pärm 3')).toBeVisible();
  expect(seen).toEqual([]);
  await context.close();
});

test('[CERT-6] a participant leaves self check-in and certifies, and the screen is nobody’s after 20 seconds', async ({
  page,
}) => {
  const card = world.cards[0]?.text ?? '';
  await enrolTablet(page, await world.tabletLink('Intygsplatta'));
  await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/sjalv`);
  await page.getByRole('button', { name: 'Lås och börja' }).click();
  const idle = page.getByRole('heading', { name: 'Håll upp din kod.' });
  await expect(idle).toBeVisible();
  await page.clock.install();
  await scanByReader(page, card);
  await expect(page.getByText('Du är incheckad.').first()).toBeVisible();
  await page.clock.fastForward(5_000);
  await scanByReader(page, card);
  await expect(page.getByText('Du är redan incheckad.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Jag går nu' })).toBeHidden();
  await page.clock.fastForward(12 * 60_000);

  await scanByReader(page, card);
  await page.getByRole('button', { name: 'Jag går nu' }).click();
  await expect(page.getByRole('heading', { name: /du är utcheckad/i })).toBeVisible();
  await scanByReader(page, card);
  await page.getByRole('button', { name: 'Intyga min tid' }).click();
  await expect(page.getByText(/^Du var här /)).toBeVisible();
  await expectUsable(page);
  await page.clock.fastForward(21_000);
  await expect(page.getByText(/^Du var här /)).toBeHidden();
  await expect(idle).toBeVisible();

  await page.getByRole('button', { name: /Kursledare: lämna/ }).press('Enter');
  await page.getByLabel('Din kod som kursledare').fill(world.server.links().trainerCode);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/skanna$/);
  await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/lista`);
  const given = (world.cards[0]?.name ?? '').split(' ')[0] ?? '';
  await page
    .getByRole('button', { name: new RegExp(`^Ändra för ${given}`) })
    .first()
    .click();
  await page.getByRole('button', { name: /intyga sin tid/ }).click();
  await page.getByRole('checkbox', { name: statement }).check();
  await page.getByRole('button', { name: /^Intyga / }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect
    .poll(async () => JSON.stringify(await world.held()).includes('"kind":"hours-certified"'))
    .toBe(true);
});
