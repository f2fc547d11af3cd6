/** One of the copied profiles that `npm run crash -- --only copies` makes twenty of. */
import { expect, test } from '@playwright/test';
import { copyTablets } from '../crash/copies.ts';
import { seeded } from '../support/seeded.ts';

test('[CRASH-8, STORE-5] a browser profile that is copied and used twice loses nothing that either has recorded, counts nobody who is only in the later one, is told at both and at the office, and goes on after one code', async () => {
  const { copies, acknowledged, wrongs } = await copyTablets({ times: 1, random: seeded(1) });
  expect(wrongs).toEqual([]);
  expect(copies).toBe(1);
  expect(acknowledged).toBeGreaterThan(3);
});
