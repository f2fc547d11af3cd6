import { describe, expect, test } from 'vitest';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import {
  lateChanges,
  linesToKeep,
  monthRows,
  monthStates,
  monthTotals,
  withChange,
  type KeptLine,
  type MonthLine,
} from '../../src/domain/month.ts';
import { firstPolicy, policyOn, type HoursPolicy } from '../../src/domain/policy.ts';
import { Day } from '../../src/domain/time.ts';

const line = (
  participant: string,
  session: string,
  minutes: number,
  more: Partial<MonthLine> = {},
): MonthLine => ({
  participant: ParticipantId.parse(participant),
  session: SessionId.parse(session),
  minutes,
  isReviewed: true,
  isCertified: true,
  ...more,
});
const kept = (participant: string, session: string, minutes: number): KeptLine =>
  linesToKeep([line(participant, session, minutes)])[0] as KeptLine;
const employee = () => ({ track: 'employee' as const });
const policy = (more: Partial<HoursPolicy>): HoursPolicy => ({ ...firstPolicy, ...more });

describe('what a month reports', () => {
  test('[MONTH-1] a person’s minutes are reported when they are reviewed and certified, and not before', () => {
    const lines = [
      line('amina', 's1', 195),
      line('olof', 's1', 195, { isCertified: false }),
      line('elif', 's1', 195, { isReviewed: false }),
      line('nour', 's1', 0),
    ];
    expect(linesToKeep(lines)).toEqual([{ participant: 'amina', session: 's1', minutes: 195 }]);
  });

  test.each([
    ['whole hours per month', { roundToMinutes: 60, roundPer: 'month' }, 360],
    ['half hours per month', { roundToMinutes: 30, roundPer: 'month' }, 390],
    ['quarters per month', { roundToMinutes: 15, roundPer: 'month' }, 390],
    ['every minute', { roundToMinutes: 1, roundPer: 'month' }, 392],
    ['whole hours per session', { roundToMinutes: 60, roundPer: 'session' }, 360],
    ['quarters per session', { roundToMinutes: 15, roundPer: 'session' }, 390],
  ] as const)('[HRS-5] 195 and 197 minutes are reported as told: %s', (_what, way, reported) => {
    const rows = monthRows(
      [kept('amina', 's1', 195), kept('amina', 's2', 197)],
      policy(way),
      employee,
      new Map(),
    );
    expect(rows).toEqual([{ participant: 'amina', minutes: 392, overMinutes: 0, reportedMinutes: reported }]);
    expect(monthTotals(rows).lostToRounding).toBe(392 - reported);
  });

  test('[HRS-5] somebody with less than an hour has a row that reports nothing, and is not counted among those reported', () => {
    const rows = monthRows([kept('amina', 's1', 59)], firstPolicy, employee, new Map());
    expect(rows[0]?.reportedMinutes).toBe(0);
    expect(monthTotals(rows)).toMatchObject({ people: 0, minutes: 59, lostToRounding: 59 });
  });

  test('[HRS-3] hours over the track’s limit are told and left out, unless the policy counts them', () => {
    const lines = [kept('amina', 's1', 240)];
    const before = new Map([['amina', 24 * 60]]);
    expect(monthRows(lines, firstPolicy, employee, before)).toEqual([
      { participant: 'amina', minutes: 240, overMinutes: 120, reportedMinutes: 120 },
    ]);
    expect(monthRows(lines, policy({ countsOverLimit: true }), employee, before)[0]?.reportedMinutes).toBe(
      240,
    );
    expect(monthRows(lines, firstPolicy, employee, new Map([['amina', 26 * 60]]))[0]?.reportedMinutes).toBe(
      0,
    );
    expect(
      monthRows(lines, firstPolicy, () => ({ track: 'manager' }), new Map([['amina', 16 * 60]]))[0],
    ).toMatchObject({
      overMinutes: 120,
    });
  });

  test('[HRS-4] what is decided later never changes an earlier day, and of two for one day the last counts', () => {
    const spring = policy({ from: Day.parse('2026-03-01'), graceMinutes: 5 });
    const autumn = policy({ from: Day.parse('2026-09-01'), graceMinutes: 10 });
    const corrected = policy({ from: Day.parse('2026-09-01'), graceMinutes: 8 });
    const decided = [autumn, spring, corrected];
    const grace = (day: string): number => policyOn(decided, Day.parse(day)).graceMinutes;
    expect(['2026-02-28', '2026-03-01', '2026-08-31', '2026-09-01', '2027-01-01'].map(grace)).toEqual([
      0, 5, 5, 8, 8,
    ]);
  });
});

describe('after the lock', () => {
  const locked = [kept('amina', 's1', 195), kept('olof', 's1', 180)];

  test('[MONTH-4] a person is told of what has changed since the lock, and of nothing that only waits', () => {
    const now = [
      line('amina', 's1', 195),
      line('olof', 's1', 120),
      line('elif', 's1', 60),
      line('nour', 's1', 60, { isCertified: false }),
    ];
    expect(lateChanges(locked, now, [])).toEqual([
      { participant: 'elif', session: 's1', before: 0, after: 60 },
      { participant: 'olof', session: 's1', before: 180, after: 120 },
    ]);
    expect(
      lateChanges(locked, [line('amina', 's1', 195), line('olof', 's1', 120, { isReviewed: false })], []),
    ).toEqual([]);
    expect(lateChanges(locked, [line('amina', 's1', 195)], [])).toEqual([
      { participant: 'olof', session: 's1', before: 180, after: 0 },
    ]);
  });

  test('[MONTH-4] fewer minutes than somebody has certified can be taken in at once; more wait for a certificate', () => {
    const with180 = (minutes: number) => [
      line('amina', 's1', 195),
      line('olof', 's1', minutes, { isCertified: false }),
    ];
    expect(lateChanges(locked, with180(120), [])).toEqual([
      { participant: 'olof', session: 's1', before: 180, after: 120 },
    ]);
    expect(lateChanges(locked, with180(190), [])).toEqual([]);
  });

  test('[MONTH-4] what was left out is not asked about again, until it changes', () => {
    const olof = lateChanges(locked, [line('amina', 's1', 195), line('olof', 's1', 120)], []);
    const leftOut = olof.map((change) => ({ ...change, isTakenIn: false }));
    expect(lateChanges(locked, [line('amina', 's1', 195), line('olof', 's1', 120)], leftOut)).toEqual([]);
    expect(lateChanges(locked, [line('amina', 's1', 195), line('olof', 's1', 60)], leftOut)).toHaveLength(1);
  });

  test('[MONTH-4] a change that is taken in is in the kept lines, and one to nothing leaves none', () => {
    const change = (after: number) => ({ ...(locked[1] as KeptLine), before: 180, after });
    expect(withChange(locked, change(120)).map(({ minutes }) => minutes)).toEqual([195, 120]);
    expect(withChange(locked, change(0)).map(({ participant }) => participant)).toEqual(['amina']);
  });

  test('[MONTH-5] a month that has changed and every later month that was sent are to be sent again', () => {
    const states = monthStates([
      { month: '2026-10', versions: [30], sent: [31] },
      { month: '2026-08', versions: [10], sent: [11] },
      { month: '2026-09', versions: [20, 40], sent: [21] },
      { month: '2026-11', versions: [35], sent: [] },
    ]);
    expect(Object.fromEntries(states)).toEqual({
      '2026-08': 'sent',
      '2026-09': 'again',
      '2026-10': 'again',
      '2026-11': 'locked',
    });
  });

  test('[MONTH-5] sent again, each in its turn, they are in order', () => {
    const states = monthStates([
      { month: '2026-09', versions: [20, 40], sent: [21, 41] },
      { month: '2026-10', versions: [30], sent: [31] },
    ]);
    expect(Object.fromEntries(states)).toEqual({ '2026-09': 'sent-again', '2026-10': 'again' });
  });
});
