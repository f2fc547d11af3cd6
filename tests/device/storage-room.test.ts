/** How long the room lasts, and what is given up for a check-in (STORE-1, STORE-2). */
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { freeIn, keepReserve, makeRoom, outlookOf, reserveBytes } from '../../src/app/device/storage-room.ts';
import { DeviceId, SessionId } from '../../src/domain/ids.ts';
import { amina, checkedIn, morning, olof, opened } from '../support/session-world.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { openPage } from '../support/simulated-tablet.ts';

describe('how long the room lasts', () => {
  test('[STORE-1] it is told in days at the pace of the busiest day, long before it is full', () => {
    const free = 100_000_000;
    expect(outlookOf({ freeBytes: free, reservedBytes: reserveBytes }, 100)).toEqual({
      level: 'plenty',
      freeMb: 100,
      days: 500,
    });
    expect(outlookOf({ freeBytes: free, reservedBytes: reserveBytes }, 5000).level).toBe('little');
    expect(outlookOf({ freeBytes: 40_000_000, reservedBytes: reserveBytes }, 0).level).toBe('little');
    expect(outlookOf({ freeBytes: 2_000_000, reservedBytes: reserveBytes }, 0).level).toBe('full');
  });

  test('[STORE-1] a browser that says nothing, or what cannot be, is tried instead of believed', () => {
    expect(freeIn({})).toBeUndefined();
    expect(freeIn({ quota: 0, usage: 0 })).toBeUndefined();
    expect(freeIn({ quota: 10, usage: 11 })).toBeUndefined();
    expect(freeIn({ quota: Number.NaN, usage: 1 })).toBeUndefined();
    expect(freeIn({ quota: 100, usage: 40 })).toBe(60);
    expect(outlookOf({ freeBytes: undefined, reservedBytes: reserveBytes }, 9)).toMatchObject({
      level: 'unknown',
      days: null,
    });
    expect(outlookOf({ freeBytes: 9e12, reservedBytes: 0 }, 9).level).toBe('full');
    expect(outlookOf({ freeBytes: 9e12, reservedBytes: 6_000_000 }, 9)).toEqual({
      level: 'little',
      freeMb: 6,
      days: 50,
    });
  });
});

describe('making room', () => {
  test('[STORE-2] the reserve and the others’ events are given up; the own log and the lists stay', async () => {
    const database = openDeviceDatabase('room');
    const [row] = [{ device: 'other', seq: 1, session: SessionId.parse('s1'), text: '{}', clockOffsetMs: 0 }];
    if (row !== undefined) await database.plan.addOthers([row], 7);
    await database.settings.put('sound', true);
    expect(await keepReserve()).toBe(reserveBytes);
    expect(await keepReserve()).toBe(reserveBytes);
    const before = (await indexedDB.databases()).map(({ name }) => name);
    expect(await makeRoom(database)).toBe(true);
    const after = (await indexedDB.databases()).map(({ name }) => name);
    expect(before.filter((name) => !after.includes(name))).toEqual(['narvaro-reserve']);
    expect([await database.plan.others(), await database.plan.cursor()]).toEqual([[], 0]);
    expect(await database.settings.get('sound')).toBe(true);
  });

  test('[STORE-2] a check-in that does not fit is tried again after room is made, and said not to be saved if there is none', async () => {
    const device = createMemoryDevice();
    let rooms = 0;
    const full = (isFull: boolean): void => device.logOf(id).fill(isFull);
    const tablet = await openPage({
      device,
      fetching: () =>
        Promise.resolve(Response.json({ device: 'd1', name: 'Farsta 07', receiptKey: 'k', demo: false })),
      clock: () => morning,
      makeRoom: () => {
        rooms += 1;
        if (rooms === 1) full(false);
        return Promise.resolve(true);
      },
    });
    await tablet.enrol('00000001');
    const id = (await device.identity.get())?.device ?? DeviceId.parse('none');
    await tablet.record(opened);
    full(true);
    expect((await tablet.record(checkedIn(amina))).ok).toBe(true);
    full(true);
    expect(await tablet.record(checkedIn(olof))).toEqual({ ok: false, error: { kind: 'no-space' } });
    expect([rooms, device.logOf(id).events().length]).toEqual([2, 2]);
  });
});
