/** A few of the races that `npm run crash -- --only tabs` runs fifty of. */
import { expect, test } from '@playwright/test';
import { raceTabs } from '../crash/two-tabs.ts';
import { seeded } from '../support/seeded.ts';

test('[CRASH-7] two tabs of one tablet that check people in at once, one killed, one changed to a new version, one without a network, lose nobody, use no number twice and show the same', async () => {
  const { races, acknowledged, wrongs } = await raceTabs({ times: 3, random: seeded(1) });
  expect(wrongs).toEqual([]);
  expect(races).toBe(3);
  expect(acknowledged).toBeGreaterThan(6);
});
