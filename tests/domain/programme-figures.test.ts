import { describe, expect, test } from 'vitest';
import { forecastOf } from '../../src/domain/programme-forecast.ts';
import { togetherGoal, type PlacedPeople } from '../../src/domain/programme-follow-up.ts';
import {
  beforeAllMonths,
  curveOf,
  groupMonthsOf,
  isOnTrack,
  moneyOf,
  monthSumsFrom,
  sessionSums,
  tallyOf,
  type FigureMonth,
  type FigureSession,
  type PersonMonth,
  type SessionPerson,
} from '../../src/domain/programme-figures.ts';

const someone = (participant: string, more: Partial<SessionPerson> = {}): SessionPerson => ({
  participant,
  isExpected: true,
  minutes: 100,
  isCertified: false,
  isLate: false,
  hasLeftEarly: false,
  isByHand: false,
  ...more,
});

/** A session of 100 minutes that is over, closed and reviewed, and that these people were at. */
const aSession = (people: readonly SessionPerson[], more: Partial<FigureSession> = {}): FigureSession => ({
  wholeMinutes: 100,
  isOver: true,
  isCancelled: false,
  isClosed: true,
  isReviewed: true,
  ...sessionSums(people),
  ...more,
});

const aMonth = (
  month: string,
  session: FigureSession,
  approvedMinutes: number | null = null,
): FigureMonth => ({ month, approvedMinutes, ...monthSumsFrom([session]) });

const thosePresent = [someone('a', { isCertified: true }), someone('b', { minutes: 80, isCertified: true })];
const january = aSession(thosePresent);
const february = aSession([someone('a', { minutes: 90 }), someone('b', { minutes: 70, isCertified: true })]);
const later = aSession([someone('a', { minutes: null }), someone('b', { minutes: null })], {
  isOver: false,
  isClosed: false,
});

describe('a session', () => {
  test('[DASH-7] counts whoever was expected and did not come, and a visitor as there', () => {
    const people = [
      someone('a', { isLate: true, isCertified: true }),
      someone('b', { minutes: null }),
      someone('visitor', { isExpected: false, minutes: 30, isByHand: true, hasLeftEarly: true }),
    ];
    expect(sessionSums(people)).toEqual({
      expected: 2,
      absent: 1,
      attendances: 2,
      byHand: 1,
      late: 1,
      leftEarly: 1,
      minutes: 130,
      certifiedMinutes: 100,
    });
  });

  test('[DASH-1] that was cancelled or is not over is no held hours; one that is not closed says nothing of attendance', () => {
    const sums = (more: Partial<FigureSession>) => monthSumsFrom([aSession(thosePresent, more)]);
    expect(sums({})).toMatchObject({ heldMinutes: 200, closedSessions: 1, closedOffered: 200 });
    expect(sums({ isCancelled: true, wholeMinutes: 0 })).toMatchObject({ heldMinutes: 0, closedSessions: 0 });
    expect(sums({ isOver: false })).toMatchObject({ plannedMinutes: 200, heldMinutes: 0, closedSessions: 0 });
    expect(sums({ isClosed: false })).toMatchObject({ heldMinutes: 200, closedSessions: 0 });
  });
});

describe('the money', () => {
  test('[DASH-2] of a locked month is what it reports, and what it left out is told apart', () => {
    expect(moneyOf([aMonth('2026-01', january, 60), aMonth('2026-02', february)])).toEqual({
      recordedMinutes: 340,
      approvedMinutes: 60,
      certifiedMinutes: 70,
      uncertifiedMinutes: 90,
      leftOutMinutes: 120,
    });
  });

  test('[DASH-2] is told month by month, recorded up to the last that is known and approved up to the last that is locked', () => {
    const months = [aMonth('2026-01', january, 60), aMonth('2026-02', february), aMonth('2026-04', later)];
    expect(curveOf(months, '2026-03')).toEqual([
      { month: '2026-01', plannedMinutes: 200, recordedMinutes: 180, approvedMinutes: 60 },
      { month: '2026-02', plannedMinutes: 400, recordedMinutes: 340, approvedMinutes: null },
      { month: '2026-03', plannedMinutes: 400, recordedMinutes: 340, approvedMinutes: null },
      { month: '2026-04', plannedMinutes: 600, recordedMinutes: null, approvedMinutes: null },
    ]);
  });
});

const ofMonth = (month: string, minutes: number, offeredMinutes: number): PersonMonth => ({
  month,
  minutes,
  offeredMinutes,
  certifiedMinutes: 0,
  approvedMinutes: 0,
  offeredSessions: 1,
  attendedSessions: 1,
  lacksCertificate: minutes > 0,
});

describe('on the way', () => {
  test.each([
    [80, true],
    [79, false],
  ])('[DASH-3] with %i of 100 minutes offered', (minutes, isOn) => {
    expect(isOnTrack({ track: 'employee' }, { minutes, offeredMinutes: 100 })).toBe(isOn);
  });

  test('[DASH-3] is whoever has all the programme’s hours, whatever was offered besides', () => {
    expect(isOnTrack({ track: 'employee' }, { minutes: 26 * 60, offeredMinutes: 40 * 60 })).toBe(true);
  });

  test('[DASH-3] is told for the end of every month: whoever falls behind is no longer, and may come back', () => {
    const months = [ofMonth('2026-03', 200, 100), ofMonth('2026-01', 100, 100), ofMonth('2026-02', 0, 100)];
    const added = groupMonthsOf({ track: 'employee' }, months);
    expect(
      [...added].map(([month, { people, offeredTo, onTrack }]) => [month, people, offeredTo, onTrack]),
    ).toEqual([
      [beforeAllMonths, 1, 0, 0],
      ['2026-01', 0, 1, 1],
      ['2026-02', 0, 0, -1],
      ['2026-03', 0, 0, 1],
    ]);
    expect(tallyOf(months, '2026-02')).toMatchObject({ minutes: 100, offeredMinutes: 200 });
  });

  test('[DASH-3] completed is the hours of one’s own track', () => {
    const months = [ofMonth('2026-01', 18 * 60, 100)];
    const completed = (track: 'employee' | 'manager') =>
      groupMonthsOf({ track }, months).get('2026-01')?.completed;
    expect([completed('manager'), completed('employee')]).toEqual([1, 0]);
  });
});

describe('the forecast', () => {
  const months = [aMonth('2026-01', january), aMonth('2026-02', february), aMonth('2026-03', later)];
  const progress = { minutes: 340, approvedMinutes: 0, pendingMinutes: 340 };

  test('[DASH-5] says nothing before a session has been closed', () => {
    const open = aMonth('2026-01', aSession(thosePresent, { isClosed: false }));
    expect(forecastOf([open, aMonth('2026-03', later)], progress, '2026-02')).toBeUndefined();
  });

  test('[DASH-5] is what waits and the same share of what is planned, with all of it approved until a month is locked', () => {
    expect(forecastOf(months, progress, '2026-02')).toMatchObject({
      attendedPermille: 850,
      reportedPermille: 1000,
      remainingMinutes: 200,
      minutes: 340 + 170,
    });
  });

  test('[DASH-5] counts on the share that locked months approved', () => {
    const locked = [aMonth('2026-01', january, 120), ...months.slice(1)];
    const forecast = forecastOf(
      locked,
      { minutes: 340, approvedMinutes: 120, pendingMinutes: 160 },
      '2026-02',
    );
    expect(forecast).toMatchObject({
      reportedPermille: 666,
      lockedMonths: 1,
      minutes: 120 + Math.floor((330 * 666) / 1000),
    });
  });

  test('[DASH-5] of an earlier month takes what came after it as planned', () => {
    expect(forecastOf(months, { ...progress, minutes: 180, pendingMinutes: 180 }, '2026-01')).toMatchObject({
      attendedPermille: 900,
      remainingMinutes: 400,
      minutes: 180 + 360,
    });
  });
});

const aGroup = (more: Partial<PlacedPeople> = {}): PlacedPeople => ({
  unit: 'farsta',
  workplace: 'Barn och unga',
  track: 'employee',
  isKeyPerson: false,
  people: 1,
  ...more,
});

describe('a manager and a key person', () => {
  test('[DASH-6] at the same workplace are what an employee is to have, not only in the same unit', () => {
    const people = [
      aGroup(),
      aGroup({ workplace: 'Vuxenenheten' }),
      aGroup({ isKeyPerson: true }),
      aGroup({ track: 'manager', workplace: 'Vuxenenheten' }),
      aGroup({ track: 'manager', unit: 'bromma' }),
    ];
    expect(togetherGoal(people)).toEqual({
      employees: 3,
      inUnit: 3,
      atWorkplace: 0,
      lacking: [
        { unit: 'farsta', workplace: 'Barn och unga', employees: 2, hasManager: false, hasKeyPerson: true },
        { unit: 'farsta', workplace: 'Vuxenenheten', employees: 1, hasManager: true, hasKeyPerson: false },
      ],
    });
  });
});
