import { describe, expect, test } from 'vitest';
import { forecastOf } from '../../src/domain/programme-forecast.ts';
import { togetherGoal } from '../../src/domain/programme-follow-up.ts';
import {
  isOnTrack,
  moneyOf,
  talliesAt,
  type FigureInputs,
  type FigurePerson,
  type FigureSession,
} from '../../src/domain/programme-figures.ts';

const aPerson = (id: string, more: Partial<FigurePerson> = {}): FigurePerson => ({
  id,
  unit: 'farsta',
  workplace: 'Barn och unga',
  track: 'employee',
  isKeyPerson: false,
  hasPlace: true,
  ...more,
});

/** A session of 100 minutes for two people, the `n`-th hour. */
const aSession = (n: number, more: Partial<FigureSession> = {}): FigureSession => ({
  id: `s${n}`,
  month: '2026-01',
  startsAt: n * 1000,
  endsAt: n * 1000 + 500,
  wholeMinutes: 100,
  isCancelled: false,
  isClosed: true,
  isAttested: true,
  isReviewed: true,
  corrections: 0,
  setAside: 0,
  expected: ['a', 'b'],
  ...more,
});

const aLine = (session: string, participant: string, minutes: number, isCertified = false) => ({
  session,
  participant,
  minutes,
  isLate: false,
  hasLeftEarly: false,
  isCertified,
});

const inputs = (more: Partial<FigureInputs> = {}): FigureInputs => ({
  people: [aPerson('a'), aPerson('b')],
  sessions: [aSession(1), aSession(2, { month: '2026-02' })],
  attended: [
    aLine('s1', 'a', 100, true),
    aLine('s1', 'b', 80, true),
    aLine('s2', 'a', 90),
    aLine('s2', 'b', 70, true),
  ],
  locked: [],
  ...more,
});

describe('the money', () => {
  test('[DASH-2] of a locked month is what it reports, and what it left out is told apart', () => {
    const locked = [{ month: '2026-01', rows: [{ participant: 'a', reportedMinutes: 60 }] }];
    expect(moneyOf(inputs({ locked }))).toEqual({
      recordedMinutes: 340,
      approvedMinutes: 60,
      certifiedMinutes: 70,
      uncertifiedMinutes: 90,
      leftOutMinutes: 120,
    });
  });
});

describe('on the way', () => {
  const tally = [...talliesAt(inputs(), 9999).values()][0];

  test.each([
    [80, true],
    [79, false],
  ])('[DASH-3] with %i of 100 minutes offered', (minutes, isOn) => {
    if (tally === undefined) throw new Error('no tally');
    expect(isOnTrack(aPerson('a'), { ...tally, minutes, offeredMinutes: 100 })).toBe(isOn);
  });

  test('[DASH-3] is whoever has all the programme’s hours, whatever was offered besides', () => {
    if (tally === undefined) throw new Error('no tally');
    expect(isOnTrack(aPerson('a'), { ...tally, minutes: 26 * 60, offeredMinutes: 40 * 60 })).toBe(true);
  });

  test('[DASH-1] counts no session that was cancelled or is not over', () => {
    const sessions = [aSession(1), aSession(2, { isCancelled: true, wholeMinutes: 0 }), aSession(3)];
    const tallies = talliesAt(inputs({ sessions, attended: [] }), 3400);
    expect(tallies.get('a')).toMatchObject({ offeredMinutes: 100, offeredSessions: 1 });
  });
});

describe('the forecast', () => {
  const later = aSession(9, { month: '2026-03' });

  test('[DASH-5] says nothing before a session has been closed', () => {
    expect(forecastOf(inputs({ sessions: [aSession(1, { isClosed: false }), later] }), 5000)).toBeUndefined();
  });

  test('[DASH-5] is what waits and the same share of what is planned, with all of it approved until a month is locked', () => {
    const forecast = forecastOf(inputs({ sessions: [...inputs().sessions, later] }), 5000);
    expect(forecast).toMatchObject({
      attendedPermille: 850,
      reportedPermille: 1000,
      remainingMinutes: 200,
      minutes: 340 + 170,
    });
  });

  test('[DASH-5] counts on the share that locked months approved', () => {
    const locked = [
      {
        month: '2026-01',
        rows: [
          { participant: 'a', reportedMinutes: 60 },
          { participant: 'b', reportedMinutes: 60 },
        ],
      },
    ];
    const forecast = forecastOf(inputs({ sessions: [...inputs().sessions, later], locked }), 5000);
    expect(forecast).toMatchObject({ reportedPermille: 666, minutes: 120 + Math.floor((330 * 666) / 1000) });
  });
});

describe('a manager and a key person', () => {
  test('[DASH-6] at the same workplace are what an employee is to have, not only in the same unit', () => {
    const people = [
      aPerson('a'),
      aPerson('b', { workplace: 'Vuxenenheten' }),
      aPerson('key', { isKeyPerson: true }),
      aPerson('chief', { track: 'manager', workplace: 'Vuxenenheten' }),
      aPerson('other', { track: 'manager', unit: 'bromma' }),
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

  test('[DASH-6] count only as long as they hold a place themselves', () => {
    const people = [
      aPerson('a', { isKeyPerson: true }),
      aPerson('chief', { track: 'manager', hasPlace: false }),
    ];
    expect(togetherGoal(people)).toMatchObject({ employees: 1, atWorkplace: 0 });
  });
});
