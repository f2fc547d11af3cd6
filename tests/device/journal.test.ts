/** A log that may grow shorter, on the real database and in memory (STORE-3, STORE-4). */
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openDeviceDatabase, type SettingsStore } from '../../src/app/device/database.ts';
import { clearableIn, keepJournal, keptMs, marksWith } from '../../src/app/device/journal.ts';
import { createOwnLog, type OwnLogStore } from '../../src/app/device/own-log.ts';
import { DeviceId, Hash } from '../../src/domain/ids.ts';
import { dayMs, instant } from '../../src/domain/time.ts';
import { monday, person, sessionId } from '../support/factories.ts';
import { createMemoryLog } from '../support/memory-own-log.ts';

const device = DeviceId.parse('farsta-07');
const start = monday('08:00');
const places: readonly (readonly [string, () => OwnLogStore])[] = [
  ['IndexedDB', () => openDeviceDatabase(`journal-${Math.random()}`).logOf(device)],
  ['memory', () => createMemoryLog()],
];

const createSettings = (): SettingsStore => {
  const held = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(held.get(key)),
    put: (key, value) => {
      held.set(key, value);
      return Promise.resolve();
    },
  };
};

describe.each(places)('in %s', (_name, open) => {
  const world = () => {
    const store = open();
    const settings = createSettings();
    let now: number = start;
    const log = createOwnLog({ device, store, clock: () => now, lock: (work) => work() });
    return {
      store,
      day: (n: number): number => {
        now = start + n * dayMs;
        return now;
      },
      record: async (n: number): Promise<void> => {
        for (let i = 0; i < n; i += 1)
          await log.record({
            kind: 'checked-in',
            session: sessionId,
            participant: person(`p${i}`),
            via: 'hand',
          });
      },
      /** The office acknowledges up to `seq`, or to the end. */
      acknowledge: async (seq?: number): Promise<void> => {
        const end = await store.head();
        const hash = seq === undefined ? end.hash : ((await store.from(seq, 1))[0]?.hash ?? end.hash);
        await store.putReceipt({ device, seq: seq ?? end.seq, hash, at: instant(now), signature: '' });
      },
      keep: (lockedUntil: number | undefined) => keepJournal(device, store, settings, lockedUntil),
      kept: async () => (await store.from(1, 10_000)).map(({ seq }) => seq),
    };
  };

  test('[STORE-3] nothing goes before its month is locked, nor before thirty days with the office', async () => {
    const { day, record, acknowledge, keep, kept } = world();
    await record(3);
    await acknowledge();
    expect(await keep(undefined)).toBe(0);
    const locked = day(20) + 1;
    await acknowledge();
    expect(await keep(locked)).toBe(0);
    day(40);
    await acknowledge();
    expect(await keep(start - 1)).toBe(0);
    expect(await keep(undefined)).toBe(0);
    expect(await kept()).toEqual([1, 2, 3]);
    expect(await keep(locked)).toBe(3);
    expect(await kept()).toEqual([]);
  });

  test('[STORE-3] the numbers and the chain go on after what has gone, and what is unsent never goes', async () => {
    const { store, day, record, acknowledge, keep, kept } = world();
    await record(3);
    await acknowledge();
    await keep(undefined);
    await record(2);
    const locked = day(60);
    await acknowledge(3);
    expect(await keep(locked)).toBe(3);
    expect(await kept()).toEqual([4, 5]);
    await record(1);
    const [, fifth, sixth] = await store.from(4, 10);
    expect(JSON.parse(sixth?.text ?? '')).toMatchObject({ seq: 6, prev: fifth?.hash });
    const anchor = await store.journal?.anchor();
    expect(JSON.parse((await store.from(4, 1))[0]?.text ?? '')).toMatchObject({ seq: 4, prev: anchor?.hash });
  });

  test('[STORE-3] nothing goes while the office acknowledges less than it once did', async () => {
    const { store, day, record, acknowledge, keep, kept } = world();
    await record(5);
    await acknowledge();
    await keep(undefined);
    const locked = day(60);
    await acknowledge(2);
    expect(await keep(locked)).toBe(0);
    const [second] = await store.from(5, 1);
    expect(await store.journal?.clearUpTo({ seq: 5, hash: second?.hash ?? Hash.parse('A'.repeat(43)) })).toBe(
      false,
    );
    expect(await kept()).toHaveLength(5);
    day(61);
    await acknowledge();
    expect(await keep(locked)).toBe(0);
    day(100);
    await acknowledge();
    expect(await keep(day(100))).toBe(5);
  });

  test('[STORE-3] a log of three years never holds more than what is new and the last months', async () => {
    const { day, record, acknowledge, keep, kept } = world();
    let most = 0;
    for (let month = 0; month < 36; month += 1) {
      for (const week of [0, 1, 2, 3]) {
        day(month * 30 + week * 7);
        await record(8);
        await acknowledge();
        await keep(start + Math.max(0, month - 1) * 30 * dayMs);
        most = Math.max(most, (await kept()).length);
      }
    }
    expect(most).toBeLessThan(4 * 32);
    expect((await kept()).at(-1)).toBe(36 * 32);
  });
});

describe('the marks', () => {
  const mark = (seq: number, day: number) => ({
    seq,
    hash: Hash.parse('A'.repeat(43)),
    at: start + day * dayMs,
  });

  test('[STORE-3] one a day is kept, and one that is no longer acknowledged is forgotten', () => {
    const marks = [mark(3, 0), mark(7, 1)];
    expect(marksWith(marks, mark(9, 1)).map(({ seq }) => seq)).toEqual([3, 9]);
    expect(marksWith(marks, mark(7, 5))).toEqual(marks);
    expect(marksWith(marks, mark(5, 2)).map(({ seq }) => seq)).toEqual([3, 5]);
  });

  test('[STORE-3] the office’s clock decides, never the tablet’s', () => {
    const marks = [mark(3, 0), mark(7, 20)];
    expect(clearableIn(marks, start + keptMs, start + keptMs)?.seq).toBe(3);
    expect(clearableIn(marks, start + keptMs - 1, start + keptMs)).toBeUndefined();
    expect(clearableIn(marks, start + 100 * dayMs, start + 100 * dayMs)?.seq).toBe(7);
  });
});
