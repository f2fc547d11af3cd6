/** What the office sees by itself of what happens at the door, and what becomes of a tablet it has turned off. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { ListDevicesReply, ListedDevice } from '../../src/protocol/list-devices.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

test.describe('the office watches the door', () => {
  let world: DoorWorld;
  let tablet: BrowserContext;
  let office: BrowserContext;

  test.beforeEach(async ({ browser }) => {
    world = await startDoorWorld();
    tablet = await browser.newContext({ viewport: { width: 1180, height: 820 } });
    office = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(office, world);
  });
  test.afterEach(async () => {
    await tablet.close();
    await office.close();
    await world.end();
  });

  const openDoor = async (name: string): Promise<Page> => {
    const page = await tablet.newPage();
    await enrolTablet(page, await world.tabletLink(name));
    await waitUntilInstalled(page);
    await page.goto(`${world.server.origin}/tillfalle/${world.session.id}/skanna`);
    await expect(page.getByRole('complementary', { name: 'Läget' })).toBeVisible();
    return page;
  };
  const here = (page: Page) => page.getByRole('complementary', { name: 'Läget' }).locator('b.num').first();
  const openAtOffice = async (path: string): Promise<Page> => {
    const page = await office.newPage();
    await page.goto(`${world.server.origin}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    return page;
  };
  const deviceNamed = async (name: string): Promise<ListedDevice | undefined> =>
    (await world.office.get<ListDevicesReply>('/api/admin/devices')).devices.find(
      (each) => each.name === name,
    );
  const nameOf = async (n: number): Promise<string> => {
    const { people } = await world.held();
    const person = people.find(({ participant }) => participant === world.cards[n]?.participant);
    return `${person?.given} ${person?.family}`;
  };

  test('[ADM-1, ADM-2] an administrator’s pages show by themselves, within seconds, who is checked in, undone and checked in again', async () => {
    const name = await nameOf(0);
    const page = await openAtOffice(`/admin/tillfallen/${world.session.id}`);
    const today = await openAtOffice('/admin/tillfallen');
    const row = page.getByRole('row', { name: new RegExp(name) });
    await expect(row).not.toContainText('Kort');
    const door = await openDoor('Direkt');

    await scanByReader(door, world.cards[0]?.text ?? '');
    await expect(here(door)).toHaveText('1');
    await expect(row).toContainText('Kort', { timeout: 15_000 });
    await expect(row).toContainText('är här nu');
    await expect(page.getByText('Hel', { exact: true })).toBeVisible();
    await expect(
      today.getByRole('img', { name: new RegExp(`^1 av ${world.cards.length} har kommit`) }).first(),
    ).toBeVisible({ timeout: 20_000 });

    await door.getByRole('button', { name: /^Ångra incheckningen av / }).click();
    await expect(here(door)).toHaveText('0');
    await expect(row).not.toContainText('Kort', { timeout: 15_000 });

    await scanByReader(door, world.cards[0]?.text ?? '');
    await expect(row).toContainText('är här nu', { timeout: 15_000 });
    for (const watched of [page, today])
      expect(await watched.evaluate(() => 'isSamePage' in window)).toBe(true);
  });

  test('[DEV-5] the page of tablets shows by itself what each has delivered', async () => {
    const page = await openAtOffice('/admin/plattor');
    const door = await openDoor('Levererar');
    for (const [n, { text }] of world.cards.slice(0, 3).entries()) {
      await scanByReader(door, text);
      await expect(here(door)).toHaveText(String(n + 1));
    }
    const row = page.getByRole('row', { name: /Levererar/ });
    await expect(row).toContainText('Allt mottaget', { timeout: 20_000 });
    await page.getByRole('button', { name: 'Mer om Levererar' }).click();
    const delivered = page
      .getByRole('dialog')
      .getByText('Mottagna händelser')
      .locator('xpath=following-sibling::*[1]');
    await expect(delivered).toHaveText('4', { timeout: 15_000 });
    expect((await deviceNamed('Levererar'))?.delivered).toBe(4);
  });

  test('[DEV-4] a tablet that is turned off while it is offline says so when it comes back, its names are gone, and what it had is taken and set aside', async () => {
    const door = await openDoor('Borttappad');
    await scanByReader(door, world.cards[0]?.text ?? '');
    await expect(here(door)).toHaveText('1');
    await expect.poll(async () => (await deviceNamed('Borttappad'))?.delivered).toBe(2);
    await tablet.setOffline(true);
    await scanByReader(door, world.cards[1]?.text ?? '');
    await expect(here(door)).toHaveText('2');

    const page = await openAtOffice('/admin/plattor');
    await page.getByRole('button', { name: 'Stäng av en platta' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vilken platta?').selectOption({ label: 'Borttappad' });
    await dialog.getByRole('button', { name: 'Stäng av', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /Borttappad/ })).toContainText('Avstängd');

    await tablet.setOffline(false);
    await door.goto(`${world.server.origin}/idag`);
    await expect(door.getByText('Plattan är avstängd').first()).toBeVisible();
    await expect(door.getByText('Skriv namnen på papper eller använd en annan platta.')).toBeVisible();
    await expect(door.getByText('väntar på kontorets beslut')).toBeVisible();
    await expect(door.getByText(world.session.title)).toHaveCount(0);
    const name = (world.cards[0]?.name ?? '').split(' ')[0] ?? '';
    for (const path of ['/idag', `/tillfalle/${world.session.id}/lista`, '/plattan']) {
      await door.goto(`${world.server.origin}${path}`);
      await expect(door.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(door.locator('body')).not.toContainText(name);
    }
    await expect.poll(async () => (await deviceNamed('Borttappad'))?.delivered).toBe(3);
    expect((await deviceNamed('Borttappad'))?.setAside).toBe(1);
    expect((await deviceNamed('Borttappad'))?.status).toBe('revoked');
    const held = await world.held();
    expect(
      held.people.filter(({ attendance }) => attendance !== null).map(({ participant }) => participant),
    ).toEqual([world.cards[0]?.participant]);
    expect(held.session.setAside).toBe(1);
    const seen = await openAtOffice(`/admin/tillfallen/${world.session.id}`);
    await expect(seen.getByText('1 händelse räknas inte än').first()).toBeVisible();
  });
});
