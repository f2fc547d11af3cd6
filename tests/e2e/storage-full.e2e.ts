/** A tablet whose memory fills up in a real browser: told long before, never green for what is not kept, whole afterwards. */
import { expect, test, type Page } from '@playwright/test';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { delivered, officeHolds } from '../crash/kept.ts';
import { startCrashWorld, unit, type CrashWorld } from '../crash/office-world.ts';
import { checkedInBy, keptEvents } from '../crash/tablet-browser.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

const megabyte = 1_000_000;

/** What the browser gives this origin from now on, in bytes; everything it has when nothing is said. */
const giveQuota = async (page: Page, origin: string, quotaSize?: number): Promise<void> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
};

/** As it is on a tablet that was full from the start. */
const dropReserve = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.deleteDatabase('narvaro-reserve').addEventListener('success', () => done());
      }),
  );

const usageOf = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

const stage = (page: Page) => page.getByRole('region', { name: 'Kamera' });

const openStage = async (page: Page, { office }: CrashWorld): Promise<void> => {
  await page.goto(`${office.origin}/tillfalle/s0/skanna`);
  await expect(stage(page)).toBeVisible();
};

/** What the view says of this person's card. */
const scan = async (page: Page, { office, people }: CrashWorld, n: number): Promise<'in' | 'not-saved'> => {
  const person = people[n];
  await scanByReader(page, `${office.origin}/B/${person?.token ?? ''}`.toUpperCase());
  const name = new RegExp(`${person?.id ?? ''}.*Incheckad`, 'iu');
  await expect(
    stage(page)
      .getByText(/Inte sparad/)
      .or(stage(page).filter({ hasText: name }))
      .first(),
  ).toBeVisible();
  return (await stage(page)
    .getByText(/Inte sparad/)
    .count()) > 0
    ? 'not-saved'
    : 'in';
};

test('[STORE-1, STORE-2, CRASH-5] a tablet whose memory really fills up says so long before, never shows green for what is not kept, delivers what it has, and works again when there is room', async () => {
  const world = await startCrashWorld({ size: { groups: 1, perGroup: 12 } });
  const browser = createRealChromium();
  const { origin } = world.office;
  try {
    const page = await browser.start();
    const { link } = await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: 'Dörren',
      unit,
    });
    await enrolTablet(page, link);
    await waitUntilInstalled(page);
    await page.goto(`${origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();

    await dropReserve(page);
    await giveQuota(page, origin, (await usageOf(page)) + 7 * megabyte);
    await page.goto(`${origin}/idag`);
    await expect(page.getByText(/Det är ont om plats/)).toBeVisible();
    await openStage(page, world);
    expect(await scan(page, world, 0)).toBe('in');
    await expect
      .poll(async () => (await world.administrator.get<ListDevicesReply>('/api/admin/devices')).devices[0])
      .toMatchObject({ status: 'storage-little', space: { level: 'little' } });

    await page.context().setOffline(true);
    await giveQuota(page, origin, (await usageOf(page)) - megabyte);
    expect(await scan(page, world, 1), 'the reserve is given up for it').toBe('in');
    await giveQuota(page, origin, Math.round((await usageOf(page)) / 2));
    expect(await scan(page, world, 2)).toBe('not-saved');
    const kept = await keptEvents(page);
    expect([...checkedInBy(kept)].toSorted()).toEqual(['P0X0', 'P0X1']);

    await page.context().setOffline(false);
    await expect.poll(async () => (await officeHolds(world)).length).toBe(kept.length);
    await page.reload();
    await expect(stage(page)).toBeVisible();
    expect(await scan(page, world, 3)).toBe('not-saved');
    await page.goto(`${origin}/idag`);
    await expect(page.getByText('Plattans minne är nästan fullt')).toBeVisible();
    expect(await officeHolds(world)).toEqual(kept.map(({ text }) => text));

    await giveQuota(page, origin);
    await openStage(page, world);
    for (const n of [2, 3]) expect(await scan(page, world, n)).toBe('in');
    const shown = new Set(['P0X0', 'P0X1', 'P0X2', 'P0X3']);
    expect(await delivered(page, world, shown)).toEqual([]);
  } finally {
    await browser.end();
    await world.end();
  }
});
