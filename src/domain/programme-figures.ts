/**
 * The programme's figures, from plain inputs: what has been attended, certified and approved, against what was planned.
 * Pure and small enough to follow by hand; who reads the database stands apart (server/figures). Recorded is never
 * called approved: approved is what a locked month reports (ADM-4, DASH-1).
 */
import { minutesToOre } from './hours.ts';
import { trackMinutes, type Track } from './programme.ts';
import { monthAfter, type Month } from './time.ts';

export type FigurePerson = {
  readonly id: string;
  readonly unit: string;
  readonly workplace: string;
  readonly track: Track;
  readonly isKeyPerson: boolean;
  /** Holds a place in a cohort now. */
  readonly hasPlace: boolean;
};

export type FigureSession = {
  readonly id: string;
  /** The Stockholm month it begins in, which is the month it is reported in (MONTH-1). */
  readonly month: Month;
  readonly startsAt: number;
  readonly endsAt: number;
  /** What it gives somebody who is there all the time; nothing when it is cancelled. */
  readonly wholeMinutes: number;
  readonly isCancelled: boolean;
  readonly isClosed: boolean;
  readonly isAttested: boolean;
  readonly isReviewed: boolean;
  readonly corrections: number;
  /** Events that wait for a decision. */
  readonly setAside: number;
  /** Who held a place in its cohorts that day (PPL-2). */
  readonly expected: readonly string[];
};

export type AttendedLine = {
  readonly session: string;
  readonly participant: string;
  readonly minutes: number;
  readonly isLate: boolean;
  readonly hasLeftEarly: boolean;
  /** Certified as exactly these minutes, and no objection waits for an answer. */
  readonly isCertified: boolean;
};

/** A locked month as of its latest version. */
export type LockedMonth = {
  readonly month: Month;
  readonly rows: readonly { readonly participant: string; readonly reportedMinutes: number }[];
};

export type FigureInputs = {
  readonly people: readonly FigurePerson[];
  readonly sessions: readonly FigureSession[];
  readonly attended: readonly AttendedLine[];
  readonly locked: readonly LockedMonth[];
};

/** The whole plan of the programme: 1 000 employees and 140 managers, all their hours (PROG-1). */
export const planned = { employee: 1000, manager: 140 } as const satisfies Record<Track, number>;

/** What the whole plan is worth, in öre: 11 892 840 kronor (DASH-2). */
export const wholePlanOre = minutesToOre(
  planned.employee * trackMinutes.employee + planned.manager * trackMinutes.manager,
);

/** The share of the employees that are to complete their series, and of what was offered to be on the way (DESIGN §15.2). */
export const goalShare = 0.8;

/** How one person stands. */
export type Tally = {
  readonly minutes: number;
  readonly offeredMinutes: number;
  readonly certifiedMinutes: number;
  readonly approvedMinutes: number;
  /** Recorded in months that are not locked: what may still be approved. */
  readonly pendingMinutes: number;
  readonly offeredSessions: number;
  readonly attendedSessions: number;
};

type Sums = { -readonly [name in keyof Tally]: number };

const noTally: Tally = {
  minutes: 0,
  offeredMinutes: 0,
  certifiedMinutes: 0,
  approvedMinutes: 0,
  pendingMinutes: 0,
  offeredSessions: 0,
  attendedSessions: 0,
};

/** From its first session to (not including) `until`, in ms. */
export type Tallies = ReadonlyMap<string, Tally>;

const isHeld = ({ endsAt, isCancelled }: FigureSession, until: number): boolean =>
  !isCancelled && endsAt <= until;

/** Everybody's own sums of the sessions that had ended at `until`, and of the locked months up to then (DASH-1). */
export const talliesAt = ({ people, sessions, attended, locked }: FigureInputs, until: number): Tallies => {
  const tallies = new Map<string, Sums>(people.map(({ id }) => [id, { ...noTally }]));
  const begun = new Map(sessions.filter(({ startsAt }) => startsAt < until).map((one) => [one.id, one]));
  const lockedMonths = new Set(locked.map(({ month }) => month));
  for (const session of begun.values()) {
    if (!isHeld(session, until)) continue;
    for (const id of session.expected) {
      const own = tallies.get(id);
      if (own === undefined) continue;
      own.offeredMinutes += session.wholeMinutes;
      own.offeredSessions += 1;
    }
  }
  for (const { session, participant, minutes, isCertified } of attended) {
    const at = begun.get(session);
    const own = tallies.get(participant);
    if (at === undefined || own === undefined) continue;
    own.minutes += minutes;
    if (minutes > 0) own.attendedSessions += 1;
    if (isCertified) own.certifiedMinutes += minutes;
    if (!lockedMonths.has(at.month)) own.pendingMinutes += minutes;
  }
  const months = new Set([...begun.values()].map(({ month }) => month));
  for (const { month, rows } of locked)
    if (months.has(month))
      for (const { participant, reportedMinutes } of rows) {
        const own = tallies.get(participant);
        if (own !== undefined) own.approvedMinutes += reportedMinutes;
      }
  return tallies;
};

/** At least the programme's hours: completed ("fullföljer", DESIGN §15.2). */
export const isCompleted = ({ track }: Pick<FigurePerson, 'track'>, { minutes }: Tally): boolean =>
  minutes >= trackMinutes[track];

/** Completed, or at least 80 % of what has been offered so far ("på väg", DESIGN §15.2). */
export const isOnTrack = (person: Pick<FigurePerson, 'track'>, tally: Tally): boolean =>
  isCompleted(person, tally) ||
  (tally.offeredMinutes > 0 && tally.minutes * 100 >= goalShare * 100 * tally.offeredMinutes);

/** How far a group of people has come. */
export type Progress = {
  readonly participants: number;
  readonly minutes: number;
  readonly offeredMinutes: number;
  readonly approvedMinutes: number;
  readonly pendingMinutes: number;
  /** Participants who have been offered anything yet. */
  readonly offeredTo: number;
  /** Of those, the ones on the way; whoever has completed is too. */
  readonly onTrack: number;
  readonly completed: number;
};

/** A group's sums (DASH-1, DASH-3). */
export const progressOf = (people: readonly FigurePerson[], tallies: Tallies): Progress => {
  const each = people.map((person) => ({ person, tally: tallies.get(person.id) ?? noTally }));
  const sum = (of: (one: (typeof each)[number]) => number): number =>
    each.reduce((total, one) => total + of(one), 0);
  const count = (holds: (one: (typeof each)[number]) => boolean): number => each.filter(holds).length;
  return {
    participants: people.length,
    minutes: sum(({ tally }) => tally.minutes),
    offeredMinutes: sum(({ tally }) => tally.offeredMinutes),
    approvedMinutes: sum(({ tally }) => tally.approvedMinutes),
    pendingMinutes: sum(({ tally }) => tally.pendingMinutes),
    offeredTo: count(({ tally }) => tally.offeredMinutes > 0),
    onTrack: count(({ person, tally }) => tally.offeredMinutes > 0 && isOnTrack(person, tally)),
    completed: count(({ person, tally }) => isCompleted(person, tally)),
  };
};

/** Where the recorded minutes stand; the four add up to what is recorded (DASH-2). */
export type MoneyFigures = {
  readonly recordedMinutes: number;
  /** Reported by locked months, as of their latest version. */
  readonly approvedMinutes: number;
  /** In months that are not locked: certified by the participant, or not yet. */
  readonly certifiedMinutes: number;
  readonly uncertifiedMinutes: number;
  /** Recorded in locked months and not reported: rounding, the track's limit, no certificate. */
  readonly leftOutMinutes: number;
};

/** The co-financing as minutes, by how far it has come. 695 öre each (MON-1). */
export const moneyOf = ({ sessions, attended, locked }: Omit<FigureInputs, 'people'>): MoneyFigures => {
  const monthOfSession = new Map(sessions.map(({ id, month }) => [id, month]));
  const lockedMonths = new Set(locked.map(({ month }) => month));
  const sums = { locked: 0, certified: 0, uncertified: 0 };
  for (const { session, minutes, isCertified } of attended) {
    const month = monthOfSession.get(session);
    if (month !== undefined)
      sums[lockedMonths.has(month) ? 'locked' : isCertified ? 'certified' : 'uncertified'] += minutes;
  }
  const approvedMinutes = locked.reduce(
    (total, { rows }) => rows.reduce((sum, row) => sum + row.reportedMinutes, total),
    0,
  );
  return {
    recordedMinutes: sums.locked + sums.certified + sums.uncertified,
    approvedMinutes,
    certifiedMinutes: sums.certified,
    uncertifiedMinutes: sums.uncertified,
    leftOutMinutes: sums.locked - approvedMinutes,
  };
};

/** Sums from the programme's start to the end of a Stockholm month. */
export type CurvePoint = {
  readonly month: Month;
  readonly plannedMinutes: number;
  /** Null for months that have not begun. */
  readonly recordedMinutes: number | null;
  /** Null after the last locked month. */
  readonly approvedMinutes: number | null;
};

/** The plan, what is recorded and what is approved, from the first session's month to the last one's, or this month if later. */
export const curveOf = (
  { sessions, attended, locked }: Omit<FigureInputs, 'people'>,
  thisMonth: Month,
): readonly CurvePoint[] => {
  const months = sessions.map(({ month }) => month).toSorted();
  const [first] = months;
  if (first === undefined) return [];
  const last = [months.at(-1) ?? first, thisMonth].toSorted().at(-1) ?? first;
  const monthOfSession = new Map(sessions.map(({ id, month }) => [id, month]));
  const planOf = new Map<Month, number>();
  const recordedOf = new Map<Month, number>();
  const add = (sums: Map<Month, number>, month: Month, n: number): void => {
    sums.set(month, (sums.get(month) ?? 0) + n);
  };
  for (const { month, wholeMinutes, expected } of sessions)
    add(planOf, month, wholeMinutes * expected.length);
  for (const { session, minutes } of attended) add(recordedOf, monthOfSession.get(session) ?? '', minutes);
  const approvedOf = new Map(
    locked.map(({ month, rows }) => [month, rows.reduce((sum, row) => sum + row.reportedMinutes, 0)]),
  );
  const lastLocked = [...approvedOf.keys()].toSorted().at(-1) ?? '';
  const points: CurvePoint[] = [];
  const sums = { planned: 0, recorded: 0, approved: 0 };
  for (let month = first; month <= last; month = monthAfter(month)) {
    sums.planned += planOf.get(month) ?? 0;
    sums.recorded += recordedOf.get(month) ?? 0;
    sums.approved += approvedOf.get(month) ?? 0;
    points.push({
      month,
      plannedMinutes: sums.planned,
      recordedMinutes: month > thisMonth ? null : sums.recorded,
      approvedMinutes: month > lastLocked ? null : sums.approved,
    });
  }
  return points;
};
