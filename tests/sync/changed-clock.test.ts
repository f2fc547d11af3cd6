/**
 * A tablet's clock is changed between recording and delivery: the real tablet, the real office, both databases. The
 * office's clock is the true time; the tablet's is set beside it, and the clock nobody can set goes with the true one.
 */
import { describe, expect, test } from 'vitest';
import { openClockNotes } from '../../src/app/device/clock-notes.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { amina, aSession, checkedIn, closed, morning, olof, opened } from '../support/session-world.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { useVenue, type Held } from '../support/simulated-venue.ts';
import { openRescueFile, handInFile } from '../../src/server/rescue-intake.ts';

const half = 30 * minuteMs;
const at = (minutes: number): number => morning + minutes * minuteMs;

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, rowsOf, textsOf } = useVenue(dialect);

  /** A tablet whose clock is `off` ahead of the true time, and whose network may be gone. */
  const aTablet = async () => {
    const device = createMemoryDevice();
    const world = { off: 0, slept: 0, isOnline: true };
    const open = () =>
      openPage({
        device,
        fetching: (input, init) =>
          world.isOnline ? office().fetching(input, init) : Promise.reject(new TypeError('no network')),
        clock: () => office().now() + world.off,
        ticks: () => office().now() - world.slept,
      });
    const held = { device, setClock: () => undefined, tablet: await open() };
    if (!(await held.tablet.enrol(await office().enrolmentCode('farsta'))).ok)
      throw new Error('not enrolled');
    return Object.assign(held, {
      world,
      reopen: async () => {
        held.tablet = await open();
      },
      /** Records at the true minute `minute` of the morning. */
      record: async (minute: number, ...drafts: readonly EventDraft[]) => {
        office().setClock(at(minute));
        for (const draft of drafts) if (!(await held.tablet.record(draft)).ok) throw new Error('not saved');
      },
      send: async (minute: number) => {
        office().setClock(at(minute));
        world.isOnline = true;
        await held.tablet.syncNow();
        if (held.tablet.state().send.unsent > 0) throw new Error('not sent');
      },
    });
  };
  type ATablet = Awaited<ReturnType<typeof aTablet>>;

  const counted = () => office().stores(({ attendance }) => attendance.ofSession('s1'));
  const ofAmina = async () => (await counted()).find(({ participant }) => participant === amina.id);
  const handedIn = async (text: string | undefined): Promise<void> => {
    const { services } = office();
    const file = await openRescueFile(text ?? '', services);
    if (!file.ok) throw new Error('not opened');
    const from = { by: 'office', isTablet: false };
    await office().stores((stores) => handInFile(file.value, from, { ...stores, services } as never));
  };
  const kindsOf = async (held: Held) => (await rowsOf(held)).map(({ kind }) => kind);
  const notesOf = async (held: Held) =>
    (await rowsOf(held)).flatMap(({ kind, text }) =>
      kind === 'clock-noted' ? [JSON.parse(text) as Record<string, unknown>] : [],
    );

  /** In contact at 08.00, then without a network. */
  const offline = async (): Promise<ATablet> => {
    const tablet = await aTablet();
    tablet.world.isOnline = false;
    return tablet;
  };

  test.each([
    ['ahead', half],
    ['behind', -half],
    ['as after a flat battery, in 1970', -morning + 1000],
  ])(
    '[CLOCK-4] set wrong and right while Närvaro is open (%s), each event has its right time, with a remark',
    async (_name, off) => {
      const tablet = await offline();
      await tablet.record(20, opened);
      tablet.world.off = off;
      await tablet.record(40, checkedIn(amina));
      tablet.world.off = 0;
      await tablet.record(240, closed);
      await tablet.send(250);
      expect(await ofAmina()).toMatchObject({ checkedInAt: at(40), minutes: 170 });
      expect((await ofAmina())?.remarks).toContain('clock-offset');
    },
  );

  test('[CLOCK-4] right while recording and set wrong before it sends: the right times count, and nobody need decide', async () => {
    const tablet = await offline();
    await tablet.record(20, opened, checkedIn(amina));
    await tablet.record(240, closed);
    tablet.world.off = -half;
    await tablet.send(250);
    expect(await ofAmina()).toMatchObject({ minutes: 180 });
    expect((await ofAmina())?.remarks).not.toContain('clock-offset');
    expect(new Set((await kindsOf(tablet)).slice(3))).toEqual(new Set(['clock-noted']));
  });

  test('[CLOCK-1] known to be wrong, put right while the app was closed: a remark with both errors', async () => {
    const tablet = await aTablet();
    tablet.world.off = -half;
    await tablet.send(5);
    tablet.world.isOnline = false;
    await tablet.record(40, opened, checkedIn(amina));
    tablet.world.off = 0;
    await tablet.reopen();
    await tablet.record(240, closed);
    await tablet.send(250);
    expect((await ofAmina())?.remarks).toContain('clock-offset');
    expect(await notesOf(tablet)).toMatchObject([{ from: 1, to: 2, before: half, offset: 0 }]);
    const [row] = (await office().stores(({ logs }) => logs.ofSession('s1'))).filter(
      ({ kind }) => kind === 'checked-in',
    );
    expect(row).toMatchObject({ clock_offset_ms: 0, clock_other_ms: half });
  });

  test('[CLOCK-1] what is recorded in the page that then reaches the office is in no doubt', async () => {
    const tablet = await aTablet();
    tablet.world.off = -half;
    await tablet.send(5);
    tablet.world.isOnline = false;
    tablet.world.off = 0;
    await tablet.reopen();
    await tablet.record(30, opened, checkedIn(amina));
    await tablet.record(240, closed);
    await tablet.send(250);
    expect(await ofAmina()).toMatchObject({ minutes: 180 });
    expect((await ofAmina())?.remarks).not.toContain('clock-offset');
  });

  test('[CLOCK-3] wrong and right again while the app was closed shows in the log, where the clock goes back', async () => {
    const tablet = await offline();
    await tablet.record(30, opened);
    tablet.world.off = -60 * minuteMs;
    await tablet.reopen();
    await tablet.record(60, checkedIn(amina));
    tablet.world.off = 0;
    await tablet.reopen();
    await tablet.record(240, closed);
    await tablet.send(250);
    expect((await ofAmina())?.remarks).toContain('clock-offset');
  });

  test('[CLOCK-3] a tablet that slept at noon, once or again, notes nothing and nobody need decide', async () => {
    const tablet = await offline();
    await tablet.record(30, opened, checkedIn(amina));
    tablet.world.slept = hourMs;
    await tablet.record(100, checkedIn(olof));
    tablet.world.slept = 2 * hourMs;
    await tablet.reopen();
    tablet.world.slept = 2 * hourMs + half;
    await tablet.record(240, closed);
    tablet.world.slept = 3 * hourMs;
    await tablet.send(250);
    expect(await kindsOf(tablet)).not.toContain('clock-noted');
    expect((await counted()).flatMap(({ remarks }) => remarks)).not.toContain('clock-offset');
  });

  test('[CLOCK-4] slept and set back in between: what is certain still gives the right times or a remark', async () => {
    const tablet = await offline();
    await tablet.record(30, opened);
    tablet.world.off = -half;
    await tablet.record(40, checkedIn(amina));
    tablet.world.slept = hourMs;
    await tablet.record(120, checkedIn(olof));
    tablet.world.off = 0;
    await tablet.record(240, closed);
    await tablet.send(250);
    for (const { remarks } of await counted()) expect(remarks).toContain('clock-offset');
  });

  /* The copy of a database is a file; putting back PostgreSQL is tried with the backups. */
  if (dialect === 'sqlite')
    test('[CLOCK-5] an office put back from a backup and filled again comes to the same minutes and remarks', async () => {
      const tablet = await offline();
      const copy = await office().backUp();
      await tablet.record(30, opened);
      tablet.world.off = -half;
      await tablet.record(40, checkedIn(amina));
      await tablet.send(60);
      tablet.world.isOnline = false;
      await tablet.record(70, checkedIn(olof));
      tablet.world.off = 0;
      await tablet.reopen();
      await tablet.record(240, closed);
      await tablet.send(250);
      const before = await counted();
      expect(before.map(({ remarks }) => remarks.includes('clock-offset'))).toEqual([true, true]);
      for (const off of [0, half]) {
        await office().putBack(copy);
        tablet.world.off = off;
        await tablet.send(260);
        expect(await counted()).toEqual(before);
      }
    });

  test('[CLOCK-5] more events than go in one push: the sessions of the first part are counted anew by the note', async () => {
    const tablet = await aTablet();
    tablet.world.off = -half;
    await tablet.send(5);
    tablet.world.isOnline = false;
    await tablet.record(40, opened, checkedIn(amina));
    for (let n = 0; n < 505; n += 1)
      await tablet.record(41, { kind: 'scan-refused', session: aSession('s1').id, reason: 'unknown' });
    tablet.world.off = 0;
    await tablet.reopen();
    await tablet.send(250);
    expect((await ofAmina())?.remarks).toContain('clock-offset');
  });

  test('[CLOCK-5] a rescue file tells of a clock that was seen to go back, and of one that was compared', async () => {
    const tablet = await offline();
    await tablet.record(30, opened);
    tablet.world.off = half;
    await tablet.record(40, checkedIn(amina));
    tablet.world.off = 0;
    await tablet.record(41, checkedIn(olof));
    const file = await tablet.tablet.rescue('unsent');
    await handedIn(file?.text);
    expect((await ofAmina())?.remarks).toContain('clock-offset');
    await tablet.send(250);
    expect((await ofAmina())?.remarks).toContain('clock-offset');
    expect(await ofAmina()).toMatchObject({ checkedInAt: at(40) });
  });

  test.each(['in the page that saw it', 'in the next page'])(
    '[CLOCK-5] a rescue file saved at once after the clock was put right tells of it (%s)',
    async (where) => {
      const tablet = await offline();
      await tablet.record(30, opened, checkedIn(amina));
      tablet.world.off = half;
      await tablet.record(180, {
        kind: 'checked-out',
        session: aSession('s1').id,
        participant: amina.id,
        via: 'badge',
      });
      tablet.world.off = 0;
      office().setClock(at(180) + 3000);
      if (where === 'in the next page') await tablet.reopen();
      const file = await tablet.tablet.rescue('unsent');
      expect(file?.events).toBe(4);
      office().setClock(at(190));
      await handedIn(file?.text);
      expect((await ofAmina())?.remarks).toContain('clock-offset');
    },
  );

  test('[CLOCK-5] a rescue file of a tablet that only slept, or whose clock was right, has no more in it than was recorded', async () => {
    const tablet = await offline();
    await tablet.record(30, opened, checkedIn(amina));
    tablet.world.slept = hourMs;
    await tablet.record(180, checkedIn(olof));
    expect((await tablet.tablet.rescue('unsent'))?.events).toBe(3);
    await tablet.reopen();
    const file = await tablet.tablet.rescue('unsent');
    expect(file?.events).toBe(3);
    await handedIn(file?.text);
    expect((await ofAmina())?.remarks).not.toContain('clock-offset');
  });

  test('[CLOCK-1] a clock that was hours ahead and put right before the tablet sent: it cannot have been right', async () => {
    const tablet = await aTablet();
    tablet.world.off = 3 * hourMs;
    await tablet.send(5);
    tablet.world.isOnline = false;
    await tablet.record(40, opened, checkedIn(amina));
    tablet.world.off = 0;
    await tablet.reopen();
    await tablet.send(45);
    await tablet.record(240, closed);
    await tablet.send(250);
    expect(await ofAmina()).toMatchObject({ checkedInAt: at(40), minutes: 170 });
    expect((await ofAmina())?.remarks).toContain('clock-offset');
    const [row] = (await office().stores(({ logs }) => logs.ofSession('s1'))).filter(
      ({ kind }) => kind === 'checked-in',
    );
    expect(row?.clock_offset_ms).toBe(-3 * hourMs);
    expect(row).not.toHaveProperty('clock_other_ms');
  });

  test('[CLOCK-2] a log that has been cleared since it was noted in notes all the same that the clock is right again', async () => {
    const tablet = await offline();
    const log = () => {
      const device = tablet.tablet.state().identity?.device;
      if (device === undefined) throw new Error('not enrolled');
      return tablet.device.logOf(device);
    };
    await tablet.record(10, opened);
    tablet.world.off = -half;
    await tablet.send(20);
    await log().journal?.clearUpTo(await log().head());
    await tablet.reopen();
    tablet.world.off = 0;
    await tablet.send(25);
    await tablet.record(30, checkedIn(amina));
    await tablet.record(240, closed);
    await tablet.send(250);
    expect((await notesOf(tablet)).at(-1)).toMatchObject({ before: half, offset: 0 });
    expect(await ofAmina()).toMatchObject({ minutes: 180 });
    expect((await ofAmina())?.remarks).not.toContain('clock-offset');
  });

  test('[CLOCK-2] without room for the note nothing is sent, and all of it is when there is room', async () => {
    const tablet = await offline();
    await tablet.record(30, opened, checkedIn(amina));
    tablet.world.off = -half;
    const device = tablet.tablet.state().identity?.device;
    if (device === undefined) throw new Error('not enrolled');
    tablet.device.logOf(device).fill(true);
    await expect(tablet.send(60)).rejects.toThrow('not sent');
    expect(await rowsOf(tablet)).toEqual([]);
    tablet.device.logOf(device).fill(false);
    await tablet.send(61);
    expect((await rowsOf(tablet)).map(({ text }) => text)).toEqual(textsOf(tablet));
  });

  test('[CLOCK-2] who may not write in the log, as the browser’s own sending in the background, leaves it to the page', async () => {
    const tablet = await offline();
    await tablet.record(30, opened, checkedIn(amina));
    const device = tablet.tablet.state().identity?.device;
    if (device === undefined) throw new Error('not enrolled');
    const notes = await openClockNotes({
      log: tablet.device.logOf(device),
      clock: () => office().now(),
      ticks: () => 0,
      note: () => Promise.resolve(false),
    });
    expect(await notes.compareFirst(() => Promise.resolve({ ok: true, value: half }))).toBe('not-kept');
    expect(await notes.compareFirst(() => Promise.resolve({ ok: true, value: 40 }))).toEqual({
      ok: true,
      value: undefined,
    });
  });
});
