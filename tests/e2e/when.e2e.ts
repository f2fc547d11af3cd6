/** "Vad göra när": found by everybody at the office, in both languages, on paper, and when the server is gone. */
import { expect, test, type Page } from '@playwright/test';
import { roles, type Role } from '../../src/domain/roles.ts';
import { whenEn } from '../../src/app/text/when-en.ts';
import { whenSv } from '../../src/app/text/when-sv.ts';
import { axeProblems, choose, tooWide } from '../support/page-rules.ts';
import { addAdministrator, startOfficeProcess, type OfficeProcess } from '../support/office-process.ts';

const path = '/admin/vad-gora-nar';
const cards = Object.values(whenSv.cards);

test.describe('what to do when', () => {
  let office: OfficeProcess;
  let origin: string;
  test.beforeAll(async () => {
    office = await startOfficeProcess();
    origin = `http://localhost:${office.port}`;
  });
  test.afterAll(async () => {
    await office.end();
  });

  const comeIn = async (page: Page, having: readonly Role[] = roles): Promise<void> => {
    const value = await addAdministrator(office, Date.now(), having);
    await page.context().addCookies([{ name: 'narvaro-sign-in', value, url: origin }]);
  };

  test('[OPS-8] somebody with one role, the least as well as the most trusted, finds the page in the menu, and is led only to pages of theirs', async ({
    browser,
  }) => {
    for (const role of ['protected', 'reader', 'system'] as const) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await comeIn(page, [role]);
      await page.goto(`${origin}/admin/finns-inte`);
      await page.getByRole('navigation').getByRole('link', { name: whenSv.nav }).click();
      await expect(page.getByRole('heading', { level: 3 })).toHaveText(cards.map(({ title }) => title));
      const own = page.getByRole('main').getByRole('link', { name: 'Öppna Behörigheter' });
      await expect(own).toHaveCount(role === 'system' ? 1 : 0);
      await context.close();
    }
  });

  test('[OPS-8] each situation says what is seen, what to do in steps, what to leave and whom to call, in both languages', async ({
    page,
  }) => {
    await comeIn(page, ['reader', 'system', 'planner', 'reviewer']);
    await page.goto(`${origin}${path}`);
    for (const [words, language] of [
      [whenSv, 'sv'],
      [whenEn, 'en'],
    ] as const) {
      await choose(page, { language });
      await page.reload();
      for (const { title, see, now, leave, call } of Object.values(words.cards)) {
        const card = page.getByRole('region', { name: title, exact: true });
        await expect(card).toContainText(see);
        await expect(card.getByRole('listitem')).toHaveText([...now]);
        await expect(card).toContainText(leave);
        await expect(card).toContainText(call);
      }
      expect(await axeProblems(page)).toEqual([]);
    }
    await choose(page, { language: 'sv' });
    await page.setViewportSize({ width: 320, height: 640 });
    for (const linked of ['plattor', 'kursledare', 'granska/undanlagt', 'behorigheter', 'vad-gora-nar']) {
      await page.goto(`${origin}/admin/${linked}`);
      await expect(page.getByRole('main').getByRole('link').last()).toBeVisible();
      expect.soft(await tooWide(page), linked).toEqual([]);
    }
  });

  test('[OPS-8] a link to one situation brings it into view and reads it first, also by keyboard from the contents', async ({
    page,
  }) => {
    await comeIn(page, ['planner', 'system']);
    await page.goto(`${origin}${path}#stulen-platta`);
    const stolen = page.getByRole('heading', { name: whenSv.cards['stulen-platta'].title });
    await expect(stolen).toBeFocused();
    await expect(stolen).toBeInViewport();
    await page.getByRole('link', { name: whenSv.cards.diskutrymme.title }).press('Enter');
    await expect(page.getByRole('heading', { name: whenSv.cards.diskutrymme.title })).toBeFocused();
    await page.goto(`${origin}/admin/plattor`);
    await page.getByRole('link', { name: /^Vad göra när: En platta är stulen/ }).click();
    await expect(stolen).toBeFocused();
  });

  test('[OPS-8] on paper the cards are whole, with lines for the numbers to call and without menu and links', async ({
    page,
  }) => {
    await comeIn(page, ['approver', 'system']);
    await page.goto(`${origin}${path}`);
    const numbers = page.getByText(whenSv.people.dataProtection, { exact: true });
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(cards.length);
    await expect(numbers).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(numbers).toBeVisible();
    await expect(page.getByRole('button', { name: whenSv.print })).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    const broken = await page
      .getByRole('region')
      .evaluateAll(
        (all) =>
          all.filter(
            (card) => card.matches('section section') && getComputedStyle(card).breakInside !== 'avoid',
          ).length,
      );
    expect(broken).toBe(0);
  });

  test('[OPS-8] when the server is gone somebody who is in is led to the page, and it is there', async ({
    page,
  }) => {
    const gone = await startOfficeProcess();
    try {
      const value = await addAdministrator(gone, Date.now());
      await page
        .context()
        .addCookies([{ name: 'narvaro-sign-in', value, url: `http://localhost:${gone.port}` }]);
      const fetched = page.waitForResponse(/when-screen-[^/]+\.js$/);
      await page.goto(`http://localhost:${gone.port}/admin/plattor`);
      await (await fetched).finished();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await gone.end();
      await page.getByRole('link', { name: /^Vad göra när: Tjänsten svarar inte/ }).click();
      await expect(
        page.getByRole('heading', { name: whenSv.cards['servern-svarar-inte'].title, exact: true }),
      ).toBeFocused();
    } finally {
      await gone.end();
    }
  });
});
