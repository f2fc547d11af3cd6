/** The office's machine is lost and a backup put back: participants' phones hand in again what they had sent (BACKUP-8). */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPhoneDatabase } from '../../src/app/device/phone-database.ts';
import {
  keepClaim,
  meetOffice,
  sendClaims,
  type PhoneDeps,
  type PhoneStore,
} from '../../src/app/device/phone-keeper.ts';
import { callServer } from '../../src/app/device/server-call.ts';
import { Hash } from '../../src/domain/ids.ts';
import { dayMs, hourMs } from '../../src/domain/time.ts';
import { ShowMyPageReply } from '../../src/protocol/show-my-page.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { codeShownAt } from '../support/phone-world.ts';
import { amina, morning, olof, plant } from '../support/session-world.ts';
import type { TestServer } from '../support/test-server.ts';

let office: BackupOffice;
let store: PhoneStore;
let cookie: string | undefined;
let phones = 0;

const fetching: typeof fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  if (cookie !== undefined) headers.set('Cookie', cookie);
  const reply = await office.fetching(input, { ...init, headers });
  const line = reply.headers.getSetCookie()[0];
  if (line !== undefined) cookie = line.split(';')[0];
  return reply;
};
const phone = (): PhoneDeps => ({
  store,
  asking: (call) => callServer(call, fetching),
  clock: () => office.now(),
  lock: (work) => work(),
  createPhone: () => Hash.parse('p'.repeat(43)),
});
const become = async (participant: string): Promise<void> => {
  const card = (await office.stores(({ badges }) => badges.tokens([participant]))).get(participant);
  await fetching('/api/me/open', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: card?.token }),
  });
};
/** The page is opened: the office says who the phone is, and which life of it this is. */
const openPage = async (): Promise<void> => {
  const answer = await callServer({ path: '/api/me', reply: ShowMyPageReply }, fetching);
  if (!answer.ok || answer.value === 'not-modified') throw new Error('not known');
  await meetOffice(phone(), answer.value.value.id, answer.value.epoch);
};
const checkIn = async (): Promise<void> => {
  const { scanned } = await codeShownAt({ services: office.services() }, 's1', office.now());
  await keepClaim(phone(), scanned);
  await sendClaims(phone());
};
const attendance = async () =>
  (await office.stores((stores) => stores.attendance.ofSession('s1'))).map(
    ({ participant, checkedInAt, minutes }) => ({ participant, checkedInAt, minutes }),
  );
const waiting = async () => (await store.claims()).filter(({ state }) => state === 'waiting').length;

beforeEach(async () => {
  office = await openBackupOffice(morning);
  await plant({ stores: office.stores } as TestServer);
  await office.stores(({ badges }) => badges.issue([amina.id, olof.id], office.now()));
  cookie = undefined;
  phones += 1;
  store = openPhoneDatabase(`after-restore-${phones}`);
  await become(amina.id);
  await openPage();
});
afterEach(async () => {
  store.close();
  await office.close();
});

describe('a participant’s phone', () => {
  test('[BACKUP-8] hands in its check-in again, ten days later, and it counts from when it was made', async () => {
    const file = await office.backUpWell();
    office.advance(hourMs);
    await checkIn();
    const before = await attendance();
    expect(before).toMatchObject([{ participant: 'amina', checkedInAt: morning + hourMs }]);
    office.advance(dayMs);
    await office.restoreOnNew(file);
    expect(await attendance()).toEqual([]);
    office.advance(9 * dayMs);
    await openPage();
    expect(await attendance()).toEqual(before);
    expect(await waiting()).toBe(0);
  });

  test('[BACKUP-8] hands in what the backup already held without its being counted twice', async () => {
    await checkIn();
    const before = await attendance();
    await office.restoreOnNew(await office.backUpWell());
    await openPage();
    await openPage();
    expect(await attendance()).toEqual(before);
    const rows = await office.stores(({ logs }) => logs.ofSession('s1'));
    expect(rows).toHaveLength(1);
  });

  test('[BACKUP-8] does so after every restore, and not without one', async () => {
    const file = await office.backUpWell();
    office.advance(hourMs);
    await checkIn();
    const before = await attendance();
    await openPage();
    expect((await store.claims()).filter(({ isAgain }) => isAgain === true)).toEqual([]);
    for (let i = 0; i < 2; i += 1) {
      await office.restoreOnNew(file);
      await openPage();
      expect(await attendance()).toEqual(before);
    }
  });

  test('[BACKUP-8] that has become somebody else’s hands in nothing of who had it before', async () => {
    const file = await office.backUpWell();
    office.advance(hourMs);
    await checkIn();
    await become(olof.id);
    await openPage();
    await office.restoreOnNew(file);
    await become(olof.id);
    await openPage();
    expect(await attendance()).toEqual([]);
  });

  test('[BACKUP-8] that the office no longer knows hands it in when its owner has opened the badge again', async () => {
    const file = await office.backUpWell();
    office.advance(hourMs);
    await checkIn();
    const before = await attendance();
    await office.restoreOnNew(file);
    cookie = undefined;
    await become(amina.id);
    await openPage();
    expect(await attendance()).toEqual(before);
  });

  test('[BACKUP-8] [CODE-4] may be that late only with what was lost: another old code is still too old', async () => {
    office.advance(-hourMs);
    const { scanned } = await codeShownAt({ services: office.services() }, 's1', office.now());
    const seenAt = office.now();
    office.advance(2 * hourMs);
    await office.restoreOnNew(await office.backUpWell());
    office.advance(8 * dayMs);
    await store.addClaim({ code: scanned, seenAt, anyway: false, state: 'waiting' });
    await sendClaims(phone());
    expect((await store.claims()).map(({ problem }) => problem)).toEqual(['code/old']);
  });
});
