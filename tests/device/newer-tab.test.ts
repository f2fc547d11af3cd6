/** Two tabs, one of them with newer code (STORE-6, LOG-7). */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { monday, person, sessionId } from '../support/factories.ts';

const device = DeviceId.parse('farsta-07');
const logIn = (database: ReturnType<typeof openDeviceDatabase>) =>
  createOwnLog({
    device,
    store: database.logOf(device),
    clock: () => monday('08:00'),
    lock: (work) => work(),
  });
const arrival = (id: string) =>
  ({ kind: 'checked-in', session: sessionId, participant: person(id), via: 'hand' }) as const;

/** What a tab with newer code does: Dexie's second version is the browser's twentieth. */
const openedNewer = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 20);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('more'));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(new Error('not opened')));
  });

const keysIn = (db: IDBDatabase, store: string): Promise<readonly IDBValidKey[]> =>
  new Promise((resolve) => {
    const asked = db.transaction(store).objectStore(store).getAllKeys();
    asked.addEventListener('success', () => resolve(asked.result));
  });

test('[STORE-6] an old tab lets a newer one change the database, says so, and saves nothing by halves', async () => {
  let told = 0;
  const old = openDeviceDatabase('two-tabs', () => {
    told += 1;
  });
  const log = logIn(old);
  expect((await log.record(arrival('amina'))).ok).toBe(true);
  const newer = await openedNewer(`two-tabs-log-${device}`);
  expect(told).toBe(1);
  expect(await log.record(arrival('olof'))).toEqual({ ok: false, error: { kind: 'not-saved' } });
  expect(await keysIn(newer, 'events')).toEqual([1]);
  newer.close();
});

test('[STORE-6] two tabs of the same code write one log without a gap or a number used twice', async () => {
  const [first, second] = [openDeviceDatabase('same-code'), openDeviceDatabase('same-code')];
  const logs = [logIn(first), logIn(second)];
  const written = await Promise.all(
    logs.flatMap((log, tab) => Array.from({ length: 10 }, (_, i) => log.record(arrival(`p${tab}-${i}`)))),
  );
  const saved = written.filter(({ ok }) => ok).length;
  const events = await first.logOf(device).from(1, 100);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: saved }, (_, i) => i + 1));
  expect((await second.logOf(device).head()).seq).toBe(saved);
  expect(saved).toBeGreaterThan(0);
});
