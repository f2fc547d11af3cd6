/** A tablet breaks after its rescue file was saved: the hours are there once the file is handed in (RESCUE-2). */
import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { axeProblems } from '../support/page-rules.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const isAxeClean = async (page: Page): Promise<void> => {
  await page.waitForTimeout(600);
  expect(await axeProblems(page)).toEqual([]);
  const widths = await page.evaluate(
    () => [document.documentElement.scrollWidth, window.innerWidth] as const,
  );
  expect(widths[0]).toBeLessThanOrEqual(widths[1]);
};

/** Who the office counts as present. */
const present = async (world: DoorWorld): Promise<number> =>
  (await world.held()).people.filter(({ attendance }) => attendance !== null).length;

/** Checks these cards in with no network, and answers the rescue file that was saved. */
const brokenTablet = async (
  world: DoorWorld,
  page: Page,
  cards: readonly number[],
): Promise<{ readonly name: string; readonly text: string }> => {
  await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
  const here = page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first();
  await expect(here).toHaveText(/\d/);
  await page.context().setOffline(true);
  const before = Number(await here.textContent());
  for (const [n, card] of cards.entries()) {
    await scanByReader(page, world.cards[card]?.text ?? '');
    await expect(here).toHaveText(String(before + n + 1));
  }
  await page.goto(`${world.server.origin}/plattan`);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Spara en räddningsfil' }).click();
  const download = await saved;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
};

test('[RESCUE-2, RESCUE-3, RESCUE-5, RESCUE-6] a broken tablet’s file is handed in on another tablet and at the office', async ({
  browser,
}) => {
  const world = await startDoorWorld();
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  try {
    const started = await present(world);
    const context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    await enrolTablet(page, await world.tabletLink('Trasig 1'));
    await waitUntilInstalled(page);
    const first = await brokenTablet(world, page, [0, 1]);
    await context.close();
    expect(await present(world)).toBe(started);

    const other = await (await browser.newContext()).newPage();
    await enrolTablet(other, await world.tabletLink('Hel'));
    await waitUntilInstalled(other);
    await other.goto(`${world.server.origin}/plattan`);
    const choose = other.locator('input[type=file]');
    await choose.setInputFiles(file('bild.json', 'inte vår'));
    await expect(other.getByRole('main').getByText('Det är ingen räddningsfil')).toBeVisible();
    await choose.setInputFiles(file(first.name, first.text.slice(0, -20)));
    await expect(other.getByRole('main').getByText('Filen är avklippt')).toBeVisible();
    await other.context().setOffline(true);
    await choose.setInputFiles(file(first.name, first.text));
    await expect(other.getByRole('main').getByText('1 fil väntar på internet')).toBeVisible();
    await isAxeClean(other);
    await other.setViewportSize({ width: 320, height: 720 });
    await isAxeClean(other);
    await other.context().setOffline(false);
    await choose.setInputFiles(file(first.name, first.text));
    /* The one that waited may have gone by itself first. */
    await expect(
      other.getByRole('main').getByText(/(händelser inlämnade|Inget nytt)\. Allt finns hos kontoret\./),
    ).toBeVisible();
    await expect(other.getByRole('main').getByText('väntar på internet')).toBeHidden();
    expect(await present(world)).toBe(started + 2);

    const again = await browser.newContext({ acceptDownloads: true });
    const broken = await again.newPage();
    await enrolTablet(broken, await world.tabletLink('Trasig 2'));
    await waitUntilInstalled(broken);
    const second = await brokenTablet(world, broken, [2]);
    await again.close();
    const office = await browser.newContext();
    await signInBrowser(office, world);
    const admin = await office.newPage();
    await admin.goto(`${world.server.origin}/admin/plattor`);
    await admin.getByRole('link', { name: 'Välj filer' }).click();
    await admin
      .locator('input[type=file]')
      .setInputFiles([
        file(second.name, second.text),
        file(first.name, first.text),
        file('annat.json', '{"a":1}'),
      ]);
    await expect(admin.getByRole('main').getByText('Från Trasig 2')).toBeVisible();
    await expect(admin.getByRole('main').getByText('Allt är nytt för kontoret.')).toBeVisible();
    await expect(admin.getByRole('main').getByText('Allt finns redan hos kontoret.')).toBeVisible();
    await expect(admin.getByRole('main').getByText('Det är ingen räddningsfil')).toBeVisible();
    await isAxeClean(admin);
    await admin.setViewportSize({ width: 320, height: 720 });
    await isAxeClean(admin);
    expect(await present(world)).toBe(started + 2);
    await admin.getByRole('button', { name: 'Lämna in 2 filer' }).click();
    await expect(
      admin.getByRole('main').getByText(/händelse inlämnad\. Allt finns hos kontoret\./),
    ).toBeVisible();
    await expect(admin.getByRole('main').getByText('Inget nytt. Allt finns hos kontoret.')).toBeVisible();
    expect(await present(world)).toBe(started + 3);
    await isAxeClean(admin);

    const whole = JSON.parse(second.text) as { sealed: string };
    const damaged = { ...whole, sealed: [...whole.sealed].toReversed().join('') };
    await admin.locator('input[type=file]').setInputFiles(file('skadad.json', JSON.stringify(damaged)));
    const card = admin.getByRole('listitem').filter({ hasText: 'skadad.json' });
    await expect(card.getByText('Filen är skadad.')).toHaveCount(1);
    await admin.getByRole('button', { name: 'Lämna in filen' }).click();
    await expect(card.getByText('Filen finns hos kontoret.')).toBeVisible();
    await expect(card.getByText('Filen är skadad.')).toHaveCount(1);
  } finally {
    await world.end();
  }
});

/** A new tablet at the door, with one person checked in whom the office knows of. */
const withOneSent = async (browser: Browser, world: DoorWorld, name: string) => {
  const started = await present(world);
  const page = await (await browser.newContext()).newPage();
  await enrolTablet(page, await world.tabletLink(name));
  await waitUntilInstalled(page);
  const scan = `${world.server.origin}/tillfalle/${world.session.id}/skanna`;
  await page.goto(scan);
  const here = page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first();
  await expect(here).toHaveText('0');
  await scanByReader(page, world.cards[3]?.text ?? '');
  await expect(here).toHaveText('1');
  await expect.poll(() => present(world), { timeout: 60_000 }).toBe(started + 1);
  return { page, scan, here };
};

test('[STORE-5] a tablet whose log is cleared is stopped, says what the office had, and goes on after one code', async ({
  browser,
}) => {
  const world = await startDoorWorld();
  try {
    const started = await present(world);
    const { page, scan, here } = await withOneSent(browser, world, 'Glömsk');
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('narvaro-marker') ?? ''), { timeout: 60_000 })
      .toMatch(/"acknowledged":[1-9]/);
    await page.goto('about:blank');
    const clearer = await page.context().newPage();
    await clearer.goto(`${world.server.origin}/tillganglighet`);
    await clearer.evaluate(async () => {
      for (const { name } of await indexedDB.databases())
        if (name?.startsWith('narvaro-log-') === true)
          await new Promise((done) => {
            indexedDB.deleteDatabase(name).addEventListener('success', done);
          });
    });
    await clearer.close();
    await page.goto(scan);
    await expect(page.getByRole('main').getByText('Plattans logg är borta')).toBeVisible();
    await expect(
      page.getByRole('main').getByText(/Kontoret hade\s[12]\shändelser? från den här plattan/),
    ).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Lämna in en räddningsfil' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Spara en räddningsfil' })).toHaveCount(0);
    await isAxeClean(page);
    await page.setViewportSize({ width: 320, height: 720 });
    await isAxeClean(page);
    await page.setViewportSize({ width: 1180, height: 820 });
    const code = new URL(await world.tabletLink('Glömsk igen')).hash.slice(1);
    await page.getByRole('textbox').fill(code);
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await expect(here).toHaveText('1', { timeout: 60_000 });
    await scanByReader(page, world.cards[4]?.text ?? '');
    await expect(here).toHaveText('2');
    await expect.poll(() => present(world), { timeout: 60_000 }).toBe(started + 2);
    const told = page.getByText('Plattan är ansluten igen');
    for (let start = 0; start < 2; start += 1) {
      await page.goto(`${world.server.origin}/idag`);
      await expect(told).toBeVisible();
    }
    await page.getByRole('button', { name: 'Ta bort meddelandet' }).click();
    await expect(told).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('link', { name: 'Fortsätt checka in' })).toBeVisible();
    await expect(told).toHaveCount(0);

    await page.evaluate(() => {
      const seen = localStorage.getItem('narvaro-last-seen') ?? '';
      localStorage.setItem('narvaro-last-seen', seen.replace(/:.*/, ':99'));
    });
    await page.goto(scan);
    await expect(page.getByRole('main').getByText('Plattan har fått tillbaka en gammal kopia')).toBeVisible();
    await isAxeClean(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Spara en räddningsfil' }).click();
    expect((await saved).suggestedFilename()).toMatch(/[.]json$/);
  } finally {
    await world.end();
  }
});

test('[STORE-5] a tablet whose log is cleared while it is open writes no more, says so, and goes on after one code', async ({
  browser,
}) => {
  const world = await startDoorWorld();
  try {
    const started = await present(world);
    const { page, here } = await withOneSent(browser, world, 'Rensad');
    await page.context().setOffline(true);
    await scanByReader(page, world.cards[4]?.text ?? '');
    await expect(here).toHaveText('2');
    const seen = () => page.evaluate(() => localStorage.getItem('narvaro-last-seen'));
    const before = await seen();
    const browserItself = await page.context().newCDPSession(page);
    const { origin } = world.server;
    await browserItself.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await scanByReader(page, world.cards[5]?.text ?? '');
    await expect(page.getByRole('main').getByText('Plattans logg är borta')).toBeVisible();
    expect(await seen()).toBe(before);
    await page.context().setOffline(false);
    const code = new URL(await world.tabletLink('Rensad igen')).hash.slice(1);
    await page.getByRole('textbox').fill(code);
    await page.getByRole('button', { name: 'Anslut plattan' }).click();
    await expect(here).toHaveText('1', { timeout: 60_000 });
    for (const [n, card] of [4, 5].entries()) {
      await scanByReader(page, world.cards[card]?.text ?? '');
      await expect(here).toHaveText(String(n + 2));
    }
    await expect.poll(() => present(world), { timeout: 60_000 }).toBe(started + 3);
  } finally {
    await world.end();
  }
});
