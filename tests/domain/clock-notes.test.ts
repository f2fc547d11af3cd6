/** What a tablet's notes about its clock say of each event, and what follows for minutes and remarks (CLOCK-1 … CLOCK-5). */
import { describe, expect, test } from 'vitest';
import { foldAttendance } from '../../src/domain/attendance.ts';
import { judgeClock, notesByDevice, type ClockNote } from '../../src/domain/clock-notes.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { aSession, anEvent, monday, person, sessionId } from '../support/factories.ts';
import { seeded, shuffled } from '../support/seeded.ts';

const half = 30 * minuteMs;
const aNote = (note: Partial<ClockNote>): ClockNote => ({
  seq: 10,
  at: monday('12:00'),
  from: 5,
  to: 8,
  ...note,
});
const judge = (notes: readonly ClockNote[], seq: number, measured: number, at = monday('08:00')) =>
  judgeClock(notes, { seq, at }, measured);

describe('which measure an event is judged by', () => {
  const changed = aNote({ before: half, offset: 0 });

  test('[CLOCK-1] without notes what was measured holds', () => {
    expect(judge([], 3, half)).toEqual({ clockOffsetMs: half });
  });

  test('[CLOCK-1] between two comparisons that differ both errors are told, and the later counts', () => {
    for (const seq of [5, 8])
      expect(judge([changed], seq, 40)).toEqual({ clockOffsetMs: 40, otherOffsetMs: half });
  });

  test('[CLOCK-5] what was sent before lies at the former error, also if it is measured anew after a restore', () => {
    expect(judge([changed], 4, half + 70)).toEqual({ clockOffsetMs: half + 70 });
    expect(judge([changed], 4, 40)).toEqual({ clockOffsetMs: half });
  });

  test('[CLOCK-2] what comes after lies at the later error, and a measure that contradicts it is in doubt', () => {
    expect(judge([changed], 9, -20)).toEqual({ clockOffsetMs: -20 });
    expect(judge([changed], 11, half)).toEqual({ clockOffsetMs: half, otherOffsetMs: 0 });
  });

  test('[CLOCK-3] a clock that was seen to go back, and not compared since, is in doubt until it is', () => {
    const back = aNote({ before: 0, other: half });
    for (const seq of [6, 11])
      expect(judge([back], seq, 0)).toEqual({ clockOffsetMs: 0, otherOffsetMs: half });
    const compared = aNote({ seq: 12, before: 0, offset: 0, other: half });
    expect(judge([back, compared], 6, 0).otherOffsetMs).toBe(half);
    expect(judge([back, compared], 11, 0)).toEqual({ clockOffsetMs: 0 });
  });

  test('[CLOCK-1] a doubt that nobody knows the size of is still a doubt', () => {
    expect(judge([aNote({ before: 0, offset: 0 })], 6, 0)).toEqual({
      clockOffsetMs: 0,
      otherOffsetMs: 0,
    });
    expect(judge([aNote({})], 6, 0)).toEqual({ clockOffsetMs: 0, otherOffsetMs: 0 });
  });

  test('[CLOCK-4] where every change was seen each event has its own measure, and none is in doubt', () => {
    const notes = [
      aNote({ seq: 10, from: 4, to: 3, before: 0, offset: half }),
      aNote({ seq: 11, from: 7, to: 6, before: half, offset: 0 }),
    ];
    expect([3, 4, 6, 7, 12].map((seq) => judge(notes, seq, 0))).toEqual(
      [0, half, half, 0, 0].map((clockOffsetMs) => ({ clockOffsetMs })),
    );
  });

  test('[CLOCK-1] an error that would place the event after it was noted is none, and the other is certain', () => {
    const ahead = aNote({ before: -3 * hourMs, offset: 0 });
    expect(judge([ahead], 6, 20, monday('14:30'))).toEqual({ clockOffsetMs: -3 * hourMs });
    expect(judge([ahead], 6, -3 * hourMs, monday('14:30'))).toEqual({ clockOffsetMs: -3 * hourMs });
    expect(judge([ahead], 6, 20, monday('11:30'))).toEqual({
      clockOffsetMs: 20,
      otherOffsetMs: -3 * hourMs,
    });
    expect(judge([ahead], 6, 20, monday('12:01'))).toHaveProperty('otherOffsetMs');
    const behind = aNote({ before: 3 * hourMs, offset: 0 });
    expect(judge([behind], 6, 3 * hourMs, monday('11:30'))).toEqual({
      clockOffsetMs: 0,
      otherOffsetMs: 3 * hourMs,
    });
  });

  test('[CLOCK-1] of notes written together the last says when that was; where it does not, both errors are told', () => {
    const ahead = aNote({ before: -3 * hourMs, offset: 0 });
    const together = aNote({ seq: 11, from: 9, to: 8, before: 0, offset: -2 * hourMs });
    expect(judge([ahead, together], 6, 20, monday('11:30'))).toEqual({ clockOffsetMs: -3 * hourMs });
    expect(judge([ahead, { ...together, offset: undefined }], 6, 20, monday('11:30'))).toEqual({
      clockOffsetMs: 20,
      otherOffsetMs: -3 * hourMs,
    });
    expect(judge([aNote({ before: -3 * hourMs, other: 0 })], 6, -3 * hourMs, monday('14:30'))).toEqual({
      clockOffsetMs: -3 * hourMs,
      otherOffsetMs: 0,
    });
  });
});

describe('what is counted', () => {
  /** In at 08.30 and out at 11.30 by the room's clock; the tablet's was half an hour behind for the check-in. */
  const events = [
    anEvent({ seq: 1, at: monday('08:00') }, { kind: 'session-opened', session: sessionId }),
    anEvent(
      { seq: 2, at: monday('08:00') },
      { kind: 'checked-in', session: sessionId, participant: person('amina'), via: 'badge' },
    ),
    anEvent(
      { seq: 3, at: monday('11:30') },
      { kind: 'checked-out', session: sessionId, participant: person('amina'), via: 'badge' },
    ),
  ];
  const noted = (note: Omit<ClockNote, 'seq' | 'at'>) =>
    anEvent({ seq: 4, at: monday('12:00') }, { kind: 'clock-noted', session: sessionId, ...note });
  const counted = (all: readonly ReturnType<typeof noted>[]) => {
    const notes = notesByDevice(all);
    const evidence = all.map((event): Evidence => ({
      event,
      ...judgeClock(notes.get(event.device) ?? [], event, 0),
    }));
    return foldAttendance(aSession(), evidence, () => true).byParticipant.get(person('amina'));
  };

  test('[CLOCK-1] a clock put right before the tablet sent is a remark, though it is right when it sends', () => {
    const attendance = counted([...events, noted({ from: 1, to: 3, before: half, offset: 0 })]);
    expect(attendance?.remarks).toContain('clock-offset');
    expect(counted(events)?.remarks).not.toContain('clock-offset');
  });

  test('[CLOCK-4] a change that the tablet saw gives the right minutes', () => {
    const seen = counted([...events, noted({ from: 3, to: 2, before: half, offset: 0 })]);
    expect(seen).toMatchObject({ checkedInAt: monday('08:30'), minutes: 165 });
    expect(seen?.remarks).toContain('clock-offset');
  });

  test.each([1, 2, 3])(
    '[CLOCK-5] in any order and however often, the answer is the same (seed %i)',
    (seed) => {
      const random = seeded(seed);
      const all = [...events, noted({ from: 2, to: 2, before: half, offset: 0 })];
      const again = shuffled(random, [...all, ...all.filter(() => random() < 0.5)]);
      expect(counted(again)).toEqual(counted(all));
    },
  );
});
