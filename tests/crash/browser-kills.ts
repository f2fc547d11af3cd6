/**
 * Chromium is killed at random moments while the real app checks people in as fast as it can, now and then without a
 * network; everybody it had called checked in is in its log, and reaches the office (CRASH-2).
 */
import { expect } from '@playwright/test';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import { createRealChromium } from '../support/real-chromium.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';
import { enrolTablet, waitUntilInstalled } from '../support/tablet-page.ts';
import { delivered, keptWhole } from './kept.ts';
import { startCrashWorld } from './office-world.ts';
import type { KillFigures } from './server-kills.ts';
import { scanFast, watchShown } from './tablet-browser.ts';

const size = { groups: 40, perGroup: 60 };
/** More than anybody checks in before the kill; so many that two hundred lives have people left. */
const perLife = 12;

/** Kills `times` times. */
export const killBrowsers = async (options: {
  readonly times: number;
  readonly random: Random;
  readonly tell?: (kills: number, acknowledged: number) => void;
}): Promise<KillFigures> => {
  const { times, random } = options;
  const world = await startCrashWorld({ size });
  const browser = createRealChromium();
  const shown = new Set<string>();
  const wrongs: string[] = [];
  const waiting = new Map(
    world.sessions.map(({ id }) => [id, world.people.filter(({ session }) => session.id === id)]),
  );
  let kills = 0;
  try {
    let page = await browser.start();
    const { link } = await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: 'Dörren',
      unit: 'farsta',
    });
    await enrolTablet(page, link);
    await waitUntilInstalled(page);
    for (; kills < times && wrongs.length === 0; kills += 1) {
      const open = [...waiting].filter(([, people]) => people.length > 0);
      if (open.length === 0) break;
      const [session, people] = oneOf(random, open);
      const batch = people.splice(0, perLife);
      watchShown(page, shown);
      await page.context().setOffline(random() < 0.4);
      await page.goto(`${world.office.origin}/tillfalle/${session}/skanna`);
      await expect(page.getByRole('region', { name: 'Kamera' })).toBeVisible({ timeout: 60_000 });
      const codes = batch.map(({ token }) => `${world.office.origin}/B/${token}`.toUpperCase());
      const scanning = scanFast(page, codes, 5000).catch(() => 0);
      await new Promise((wait) => setTimeout(wait, between(random, 50, 1500)));
      await browser.kill();
      await scanning;
      page = await browser.start();
      await page.goto(`${world.office.origin}/idag`);
      wrongs.push(...(await keptWhole(page, shown)));
      if ((kills + 1) % 20 === 0 || kills + 1 === times)
        wrongs.push(...(await delivered(page, world, shown)));
      options.tell?.(kills + 1, shown.size);
    }
    return { kills, acknowledged: shown.size, wrongs };
  } finally {
    await browser.end();
    await world.end();
  }
};
