/** The overview's figures as pure functions of what the stores answer, so that each can be followed by hand. */
import { minutesOf } from '../../domain/attendance.ts';
import { minutesToOre } from '../../domain/hours.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import { trackMinutes, units, unitName, type Session } from '../../domain/programme.ts';
import { monthOf } from '../../domain/time.ts';
import type { CurvePoint, Progress, UnitProgress } from '../../protocol/programme-overview.ts';

/** On the way to completing: at least this share of what has been offered so far (ADM-4). */
export const onTrackShare = 0.8;

/** What a session gives to somebody who is there all the time, in minutes (HRS-1). */
export const wholeMinutesOf = (session: Session): number =>
  session.cancelled ? 0 : minutesOf([{ from: session.startsAt, to: session.endsAt }], session);

/** Minutes that the sessions ended by `now` have offered each cohort. */
export const offeredByCohort = (
  sessions: readonly OfficeSession[],
  now: number,
): ReadonlyMap<string, number> => {
  const offered = new Map<string, number>();
  for (const { session } of sessions) {
    if (session.endsAt > now) continue;
    const minutes = wholeMinutesOf(session);
    for (const cohort of session.cohorts) offered.set(cohort, (offered.get(cohort) ?? 0) + minutes);
  }
  return offered;
};

/** How far a group of participants has come (ADM-4). */
export const progressOf = (
  people: readonly Participant[],
  minutesBy: ReadonlyMap<string, number>,
  offered: ReadonlyMap<string, number>,
): Progress => {
  const each = people.map(({ id, cohort, track }) => {
    const minutes = minutesBy.get(id) ?? 0;
    const offeredMinutes = cohort === null ? 0 : (offered.get(cohort) ?? 0);
    return {
      minutes,
      offeredMinutes,
      isOnTrack: offeredMinutes > 0 && minutes >= onTrackShare * offeredMinutes,
      isCompleted: minutes >= trackMinutes[track],
    };
  });
  const sum = (of: (one: (typeof each)[number]) => number): number =>
    each.reduce((total, one) => total + of(one), 0);
  return {
    participants: people.length,
    minutes: sum(({ minutes }) => minutes),
    offeredMinutes: sum(({ offeredMinutes }) => offeredMinutes),
    offeredTo: sum(({ offeredMinutes }) => (offeredMinutes > 0 ? 1 : 0)),
    onTrack: sum(({ isOnTrack }) => (isOnTrack ? 1 : 0)),
    completed: sum(({ isCompleted }) => (isCompleted ? 1 : 0)),
  };
};

/** Progress of every unit that has participants, by name. */
export const progressByUnit = (
  people: readonly Participant[],
  minutesBy: ReadonlyMap<string, number>,
  offered: ReadonlyMap<string, number>,
): readonly UnitProgress[] => {
  const known: readonly string[] = units.map(([key]) => key);
  const ids = [...new Set(people.map(({ unit }) => unit))].sort(
    (a, b) =>
      (known.indexOf(a) + 1 || known.length + 1) - (known.indexOf(b) + 1 || known.length + 1) ||
      unitName(a).localeCompare(unitName(b), 'sv'),
  );
  return ids.map((unit) => ({
    unit,
    ...progressOf(
      people.filter((person) => person.unit === unit),
      minutesBy,
      offered,
    ),
  }));
};

/** Everybody's whole programme as co-financing, in öre (MON-1, PROG-1). */
export const budgetOre = (people: readonly Participant[]): number =>
  people.reduce((sum, { track }) => sum + minutesToOre(trackMinutes[track]), 0);

const monthsFrom = (first: string, last: string): readonly string[] => {
  const months: string[] = [];
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (;;) {
    const text = `${year}-${String(month).padStart(2, '0')}`;
    if (text > last) return months;
    months.push(text);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
};

/** Planned and recorded minutes, summed from the first session's month to the last one's, or this month if later. */
export const curveOf = (
  sessions: readonly OfficeSession[],
  peopleByCohort: ReadonlyMap<string, number>,
  recorded: ReadonlyMap<string, number>,
  now: number,
): readonly CurvePoint[] => {
  const planned = new Map<string, number>();
  const actual = new Map<string, number>();
  const add = (sums: Map<string, number>, month: string, minutes: number): void => {
    sums.set(month, (sums.get(month) ?? 0) + minutes);
  };
  for (const { session } of sessions) {
    const month = monthOf(session.startsAt);
    const expected = session.cohorts.reduce((sum, cohort) => sum + (peopleByCohort.get(cohort) ?? 0), 0);
    add(planned, month, wholeMinutesOf(session) * expected);
    add(actual, month, recorded.get(session.id) ?? 0);
  }
  const used = [...planned.keys()].sort();
  const [first] = used;
  if (first === undefined) return [];
  const thisMonth = monthOf(now);
  let plannedMinutes = 0;
  let recordedMinutes = 0;
  return monthsFrom(first, [used.at(-1) ?? first, thisMonth].sort().at(-1) ?? first).map((month) => {
    plannedMinutes += planned.get(month) ?? 0;
    recordedMinutes += actual.get(month) ?? 0;
    return { month, plannedMinutes, recordedMinutes: month > thisMonth ? null : recordedMinutes };
  });
};
