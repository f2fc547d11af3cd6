/** A tablet that has lost its log, was put back from a copy, or was cloned (STORE-4, STORE-5), with the real server. */
import { describe, expect, test } from 'vitest';
import { keepJournal } from '../../src/app/device/journal.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { dayMs, dayOf } from '../../src/domain/time.ts';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { Before, beforeKey, isOver } from '../../src/app/device/before.ts';
import { amina, checkedIn, elif, olof, opened } from '../support/session-world.ts';
import { createMemoryDevice, type MemoryDevice } from '../support/memory-own-log.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { useVenue } from '../support/simulated-venue.ts';

describe('a lost log', () => {
  const { office, enrolled, reopened, parted, record, idOf, rowsOf, forksOf, present, textsOf } =
    useVenue('sqlite');

  /** The page of a browser that remembers, beside its database, how far the log had come. */
  const openWith = (device: MemoryDevice, lastSeen: string): Promise<Tablet> =>
    openPage({
      device,
      fetching: office().fetching,
      clock: () => office().now(),
      lastSeen: () => Promise.resolve(lastSeen),
    });

  /** The same browser after its log, and that alone, is gone. */
  const withoutLog = async (device: MemoryDevice): Promise<MemoryDevice> => {
    const left = createMemoryDevice();
    const identity = await device.identity.get();
    if (identity !== undefined) await left.identity.put(identity);
    return left;
  };

  test('[STORE-5] a tablet whose log is gone writes nothing under a number that was used, and one code gets it going', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const old = idOf(held);
    const device = await withoutLog(held.device);
    const tablet = await openWith(device, `${old}:3`);
    expect(tablet.state().lost).toBe('gone');
    expect(await tablet.record(checkedIn(olof))).toEqual({ ok: false, error: { kind: 'not-saved' } });
    await tablet.syncNow();
    expect([await rowsOf(held), await forksOf(held)].map(({ length }) => length)).toEqual([2, 0]);
    expect((await tablet.enrol(await office().enrolmentCode('farsta'))).ok).toBe(true);
    expect(tablet.state()).toMatchObject({ lost: undefined });
    expect(await device.settings.get(beforeKey)).toMatchObject({ recorded: 3, held: 2, waiting: 0 });
    expect(tablet.state().identity?.device).not.toBe(old);
    await record({ tablet }, checkedIn(olof));
    await tablet.syncNow();
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'olof']);
    const losses = await office().stores(({ handIns }) => handIns.losses());
    expect(losses.get(old)).toMatchObject({ became: idOf({ tablet }), recorded: 3, held: 2 });
  });

  test('[STORE-5] a tablet put back from an earlier copy is stopped at once where the browser remembers, else by the office', async () => {
    const held = await enrolled();
    await record(held, opened);
    const copy = held.device.copy();
    await record(held, checkedIn(amina), checkedIn(olof));
    await held.tablet.syncNow();
    const remembering = await openWith(copy.copy(), `${idOf(held)}:3`);
    expect(remembering.state().lost).toBe('earlier');
    const forgetting = await reopened({ ...held, device: copy });
    expect(forgetting.tablet.state().lost).toBeUndefined();
    await forgetting.tablet.syncNow();
    expect(forgetting.tablet.state()).toMatchObject({ lost: 'earlier', setAside: 'fork' });
    expect((await forgetting.tablet.record(checkedIn(elif))).ok).toBe(false);
  });

  test('[STORE-5] a cleared tablet that says which it was is told what the office holds; a new one is not', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const emptied = createMemoryDevice();
    const cleared = await openWith(emptied, `${idOf(held)}:2`);
    await cleared.enrol(await office().enrolmentCode('farsta'));
    expect(await emptied.settings.get(beforeKey)).toMatchObject({ recorded: 2, held: 2 });
    const fresh = await enrolled();
    expect(await fresh.device.settings.get(beforeKey)).toBeUndefined();
  });

  test('[STORE-5] a cloned tablet is noticed at both: one is told to connect anew, the other that there is a copy', async () => {
    const first = await enrolled();
    await record(first, opened);
    await first.tablet.syncNow();
    const clone = await reopened({ ...first, device: first.device.copy() });
    await record(first, checkedIn(olof));
    await record(clone, checkedIn(elif));
    await first.tablet.syncNow();
    await clone.tablet.syncNow();
    await first.tablet.syncNow();
    expect(clone.tablet.state().setAside).toBe('fork');
    expect(first.tablet.state()).toMatchObject({ setAside: undefined, plan: { plan: { copied: true } } });
    const [delivery] = await forksOf(first);
    await office().stores(({ logs }) =>
      logs.decideDelivery(Number(delivery?.id), 'left-out', 'somebody', office().now()),
    );
    await first.tablet.syncNow();
    expect(first.tablet.state().plan?.plan.copied).toBeUndefined();
    await clone.tablet.enrol(await office().enrolmentCode('farsta'));
    await record(clone, checkedIn(elif));
    await clone.tablet.syncNow();
    expect((await present()).map(([who]) => who)).toEqual(['elif', 'olof']);
  });

  test('[STORE-5] a copy connected anew says how many check-ins wait for the office, also after a new start', async () => {
    const { clone } = await parted();
    expect(clone.tablet.state().send).toMatchObject({ lastTry: 'reconnect', unsent: 2 });
    await clone.tablet.enrol(await office().enrolmentCode('farsta'));
    const before = { recorded: 3, held: 2, waiting: 2 };
    expect(clone.tablet.state().send.unsent).toBe(0);
    const again = await reopened(clone);
    await again.tablet.syncNow();
    expect(await again.device.settings.get(beforeKey)).toMatchObject(before);
  });

  test('[STORE-7] a copy connected anew is told when all that waited has been decided on, and stops telling it', async () => {
    const { first, clone } = await parted();
    await clone.tablet.enrol(await office().enrolmentCode('farsta'));
    const told = async (): Promise<boolean> => {
      await clone.tablet.syncNow();
      const before = Before.parse(await clone.device.settings.get(beforeKey));
      const where = { device: idOf(clone), today: dayOf(office().now()) };
      return !isOver(before, clone.tablet.state().plan?.plan, where);
    };
    expect(await told()).toBe(true);
    const forks = await forksOf(first);
    const old = forks[0]?.device ?? '';
    expect(forks.at(-1)?.device).toBe(old);
    for (const { id } of await office().stores(({ logs }) => logs.waitingDeliveries(old))) {
      expect(await told()).toBe(true);
      await office().stores(({ logs }) => logs.decideDelivery(Number(id), 'left-out', 'somebody', 0));
    }
    expect(await told()).toBe(false);
    await first.tablet.syncNow();
    expect(first.tablet.state().plan?.plan.formerSettled).toBeUndefined();
  });

  test('[STORE-7] a lost log that never comes is told until somebody puts it away; where nothing was missing, for the day', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const tablet = await openWith(await withoutLog(held.device), `${idOf(held)}:3`);
    await tablet.enrol(await office().enrolmentCode('farsta'));
    await tablet.syncNow();
    expect(tablet.state().plan?.plan.formerSettled).toBe(false);

    const whole = { recorded: 2, held: 2, lastAt: null, waiting: 0 };
    const on = (today: string) => ({ device: 'd', today });
    expect(isOver(whole, undefined, on('2026-11-23'))).toBe(false);
    expect(isOver({ ...whole, shownOn: '2026-11-23' }, undefined, on('2026-11-23'))).toBe(false);
    expect(isOver({ ...whole, shownOn: '2026-11-23' }, undefined, on('2026-11-24'))).toBe(true);
    expect(isOver({ ...whole, held: 1, shownOn: '2026-11-23' }, undefined, on('2026-11-24'))).toBe(false);
  });

  test('[STORE-7] what the office says of another renewal says nothing of this one', () => {
    const before = { recorded: 3, held: 2, lastAt: null, waiting: 1 };
    const plan = { device: { id: DeviceId.parse('d1'), name: 'Farsta 07' }, formerSettled: true };
    expect(isOver(before, plan, { device: 'd1', today: '2026-11-23' })).toBe(true);
    expect(isOver(before, plan, { device: 'd2', today: '2026-11-23' })).toBe(false);
  });

  test('[STORE-3] a tablet that has cleared everything goes on as before', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const log = held.device.logOf(idOf(held));
    await keepJournal(idOf(held), log, held.device.settings, undefined);
    office().setClock(office().now() + 40 * dayMs);
    await held.tablet.syncNow();
    expect(await keepJournal(idOf(held), log, held.device.settings, office().now())).toBe(2);
    const again = await reopened(held);
    await again.tablet.syncNow();
    expect(again.tablet.state()).toMatchObject({ setAside: undefined, lost: undefined, acknowledged: 2 });
    await record(again, checkedIn(olof));
    await again.tablet.syncNow();
    expect([(await rowsOf(held)).length, await forksOf(held)]).toEqual([3, []]);
  });

  test('[STORE-4] a tablet that has cleared what an old backup asks for says so, and keeps all it has', async () => {
    const held = await enrolled();
    const backup = await office().backUp();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const log = held.device.logOf(idOf(held));
    await keepJournal(idOf(held), log, held.device.settings, undefined);
    office().setClock(office().now() + 40 * dayMs);
    await record(held, checkedIn(olof));
    await held.tablet.syncNow();
    expect(await keepJournal(idOf(held), log, held.device.settings, office().now())).toBe(2);
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({ setAside: undefined, acknowledged: 3 });
    const again = await reopened(held);
    await record(again, checkedIn(elif));
    await again.tablet.syncNow();
    expect([(await rowsOf(held)).length, again.tablet.state().acknowledged]).toEqual([4, 4]);
    await office().putBack(backup);
    const late = await reopened(held);
    await late.tablet.syncNow();
    expect(late.tablet.state().setAside).toBe('gap');
    expect(textsOf(held)).toHaveLength(2);
    expect(await rowsOf(held)).toEqual([]);
  });
});
