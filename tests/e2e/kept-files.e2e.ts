/** Whose files the service worker keeps, in a browser: a participant's phone, the office's computer, a trainer's tablet. */
import { expect, test, type Page } from '@playwright/test';
import { startChangingOffice, type ChangingOffice } from '../support/app-versions.ts';
import { waitUntilInstalled } from '../support/tablet-page.ts';

const keptOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
const isTablets = (path: string): boolean => path.endsWith('.wasm') || /\/tablet-/.test(path);
const isPhones = (path: string): boolean => /\/phone-[^/]*\.js$/.test(path);
const isOffices = (path: string): boolean => /\/admin-/.test(path);

test.describe('the files a device keeps', () => {
  let office: ChangingOffice;

  test.beforeAll(async () => {
    office = await startChangingOffice();
  });
  test.afterAll(() => office.end());

  test('[OPEN-1] a participant’s phone keeps none of the tablet’s files and the office’s computer none of either; whoever then opens the tablet’s address has it without a network', async ({
    page,
    context,
  }) => {
    await page.goto(`${office.origin}/admin`);
    await waitUntilInstalled(page);
    const kept = await keptOn(page);
    expect(kept.filter((path) => isTablets(path) || isPhones(path) || isOffices(path))).toEqual([]);

    await page.goto(`${office.origin}/in`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(async () => (await keptOn(page)).some(isPhones)).toBe(true);
    expect((await keptOn(page)).filter((path) => isTablets(path) || isOffices(path))).toEqual([]);

    await page.goto(`${office.origin}/hjalp`);
    await expect.poll(async () => (await keptOn(page)).some((path) => path.endsWith('.wasm'))).toBe(true);
    await expect.poll(async () => (await keptOn(page)).filter(isTablets).length).toBeGreaterThan(3);
    await context.setOffline(true);
    await page.goto(`${office.origin}/hjalp`);
    await expect(page.getByRole('heading', { level: 1, name: 'Hjälp' })).toBeVisible();
    await page.goto(`${office.origin}/in`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await keptOn(page)).filter(isOffices)).toEqual([]);
  });
});
