/** The tablet clears its log, and whichever call to its storage fails in the middle of it (STORE-3, CRASH-5). */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { keepJournal } from '../../src/app/device/journal.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { dayMs, instant } from '../../src/domain/time.ts';
import { monday, person, sessionId } from '../support/factories.ts';
import { failures } from './storage-calls.ts';

const device = DeviceId.parse('farsta-07');
const start = monday('08:00');
const calls = ['add', 'put', 'delete', 'clear', 'get', 'getAll', 'getAllKeys', 'count', 'openCursor'];

type Fault = { left: number; how: string };

/** Lets the `left`-th call to any store fail, as the browser lets it fail; answers how everything is as before. */
const tamper = (fault: Fault): (() => void) => {
  const undo: (() => void)[] = [];
  const wrap = (owner: object, name: string): void => {
    const real: unknown = Reflect.get(owner, name);
    if (typeof real !== 'function') return;
    undo.push(() => Reflect.set(owner, name, real));
    Reflect.set(owner, name, function failing(this: object, ...given: readonly unknown[]): unknown {
      fault.left -= 1;
      if (fault.left !== 0) return Reflect.apply(real, this, given);
      if (fault.how !== 'abort' || !(this instanceof IDBObjectStore))
        throw new DOMException('let fail by a test', fault.how === 'abort' ? 'AbortError' : fault.how);
      const request: unknown = Reflect.apply(real, this, given);
      this.transaction.abort();
      return request;
    });
  };
  for (const name of calls) wrap(IDBObjectStore.prototype, name);
  wrap(IDBDatabase.prototype, 'transaction');
  return () => {
    for (const one of undo) one();
  };
};

/** Three events that may go, and two that may not. */
const aTablet = async (name: string) => {
  const database = openDeviceDatabase(name);
  const store = database.logOf(device);
  const settings = database.durable ?? database.settings;
  const log = createOwnLog({ device, store, clock: () => start, lock: (work) => work() });
  const record = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1)
      await log.record({ kind: 'checked-in', session: sessionId, participant: person(`p${i}`), via: 'hand' });
  };
  const acknowledge = async (at: number): Promise<void> =>
    store.putReceipt({ device, ...(await store.head()), at: instant(at), signature: '' });
  const keep = (lockedUntil?: number): Promise<number> => keepJournal(device, store, settings, lockedUntil);
  await record(3);
  await acknowledge(start);
  await keep();
  await record(2);
  await acknowledge(start + 40 * dayMs);
  return { store, record, keep };
};

test.each(failures)(
  '[STORE-3, CRASH-5] whichever call fails (%s) while a tablet clears, either all that may go is gone or none of it, and the next try clears it',
  async (how) => {
    let failed = 0;
    for (let n = 1; ; n += 1) {
      const { store, record, keep } = await aTablet(`clearing-${how}-${n}`);
      const fault = { left: n, how };
      const restore = tamper(fault);
      await keep(start + 30 * dayMs).catch(() => 0);
      restore();
      const anchor = (await store.journal?.anchor())?.seq ?? 0;
      const kept = (await store.from(1, 100)).map(({ seq }) => seq);
      expect([anchor, kept]).toEqual(anchor === 0 ? [0, [1, 2, 3, 4, 5]] : [3, [4, 5]]);
      await keep(start + 30 * dayMs);
      expect((await store.from(1, 100)).map(({ seq }) => seq)).toEqual([4, 5]);
      await record(1);
      expect((await store.head()).seq).toBe(6);
      if (fault.left > 0) break;
      failed += 1;
    }
    expect(failed).toBeGreaterThan(5);
  },
);
