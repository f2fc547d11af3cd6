/**
 * Days drawn at random on one tablet: its clock is set, it sleeps, its page is opened anew, it records and it delivers.
 * The tablet's real notes and the office's real judgement, without the way between them (CLOCK-1, CLOCK-3, CLOCK-4).
 */
import { describe, expect, test } from 'vitest';
import { openClockNotes } from '../../src/app/device/clock-notes.ts';
import type { ClockNotes } from '../../src/app/device/clock-contract.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { judgeClock, notesByDevice } from '../../src/domain/clock-notes.ts';
import { clockToleranceMs, isClockDoubtful, recordedAt, type Evidence } from '../../src/domain/evidence.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { createMemoryLog } from '../support/memory-own-log.ts';
import { seeded } from '../support/seeded.ts';
import { morning, opened } from '../support/session-world.ts';
import { createQueue } from '../support/simulated-tablet.ts';

type Act = 'record' | 'set' | 'sleep' | 'reopen' | 'deliver';
/** What is measured on the way is a little wrong, and what is measured at the limit may fall on either side of it. */
const slackMs = clockToleranceMs + 25_000;

/** Lives through the acts, and answers every event with the true time it was recorded at. */
const live = async (seed: number, acts: readonly Act[]) => {
  const random = seeded(seed);
  const log = createMemoryLog();
  let now = morning;
  let off = 0;
  let slept = 0;
  const clock = (): number => now + off;
  const ticks = (): number => now - slept + 0.25;
  const own = createOwnLog({ device: DeviceId.parse('a'), store: log, clock, lock: createQueue() });
  const truth = new Map<number, number>();
  const measured = new Map<number, number>();
  const note: Parameters<typeof openClockNotes>[0]['note'] = async (draft) => {
    const recorded = await own.record(draft);
    if (recorded.ok) truth.set(recorded.value.own.seq, now);
    return recorded.ok;
  };
  const open = (): Promise<ClockNotes> => openClockNotes({ log, clock, ticks, note });
  let page = await open();
  const look = async (): Promise<void> => page.look((await log.head()).seq);
  const record = async (): Promise<void> => {
    await look();
    await note(opened);
    await look();
  };
  const deliver = async (): Promise<void> => {
    await page.compareFirst(() =>
      Promise.resolve({ ok: true, value: Math.round(now - clock() + (random() - 0.5) * 4000) }),
    );
    const { seq, hash } = await log.head();
    for (let n = 1; n <= seq; n += 1) if (!measured.has(n)) measured.set(n, now - clock());
    await log.putReceipt({ device: DeviceId.parse('a'), seq, hash, at: now, signature: '' } as never);
  };
  await deliver();
  for (const act of acts) {
    now += Math.floor(random() * 20 * minuteMs);
    if (act === 'record') await record();
    if (act === 'set') off = random() < 0.4 ? 0 : Math.round((random() - 0.5) * 6 * hourMs);
    if (act === 'sleep') {
      const ms = Math.floor(random() * 3 * hourMs);
      now += ms;
      slept += ms;
    }
    if (act === 'reopen') page = await open();
    if (act === 'deliver') await deliver();
    await look();
  }
  now += minuteMs;
  await deliver();
  const events = log.events().map(({ text }) => AttendanceEvent.parse(JSON.parse(text)));
  const notes = notesByDevice(events).get('a') ?? [];
  return events
    .filter(({ kind }) => kind !== 'clock-noted')
    .map((event) => {
      const item: Evidence = { event, ...judgeClock(notes, event, measured.get(event.seq) ?? 0) };
      return {
        seq: event.seq,
        isDoubtful: isClockDoubtful(item),
        wrongBy: Math.abs(recordedAt(item) - (truth.get(event.seq) ?? 0)),
        notes: notes.length,
      };
    });
};

const drawn = (seed: number, kinds: readonly Act[]): readonly Act[] => {
  const random = seeded(seed);
  return Array.from({ length: 14 }, () => kinds[Math.floor(random() * kinds.length)] ?? 'record');
};
const seeds = Array.from({ length: 300 }, (_, n) => n + 1);

test('[CLOCK-2] a clock that is set while the office is asked is asked for again', async () => {
  const log = createMemoryLog();
  let off = 0;
  const notes = await openClockNotes({
    log,
    clock: () => morning + off,
    ticks: () => 0,
    note: () => Promise.resolve(true),
  });
  const setMeanwhile = await notes.compareFirst(async () => {
    off = hourMs;
    await Promise.resolve();
    return { ok: true, value: 0 };
  });
  expect(setMeanwhile).toBe('not-kept');
  expect(await notes.compareFirst(() => Promise.resolve({ ok: true, value: -hourMs }))).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await log.compared?.()).toMatchObject({ offset: -hourMs });
});

/** A page on a log that was last compared at `offset`, with a clock that is `off` ahead. */
const aPage = async (offset: number, off: number) => {
  const log = createMemoryLog();
  await log.putCompared?.({ offset, seq: 0 });
  const world = { off };
  const clock = (): number => morning + world.off;
  const own = createOwnLog({ device: DeviceId.parse('a'), store: log, clock, lock: createQueue() });
  const note: Parameters<typeof openClockNotes>[0]['note'] = async (draft) => (await own.record(draft)).ok;
  const page = await openClockNotes({ log, clock, ticks: () => 0, note });
  return {
    world,
    /** Recorded by another tab: this page hears of it when it next looks. */
    recordElsewhere: () => note(opened),
    sendElsewhere: async () => {
      const head = await log.head();
      await log.putReceipt({ device: DeviceId.parse('a'), ...head, at: morning, signature: '' } as never);
    },
    judged: async (measured: number) => {
      await page.look((await log.head()).seq);
      await page.compareFirst(() => Promise.resolve({ ok: true, value: -world.off }));
      const events = log.events().map(({ text }) => AttendanceEvent.parse(JSON.parse(text)));
      const [first] = events;
      if (first === undefined) throw new Error('nothing was recorded');
      return judgeClock(notesByDevice(events).get('a') ?? [], first, measured);
    },
  };
};

test('[CLOCK-1] what another tab recorded before the clock was put right is in doubt', async () => {
  const { world, recordElsewhere, judged } = await aPage(hourMs, -hourMs);
  await recordElsewhere();
  world.off = 0;
  expect(await judged(0)).toEqual({ clockOffsetMs: 0, otherOffsetMs: hourMs });
});

test('[CLOCK-1] what the browser has sent in the background before the page saw the clock go back cannot have been right', async () => {
  const { world, recordElsewhere, sendElsewhere, judged } = await aPage(0, hourMs);
  await recordElsewhere();
  world.off = 0;
  await sendElsewhere();
  expect(await judged(0)).toEqual({ clockOffsetMs: -hourMs });
});

describe('days at random', () => {
  test('[CLOCK-1] no event counts at a wrong time without a remark, however the clock was set while the page was open', async () => {
    let doubts = 0;
    for (const seed of seeds)
      for (const one of await live(
        seed,
        drawn(seed, ['record', 'record', 'set', 'sleep', 'reopen', 'deliver']),
      )) {
        doubts += one.isDoubtful ? 1 : 0;
        expect(one.isDoubtful || one.wrongBy <= slackMs, `seed ${seed}, event ${one.seq}`).toBe(true);
      }
    expect(doubts).toBeGreaterThan(100);
  });

  test('[CLOCK-4] with one page and no sleep every event counts at its right time', async () => {
    let most = 0;
    for (const seed of seeds)
      for (const one of await live(seed, drawn(seed, ['record', 'record', 'set', 'deliver']))) {
        most = Math.max(most, one.notes);
        expect(one.wrongBy, `seed ${seed}, event ${one.seq}`).toBeLessThanOrEqual(slackMs);
      }
    expect(most).toBeGreaterThan(3);
  });

  test('[CLOCK-3] where nobody sets the clock nothing is noted and nothing is in doubt, however the tablet sleeps', async () => {
    for (const seed of seeds)
      for (const one of await live(seed, drawn(seed, ['record', 'record', 'sleep', 'reopen', 'deliver'])))
        expect(one).toMatchObject({ isDoubtful: false, wrongBy: 0, notes: 0 });
  });
});
