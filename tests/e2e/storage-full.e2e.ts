/** A tablet whose memory fills up in a real browser: told long before, never green for what is not kept, whole afterwards. */
import { expect, test, type Page } from '@playwright/test';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { delivered, officeHolds } from '../crash/kept.ts';
import { startCrashWorld, unit, type CrashWorld } from '../crash/office-world.ts';
import { checkedInBy, keptEvents } from '../crash/tablet-browser.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, scanByReader, waitUntilInstalled } from '../support/tablet-page.ts';

/** So much more than the app itself takes is little enough to be filled in a moment, and less than the reserve. */
const roomBytes = 5_500_000;

/** Writes in the same origin, as another program of it would, until the browser takes no more. */
const fillUp = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('ballast', 1);
      asked.addEventListener('upgradeneeded', () =>
        asked.result.createObjectStore('bytes', { autoIncrement: true }),
      );
      asked.addEventListener('success', () => done(asked.result));
    });
    const isTaken = (size: number): Promise<boolean> =>
      new Promise((done) => {
        const writing = db.transaction('bytes', 'readwrite');
        writing.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)));
        writing.addEventListener('complete', () => done(true));
        writing.addEventListener('abort', () => done(false));
      });
    for (const size of [60_000, 8000, 1000, 100]) while (await isTaken(size)) continue;
    db.close();
  });

const letGo = (page: Page, name: string): Promise<void> =>
  page.evaluate(
    (database) =>
      new Promise((done) => {
        indexedDB.deleteDatabase(database).addEventListener('success', () => done());
      }),
    name,
  );

/** Connects the tablet, and takes away the reserve, as if there had never been room for all of it. */
const setUp = async (page: Page, origin: string, link: string): Promise<void> => {
  await enrolTablet(page, link);
  await waitUntilInstalled(page);
  await page.goto(`${origin}/plattan`);
  await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
  await page.goto(`${origin}/tillganglighet`);
  await letGo(page, 'narvaro-reserve');
};

const stage = (page: Page) => page.getByRole('region', { name: 'Kamera' });

const openStage = async (page: Page, { office }: CrashWorld): Promise<void> => {
  await page.goto(`${office.origin}/tillfalle/s0/skanna`);
  await expect(stage(page)).toBeVisible();
};

/** What the view says of this person's card. */
const scan = async (page: Page, { office, people }: CrashWorld, n: number): Promise<'in' | 'not-saved'> => {
  const person = people[n];
  await scanByReader(page, `${office.origin}/B/${person?.token ?? ''}`.toUpperCase());
  const isIn = stage(page).filter({ hasText: new RegExp(`${person?.id ?? ''}(?!\\d).*Incheckad`, 'iu') });
  const isNotSaved = stage(page).getByText(/Inte sparad/);
  await expect(isNotSaved.or(isIn).first()).toBeVisible();
  return (await isNotSaved.count()) > 0 ? 'not-saved' : 'in';
};

test('[STORE-1, STORE-2, CRASH-5] a tablet whose memory really fills up says so long before, never shows green for what is not kept, delivers what it has, and works again when there is room', async () => {
  const world = await startCrashWorld({ size: { groups: 1, perGroup: 12 } });
  const browser = createRealChromium();
  const { origin } = world.office;
  try {
    const { link } = await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: 'Dörren',
      unit,
    });
    await setUp(await browser.start(), origin, link);
    /* The browser asks anew how much it may keep when it starts. */
    await browser.kill();
    const page = await browser.start();
    const cdp = await page.context().newCDPSession(page);
    const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + roomBytes });
    await page.goto(`${origin}/idag`);
    await expect(page.getByText(/Det är ont om plats/)).toBeVisible();
    await openStage(page, world);
    expect(await scan(page, world, 0)).toBe('in');
    await expect
      .poll(async () => (await world.administrator.get<ListDevicesReply>('/api/admin/devices')).devices[0])
      .toMatchObject({ status: 'storage-little', space: { level: 'little' } });

    await page.context().setOffline(true);
    let saved = 1;
    for (; saved < 8; saved += 1) {
      await fillUp(page);
      if ((await scan(page, world, saved)) === 'not-saved') break;
    }
    expect(saved, 'the reserve is given up first').toBeGreaterThan(1);
    expect(await page.evaluate(() => indexedDB.databases())).not.toContainEqual(
      expect.objectContaining({ name: 'narvaro-reserve' }),
    );
    const kept = await keptEvents(page);
    const shown = Array.from({ length: saved }, (_, n) => `P0X${n}`);
    expect([...checkedInBy(kept)].toSorted()).toEqual(shown);

    await page.context().setOffline(false);
    await expect.poll(async () => (await officeHolds(world)).length).toBe(kept.length);
    await page.reload();
    await expect(stage(page)).toBeVisible();
    await fillUp(page);
    expect(await scan(page, world, 8)).toBe('not-saved');
    await page.goto(`${origin}/idag`);
    await expect(page.getByText('Plattans minne är nästan fullt')).toBeVisible();
    expect(await officeHolds(world)).toEqual(kept.map(({ text }) => text));

    await letGo(page, 'ballast');
    await openStage(page, world);
    /* The browser counts what was let go of as used for a while; nobody gives up after one try. */
    await expect.poll(() => scan(page, world, 8), { timeout: 60_000 }).toBe('in');
    expect(await scan(page, world, 9)).toBe('in');
    expect(await delivered(page, world, new Set([...shown, 'P0X8', 'P0X9']))).toEqual([]);
  } finally {
    await browser.end();
    await world.end();
  }
});
