/** A tablet that clears its log in a real browser, also when it is killed in the middle of it (STORE-3). */
import { expect, test, type Page } from '@playwright/test';
import {
  expectUnbroken,
  journalOf,
  nextCycle,
  notedOn,
  people,
  plantCycles,
  sessionOf,
  showClock,
} from '../crash/clearing.ts';
import { sendAll } from '../crash/kept.ts';
import { startClockedServer, type ClockedServer } from '../support/clocked-server.ts';
import { codesIn } from '../support/enrolment-codes.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { enrolTablet, scanByReader } from '../support/tablet-page.ts';

/** So long after it was opened the browser is killed: the tablet sees to its log about then. */
const kills = [2600, 3100];

/** Has the tablet send everything, and note that the office has it. */
const settle = async (page: Page, { origin }: ClockedServer): Promise<void> => {
  await sendAll(page, origin);
  const { head } = await journalOf(page);
  await page.goto(`${origin}/idag`);
  await expect.poll(() => notedOn(page)).toBe(head);
};

const checkIn = async (
  page: Page,
  { origin }: ClockedServer,
  cycle: number,
  tokens: readonly string[],
): Promise<void> => {
  await page.goto(`${origin}/tillfalle/${sessionOf(cycle)}/skanna`);
  const stage = page.getByRole('region', { name: 'Kamera' });
  await expect(stage).toBeVisible();
  for (const [n, token] of tokens.entries()) {
    await scanByReader(page, `${origin}/B/${token}`.toUpperCase());
    await expect(stage).toContainText(new RegExp(`${people[n] ?? ''}(?!\\d).*Incheckad`, 'iu'));
  }
};

/** The rescue file the tablet saves, taken where it is handed to the browser. */
const savedFile = async (page: Page, origin: string): Promise<string> => {
  await page.goto(`${origin}/plattan`);
  await page.evaluate(() => {
    const real = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => Object.assign(window, { savedFile: text }));
      return real(blob);
    };
  });
  await page.getByRole('button', { name: 'Spara en räddningsfil' }).click();
  await page.waitForFunction(() => 'savedFile' in window);
  return page.evaluate(() => String(Reflect.get(window, 'savedFile')));
};

test('[STORE-3, RESCUE-1] a tablet whose months are locked clears what is a month old and nothing else, whole also where its browser is killed in the middle of it; hours and rescue file are as they were', async () => {
  const cycles = kills.length + 2;
  const server = await startClockedServer(Date.parse('2026-01-12T09:30:00+01:00'));
  const browser = createRealChromium();
  try {
    const tokens = await plantCycles(server, cycles);
    let page = await browser.start();
    await showClock(page, server);
    await enrolTablet(page, `${server.origin}/anslut#${await codesIn(server.stores, server.now)('farsta')}`);
    await page.goto(`${server.origin}/plattan`);
    await page.getByRole('radio', { name: 'Tills jag trycker' }).check();
    await checkIn(page, server, 0, tokens);
    await settle(page, server);
    expect((await journalOf(page)).anchor).toBe(0);
    const minutes = (): Promise<string> =>
      server.stores(async ({ attendance }) => JSON.stringify(await attendance.ofSession(sessionOf(0))));
    const counted = await minutes();

    let cycle = 0;
    for (const ms of [0, ...kills]) {
      cycle += 1;
      const before = await journalOf(page);
      await nextCycle(server, cycle);
      await showClock(page, server);
      if (ms > 0) {
        await page.goto(`${server.origin}/idag`);
        await page.waitForTimeout(ms);
        await browser.kill();
        page = await browser.start();
        await showClock(page, server);
        await page.goto(`${server.origin}/tillganglighet`);
        const broken = await journalOf(page);
        expectUnbroken(broken);
        expect([before.anchor, before.head]).toContain(broken.anchor);
      }
      await checkIn(page, server, cycle, tokens);
      await settle(page, server);
      await expect.poll(async () => (await journalOf(page)).anchor).toBe(before.head);
      const after = await journalOf(page);
      expectUnbroken(after);
      expect(after.seqs.length).toBeGreaterThan(2);
      expect(await minutes()).toBe(counted);
    }

    const { head } = await journalOf(page);
    const file = await savedFile(page, server.origin);
    const { device } = JSON.parse(file) as { device: string };
    const held = await server.stores(({ logs }) => logs.ofDevice(device, 1, 10_000));
    expect(held.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    expect(await server.stores(({ logs }) => logs.forks(device))).toEqual([]);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'egen.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await expect(page.getByRole('main').getByText('Inget nytt. Allt finns hos kontoret.')).toBeVisible();
  } finally {
    await browser.end();
    await server.end();
  }
});
