import { describe, expect, test } from 'vitest';
import { isLacking, lookOf, shortWhen } from '../../../src/app/admin/planning/session-look.ts';
import { mondayOf, weekNumber, weeksFrom } from '../../../src/app/admin/planning/weeks.ts';
import { adminPlanningSv } from '../../../src/app/text/admin-planning-sv.ts';
import { CohortId } from '../../../src/domain/ids.ts';
import { Day, instant, minuteMs } from '../../../src/domain/time.ts';
import type { BoardSession } from '../../../src/protocol/planning.ts';
import { aSession, monday } from '../../support/factories.ts';

const planned = (more: Partial<BoardSession> = {}): BoardSession => ({
  ...aSession(),
  cohorts: [{ id: CohortId.parse('g1'), name: 'Grupp 1' }],
  unit: null,
  venue: null,
  device: null,
  series: null,
  minutes: 195,
  expected: 20,
  present: 0,
  closedAt: null,
  missing: [],
  clashes: [],
  ...more,
});

const before = monday('07:00');
const after = instant(monday('12:00') + minuteMs);
const said = (session: BoardSession, now: number): string => lookOf(session, adminPlanningSv, now).words;

describe('what a session says to the planner', () => {
  test('[SER-10] what is missing comes before a clash, and both before that it is planned', () => {
    const lacks = planned({ missing: ['device', 'venue'], clashes: ['trainer-clash'] });
    expect(said(lacks, before)).toBe('Platta saknas');
    expect(said(planned({ clashes: ['trainer-clash'] }), before)).toBe('Krockar');
    expect(said(planned(), before)).toBe('Planerat');
  });

  test('[SER-10] what has been held lacks nothing any more, and waits for review until its list is closed', () => {
    const lacks = planned({ missing: ['trainer'] });
    expect([isLacking(lacks, before), isLacking(lacks, after)]).toEqual([true, false]);
    expect(said(lacks, after)).toBe('Att granska');
    expect(said({ ...lacks, closedAt: monday('11:59') }, after)).toBe('Avslutat');
    expect(said({ ...lacks, cancelled: true }, before)).toBe('Inställt');
  });

  test('[SER-10] a planner reads the day and time of a session in Stockholm', () => {
    expect(shortWhen(adminPlanningSv, 'sv', monday('08:30'))).toBe('må 08.30');
  });
});

describe('weeks', () => {
  test.each([
    ['2026-11-23', 48],
    ['2026-11-29', 48],
    ['2026-12-31', 53],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2025-12-29', 1],
  ])('[SER-10] a planner who looks at %s is in week %i', (day, week) => {
    expect(weekNumber(Day.parse(day))).toBe(week);
  });

  test('[SER-10] five weeks from a Monday are five Mondays, also when the clock changes', () => {
    const start = mondayOf(Day.parse('2026-10-22'));
    expect(weeksFrom(start, 3)).toEqual(['2026-10-19', '2026-10-26', '2026-11-02']);
  });
});
