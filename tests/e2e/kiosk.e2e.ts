/** Self check-in on a locked tablet: what everybody in the queue sees, and every way out but the trainer's. */
import { expect, test, type Page } from '@playwright/test';
import { startDoorWorld, watchPage, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

const holdMs = 2_300;
const kioskLock = 'Kursledare: lämna självincheckning';

let world: DoorWorld;
test.beforeAll(async () => {
  world = await startDoorWorld();
});
test.afterAll(() => world.end());

const view = (name: string): string => `${world.server.origin}/tillfalle/${world.session.id}/${name}`;
const cardText = (n: number): string => world.cards[n]?.text ?? '';

const lockTablet = async (page: Page, name: string): Promise<void> => {
  await enrolTablet(page, await world.tabletLink(name));
  await page.goto(view('sjalv'));
  await page.getByRole('button', { name: 'Lås och börja' }).click();
};
const expectLocked = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading', { name: 'Håll upp din kod.' })).toBeVisible();
  await expect(page).toHaveURL(view('sjalv'));
};
/** What stands in the answer over the screen. */
const answered = (page: Page): Promise<string> => page.locator('main > div:not([inert])').innerText();

test('[KIOSK-2] neither an address, Back, a reload, a short press nor a wrong code leads out; a trainer does', async ({
  page,
}) => {
  const seen = watchPage(page);
  await page.goto(world.server.origin);
  await lockTablet(page, 'Självplatta');
  await expectLocked(page);
  for (const path of ['/idag', '/plattan', '/hjalp', '/anslut', `/tillfalle/${world.session.id}/lista`]) {
    await page.goto(`${world.server.origin}${path}`);
    await expectLocked(page);
  }
  for (let n = 0; n < 3; n += 1) {
    await page.goBack();
    await expectLocked(page);
  }
  await page.reload();
  await expectLocked(page);

  const lock = page.getByRole('button', { name: kioskLock });
  const dialog = page.getByRole('dialog', { name: 'Lämna självincheckning' });
  await lock.click();
  await expect(page.getByText('Kursledare: håll kvar i 2 sekunder')).toBeVisible();
  await expect(dialog).toBeHidden();
  await lock.click({ delay: holdMs });
  await expect(dialog).toBeVisible();
  const code = page.getByLabel('Din kod som kursledare');
  await expect(code).toBeFocused();
  await code.fill('000000');
  await code.press('Enter');
  await expect(dialog.getByText(/Koden stämmer inte/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expectLocked(page);

  await lock.press('Enter');
  await code.fill(world.server.links().trainerCode);
  await code.press('Enter');
  await expect(page).toHaveURL(view('skanna'));
  await page.goto(`${world.server.origin}/idag`);
  await expect(page).toHaveURL(`${world.server.origin}/idag`);
  expect(seen).toEqual([]);
});

test('[KIOSK-1] a card of another group and one nobody knows are answered alike, and wait for the trainer', async ({
  page,
}) => {
  await lockTablet(page, 'Självplatta två');
  await expectLocked(page);
  await scanByReader(page, cardText(0));
  await expect(page.getByText('Du är incheckad.').first()).toBeVisible();
  const [other] = await world.otherCards();
  const answers: string[] = [];
  for (const text of [other?.text ?? '', `${world.server.origin}/B/${'0'.repeat(26)}`.toUpperCase()]) {
    await scanByReader(page, text);
    await expect(page.getByText('Gå till kursledaren').first()).toBeVisible();
    answers.push(await answered(page));
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await expectLocked(page);
  }
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]).toContain('Det är inget fel på dig, kursledaren ordnar det.');

  await page.getByRole('button', { name: kioskLock }).press('Enter');
  await page.getByLabel('Din kod som kursledare').fill(world.server.links().trainerCode);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Att reda ut').first()).toBeVisible();
});

test('[KIOSK-3] a language chosen by a visitor is marked as what it is, and gone after 20 seconds', async ({
  page,
}) => {
  await lockTablet(page, 'Självplatta tre');
  await expectLocked(page);
  await page.clock.install();
  await page.getByRole('button', { name: 'العربية' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(page.locator('[lang=ar][dir=rtl]').filter({ has: heading })).toBeVisible();
  await page.clock.fastForward(19_000);
  await expect(heading).not.toHaveText(/Välkommen/);
  await page.clock.fastForward(1_500);
  await expect(heading).toHaveText(/Välkommen!\s*Håll upp din kod\./);
});
