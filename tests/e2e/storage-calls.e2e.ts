/** Whichever call to the tablet's storage fails: what is shown as saved is saved, what is not says so, and nothing is half kept. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { checkedInBy, keptEvents } from '../crash/tablet-browser.ts';
import { failNth, failures, stopFailing, tamperWithStorage } from '../crash/storage-calls.ts';
import { startCrashWorld, type CrashWorld, type PlantedPerson } from '../crash/office-world.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

test.describe('a tablet whose storage fails', () => {
  test.describe.configure({ mode: 'serial' });

  let world: CrashWorld;
  let context: BrowserContext;
  let page: Page;
  let people: PlantedPerson[];

  test.beforeAll(async ({ browser }) => {
    world = await startCrashWorld({ size: { groups: 1, perGroup: 120 } });
    people = [...world.people];
    context = await browser.newContext({ viewport: { width: 1180, height: 820 }, reducedMotion: 'reduce' });
    await tamperWithStorage(context);
    page = await context.newPage();
    await enrolTablet(page, await newLink());
    /* Results stay, however slow the machine is. */
    await page.goto(`${world.office.origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
  });
  test.afterAll(async () => {
    await context.close();
    await world.end();
  });

  const newLink = async (): Promise<string> =>
    (
      await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
        name: 'Dörren',
        unit: 'farsta',
      })
    ).link;

  const openStage = async (): Promise<void> => {
    await page.goto(`${world.office.origin}/tillfalle/s0/skanna`);
    await expect(page.getByRole('region', { name: 'Kamera' })).toBeVisible();
  };
  const stage = () => page.getByRole('region', { name: 'Kamera' });

  const expectWhole = async (): Promise<void> => {
    const events = await keptEvents(page);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  };

  const nextPerson = (): PlantedPerson => {
    const person = people.pop();
    if (person === undefined) throw new Error('everybody is in');
    return person;
  };

  test('[CRASH-5] whoever is called checked in is in the log, and whoever is not is told so in words', async () => {
    let failed = 0;
    for (let n = 1; ; n += 1) {
      await openStage();
      const person = nextPerson();
      await failNth(page, n, failures[n % failures.length] ?? 'abort');
      await scanByReader(page, `${world.office.origin}/B/${person.token}`.toUpperCase());
      await expect(stage()).toContainText(/Incheckad|Inte sparad/);
      const isTold = (await stage().textContent())?.includes('Incheckad') === true;
      const isHit = await stopFailing(page);
      const kept = checkedInBy(await keptEvents(page));
      await expectWhole();
      if (isTold) expect(kept).toContain(person.id.toUpperCase());
      if (!isHit) {
        expect(isTold).toBe(true);
        break;
      }
      failed += 1;
    }
    expect(failed).toBeGreaterThan(2);
  });

  test('[CRASH-5] a check-in that is said to be taken back is taken back, and one that could not be says so', async () => {
    for (let n = 1; ; n += 1) {
      await openStage();
      const person = nextPerson();
      await scanByReader(page, `${world.office.origin}/B/${person.token}`.toUpperCase());
      await expect(stage()).toContainText('Incheckad');
      await page.waitForTimeout(450);
      await failNth(page, n, failures[n % failures.length] ?? 'abort');
      await stage()
        .getByRole('button', { name: /Ångra/ })
        .click();
      await expect(stage()).toContainText(/Ångrat|Inte sparad/);
      const isTold = (await stage().textContent())?.includes('Ångrat') === true;
      const isHit = await stopFailing(page);
      const last = (await keptEvents(page)).at(-1);
      await expectWhole();
      if (isTold) expect(JSON.parse(last?.text ?? '{}')).toMatchObject({ kind: 'withdrawn' });
      if (!isHit) {
        expect(isTold).toBe(true);
        break;
      }
    }
  });

  test('[CRASH-5] whatever fails while the tablet sends and is acknowledged, everything is sent in the end, once', async () => {
    for (let n = 1; ; n += 1) {
      await openStage();
      await context.setOffline(true);
      await scanByReader(page, `${world.office.origin}/B/${nextPerson().token}`.toUpperCase());
      await expect(stage()).toContainText('Incheckad');
      await failNth(page, n, failures[n % failures.length] ?? 'abort');
      await context.setOffline(false);
      await page.waitForTimeout(700);
      const isHit = await stopFailing(page);
      await page.goto(`${world.office.origin}/plattan`);
      const send = page.getByRole('button', { name: /Försök skicka nu/ });
      const isSent = page.getByRole('link', { name: /Allt är skickat/ });
      await expect(send.or(isSent).first()).toBeVisible();
      if (await send.isVisible()) await send.click();
      await expect(isSent).toBeVisible({ timeout: 60_000 });
      await expectWhole();
      if (!isHit || n > 25) break;
    }
    const own = (await keptEvents(page)).map(({ text }) => text);
    const held = await world.stores(async ({ devices, logs }) => {
      const [device] = await devices.all();
      return device === undefined ? [] : logs.ofDevice(device.id, 1, 1_000_000);
    });
    expect(held.map(({ text }) => text)).toEqual(own);
  });

  test('[CRASH-5] a list that is said to be closed is closed, and one that could not be says so', async () => {
    for (let n = 1; ; n += 1) {
      await page.goto(`${world.office.origin}/tillfalle/s0/avsluta`);
      const close = page.getByRole('button', { name: 'Avsluta utan att intyga' });
      await expect(close).toBeVisible();
      await failNth(page, n, failures[n % failures.length] ?? 'abort');
      await close.click();
      const done = page.getByText('Klart. Tack för i dag');
      await expect(done.or(page.getByText(/Inte sparad/)).first()).toBeVisible();
      const isTold = await done.isVisible();
      const isHit = await stopFailing(page);
      const kinds = (await keptEvents(page)).map(({ text }) => (JSON.parse(text) as { kind: string }).kind);
      await expectWhole();
      if (isTold) {
        expect(kinds).toContain('session-closed');
        break;
      }
      expect(isHit).toBe(true);
    }
  });

  test('[CRASH-5] a tablet is connected whole, or is told that it is not', async ({ browser }) => {
    for (let n = 1; ; n += 1) {
      const own = await browser.newContext({ reducedMotion: 'reduce' });
      await tamperWithStorage(own);
      const tablet = await own.newPage();
      try {
        await tablet.goto(await newLink());
        const goOn = tablet.getByRole('button', { name: 'Fortsätt utan hemskärm' });
        const connect = tablet.getByRole('button', { name: 'Anslut plattan' });
        await expect(goOn.or(connect).first()).toBeVisible();
        if (await goOn.isVisible()) await goOn.click();
        await expect(connect).toBeVisible();
        await failNth(tablet, n, failures[n % failures.length] ?? 'abort');
        await connect.click();
        const isConnected = tablet.getByRole('button', { name: 'Hoppa över tills vidare' });
        await expect(
          isConnected.or(tablet.getByRole('alert').filter({ hasText: /\S/ })).first(),
        ).toBeVisible();
        const isTold = await isConnected.isVisible();
        const isHit = await stopFailing(tablet);
        await tablet.goto(`${world.office.origin}/idag`);
        await expect(tablet.getByRole('heading', { level: 1 })).toBeVisible();
        if (isTold) expect(new URL(tablet.url()).pathname).toBe('/idag');
        if (!isHit || n > 25) break;
      } finally {
        await own.close();
      }
    }
  });
});
