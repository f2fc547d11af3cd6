/**
 * The programme's figures: what has been attended, certified and approved, against what was planned. Each session, each
 * person's month and each group's month is a small sum of its own, so that whoever keeps them need only make anew what has
 * changed; everything shown is added up from them. Pure and small enough to follow by hand; who reads the database stands
 * apart (server/figures). Recorded is never called approved: approved is what a locked month reports (ADM-4, DASH-1).
 */
import { minutesToOre } from './hours.ts';
import { trackMinutes, type Track } from './programme.ts';
import { sumOf, sumsOf } from './sums.ts';
import { monthAfter, type Month } from './time.ts';

export type FigurePerson = {
  readonly id: string;
  readonly unit: string;
  readonly track: Track;
  readonly isKeyPerson: boolean;
};

/** Somebody at a session: expected there, or there, or both. */
export type SessionPerson = {
  readonly participant: string;
  /** Held a place in its cohorts that day (PPL-2). */
  readonly isExpected: boolean;
  /** Null for whoever did not come. */
  readonly minutes: number | null;
  /** Certified as exactly these minutes, and no objection waits for an answer. */
  readonly isCertified: boolean;
  readonly isLate: boolean;
  readonly hasLeftEarly: boolean;
  /** At least one mark was made by the trainer's hand (ATK-7). */
  readonly isByHand: boolean;
};

/** A session as the month it begins in counts it, which is the month it is reported in (MONTH-1). */
export type FigureSession = Pick<SessionSums, 'expected' | 'minutes' | 'certifiedMinutes'> & {
  /** What it gives somebody who is there all the time; nothing when it is cancelled. */
  readonly wholeMinutes: number;
  readonly isOver: boolean;
  readonly isCancelled: boolean;
  readonly isClosed: boolean;
  readonly isReviewed: boolean;
};

/** What a session adds up to. */
export type SessionSums = {
  readonly expected: number;
  /** Expected and not there. */
  readonly absent: number;
  readonly attendances: number;
  readonly byHand: number;
  readonly late: number;
  readonly leftEarly: number;
  readonly minutes: number;
  readonly certifiedMinutes: number;
};

const count = <T>(all: readonly T[], holds: (one: T) => boolean): number => all.filter(holds).length;

/** The sums of one session's people (DASH-1). */
export const sessionSums = (people: readonly SessionPerson[]): SessionSums => {
  const there = people.filter(({ minutes }) => minutes !== null);
  const expected = people.filter(({ isExpected }) => isExpected);
  return {
    expected: expected.length,
    absent: count(expected, ({ minutes }) => minutes === null),
    attendances: there.length,
    byHand: count(there, ({ isByHand }) => isByHand),
    late: count(there, ({ isLate }) => isLate),
    leftEarly: count(there, ({ hasLeftEarly }) => hasLeftEarly),
    minutes: sumOf(there, ({ minutes }) => minutes ?? 0),
    certifiedMinutes: sumOf(there, ({ minutes, isCertified }) => (isCertified ? (minutes ?? 0) : 0)),
  };
};

/** What the sessions of a month add up to. */
export type MonthSums = {
  readonly sessions: number;
  /** If everybody came to all of them. */
  readonly plannedMinutes: number;
  /** Of that, what is over. */
  readonly heldMinutes: number;
  readonly recordedMinutes: number;
  readonly certifiedMinutes: number;
  /** Sessions that were closed and had anything to offer: how many, and what was offered and attended. */
  readonly closedSessions: number;
  readonly closedOffered: number;
  readonly closedAttended: number;
  /** Over, held, and not reviewed. */
  readonly notReviewed: number;
};

const monthSumsOf = (session: FigureSession): MonthSums => {
  const { wholeMinutes, isOver, isCancelled, isClosed, isReviewed } = session;
  const { expected, minutes, certifiedMinutes } = session;
  const plannedMinutes = wholeMinutes * expected;
  const isHeld = isOver && !isCancelled;
  const isCounted = isHeld && isClosed && plannedMinutes > 0;
  return {
    sessions: 1,
    plannedMinutes,
    heldMinutes: isHeld ? plannedMinutes : 0,
    recordedMinutes: minutes,
    certifiedMinutes,
    closedSessions: isCounted ? 1 : 0,
    closedOffered: isCounted ? plannedMinutes : 0,
    closedAttended: isCounted ? minutes : 0,
    notReviewed: isHeld && !isReviewed ? 1 : 0,
  };
};

export const monthSumNames = [
  'sessions',
  'plannedMinutes',
  'heldMinutes',
  'recordedMinutes',
  'certifiedMinutes',
  'closedSessions',
  'closedOffered',
  'closedAttended',
  'notReviewed',
] as const satisfies readonly (keyof MonthSums)[];

/** What a month's sessions add up to (DASH-1). */
export const monthSumsFrom = (sessions: readonly FigureSession[]): MonthSums =>
  sumsOf(monthSumNames, sessions.map(monthSumsOf));

/** A month of the programme; `approvedMinutes` is null as long as it is not locked, else as its latest version reports. */
export type FigureMonth = MonthSums & { readonly month: Month; readonly approvedMinutes: number | null };

/** What one person has of one month. */
export type PersonMonth = {
  readonly month: Month;
  readonly minutes: number;
  /** What the sessions that are over would have given (PPL-2). */
  readonly offeredMinutes: number;
  readonly certifiedMinutes: number;
  readonly approvedMinutes: number;
  readonly offeredSessions: number;
  readonly attendedSessions: number;
  /** Some hours of the month are not certified (CERT-1). */
  readonly lacksCertificate: boolean;
};

/** How one person stands: the sums of some months. */
export type Tally = Omit<PersonMonth, 'month' | 'lacksCertificate'>;

/** Somebody's sums from a month and up to and with another; from the first and to the last where none is named (DASH-1). */
export const tallyOf = (months: readonly PersonMonth[], upTo?: Month, from?: Month): Tally => {
  const sums = {
    minutes: 0,
    offeredMinutes: 0,
    certifiedMinutes: 0,
    approvedMinutes: 0,
    offeredSessions: 0,
    attendedSessions: 0,
  };
  /* Written out: it is asked of everybody in a country. */
  for (const own of months) {
    if ((upTo !== undefined && own.month > upTo) || (from !== undefined && own.month < from)) continue;
    sums.minutes += own.minutes;
    sums.offeredMinutes += own.offeredMinutes;
    sums.certifiedMinutes += own.certifiedMinutes;
    sums.approvedMinutes += own.approvedMinutes;
    sums.offeredSessions += own.offeredSessions;
    sums.attendedSessions += own.attendedSessions;
  }
  return sums;
};

/** The whole plan of the programme: 1 000 employees and 140 managers, all their hours (PROG-1). */
export const planned = { employee: 1000, manager: 140 } as const satisfies Record<Track, number>;

/** What the whole plan is worth, in öre: 11 892 840 kronor (DASH-2). */
export const wholePlanOre = minutesToOre(
  planned.employee * trackMinutes.employee + planned.manager * trackMinutes.manager,
);

/** The share of the employees that are to complete their series, and of what was offered to be on the way (DESIGN §15.2). */
export const goalShare = 0.8;

/** At least the programme's hours: completed ("fullföljer", DESIGN §15.2). */
export const isCompleted = (
  { track }: Pick<FigurePerson, 'track'>,
  { minutes }: Pick<Tally, 'minutes'>,
): boolean => minutes >= trackMinutes[track];

/** Completed, or at least 80 % of what has been offered so far ("på väg", DESIGN §15.2). */
export const isOnTrack = (
  person: Pick<FigurePerson, 'track'>,
  tally: Pick<Tally, 'minutes' | 'offeredMinutes'>,
): boolean =>
  isCompleted(person, tally) ||
  (tally.offeredMinutes > 0 && tally.minutes * 100 >= goalShare * 100 * tally.offeredMinutes);

/**
 * What somebody adds to their group in a month. Of those who have been offered anything, are on the way and have
 * completed it is the change in that month, so that all months up to one add up to how many there were when it ended.
 */
export type GroupMonth = {
  readonly people: number;
  readonly minutes: number;
  readonly offeredMinutes: number;
  readonly approvedMinutes: number;
  readonly offeredTo: number;
  readonly onTrack: number;
  readonly completed: number;
  /** People who lack a certificate for this month. */
  readonly lacking: number;
};

/** The month that everybody is counted in, before all others. */
export const beforeAllMonths = '';

const groupMonthNames = [
  'people',
  'minutes',
  'offeredMinutes',
  'approvedMinutes',
  'offeredTo',
  'onTrack',
  'completed',
  'lacking',
] as const satisfies readonly (keyof GroupMonth)[];

const noGroupMonth: GroupMonth = sumsOf(groupMonthNames, []);

const asNumber = (holds: boolean): number => (holds ? 1 : 0);

/** What somebody adds to their group, month by month (DASH-1, DASH-3). */
export const groupMonthsOf = (
  person: Pick<FigurePerson, 'track'>,
  months: readonly PersonMonth[],
): ReadonlyMap<Month, GroupMonth> => {
  const added = new Map<Month, GroupMonth>([[beforeAllMonths, { ...noGroupMonth, people: 1 }]]);
  const before = { minutes: 0, offeredMinutes: 0, offeredTo: 0, onTrack: 0, completed: 0 };
  for (const own of months.toSorted((a, b) => (a.month < b.month ? -1 : 1))) {
    const minutes = before.minutes + own.minutes;
    const offeredMinutes = before.offeredMinutes + own.offeredMinutes;
    const now = {
      minutes,
      offeredMinutes,
      offeredTo: asNumber(offeredMinutes > 0),
      onTrack: asNumber(offeredMinutes > 0 && isOnTrack(person, { minutes, offeredMinutes })),
      completed: asNumber(isCompleted(person, { minutes })),
    };
    added.set(own.month, {
      people: 0,
      minutes: own.minutes,
      offeredMinutes: own.offeredMinutes,
      approvedMinutes: own.approvedMinutes,
      offeredTo: now.offeredTo - before.offeredTo,
      onTrack: now.onTrack - before.onTrack,
      completed: now.completed - before.completed,
      lacking: asNumber(own.lacksCertificate),
    });
    Object.assign(before, now);
  }
  return added;
};

/** What a group's people add up to, by month (DASH-1). */
export const groupSumsFrom = (
  people: readonly ReadonlyMap<Month, GroupMonth>[],
): ReadonlyMap<Month, GroupMonth> => {
  const sums = new Map<Month, GroupMonth>();
  for (const person of people)
    for (const [month, own] of person)
      sums.set(month, sumsOf(groupMonthNames, [sums.get(month) ?? noGroupMonth, own]));
  return sums;
};

/** A group of people that are alike in unit, track and whether they are key persons, up to and with a month. */
export type GroupSums = Pick<FigurePerson, 'unit' | 'track' | 'isKeyPerson'> & {
  readonly people: number;
  readonly minutes: number;
  readonly offeredMinutes: number;
  readonly approvedMinutes: number;
  /** Recorded in months that are not locked: what may still be approved. */
  readonly pendingMinutes: number;
  /** Participants who have been offered anything yet. */
  readonly offeredTo: number;
  /** Of those, the ones on the way; whoever has completed is too. */
  readonly onTrack: number;
  readonly completed: number;
  /** Of the period that was asked for alone. */
  readonly periodMinutes: number;
  readonly periodOffered: number;
};

const progressNames = [
  'minutes',
  'offeredMinutes',
  'approvedMinutes',
  'pendingMinutes',
  'offeredTo',
  'onTrack',
  'completed',
] as const satisfies readonly (keyof GroupSums)[];

export const groupSumNames = [
  'people',
  ...progressNames,
  'periodMinutes',
  'periodOffered',
] as const satisfies readonly (keyof GroupSums)[];

/** How far a group of people has come. */
export type Progress = Pick<GroupSums, (typeof progressNames)[number]> & { readonly participants: number };

/** Some groups' sums (DASH-1, DASH-3). */
export const progressOf = (groups: readonly GroupSums[]): Progress => ({
  participants: sumOf(groups, ({ people }) => people),
  ...sumsOf(progressNames, groups),
});

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

const isLocked = ({ approvedMinutes }: FigureMonth): boolean => approvedMinutes !== null;

/** The co-financing of some months as minutes, by how far it has come. 695 öre each (MON-1). */
export const moneyOf = (months: readonly FigureMonth[]): MoneyFigures => {
  const locked = months.filter(isLocked);
  const open = months.filter((month) => !isLocked(month));
  const recordedMinutes = sumOf(months, (month) => month.recordedMinutes);
  const approvedMinutes = sumOf(locked, (month) => month.approvedMinutes ?? 0);
  const certifiedMinutes = sumOf(open, (month) => month.certifiedMinutes);
  const inLocked = sumOf(locked, (month) => month.recordedMinutes);
  return {
    recordedMinutes,
    approvedMinutes,
    certifiedMinutes,
    uncertifiedMinutes: recordedMinutes - inLocked - certifiedMinutes,
    leftOutMinutes: inLocked - approvedMinutes,
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

/**
 * The plan, what is recorded and what is approved, from the first session's month to the last one's, or `known` if
 * later. What was recorded and approved is told up to and with `known`.
 */
export const curveOf = (months: readonly FigureMonth[], known: Month): readonly CurvePoint[] => {
  const ordered = months
    .filter(({ sessions }) => sessions > 0)
    .map(({ month }) => month)
    .toSorted();
  const [first] = ordered;
  if (first === undefined) return [];
  const last = [ordered.at(-1) ?? first, known].toSorted().at(-1) ?? first;
  const byMonth = new Map(months.map((one) => [one.month, one]));
  const lastLocked = months
    .filter((one) => isLocked(one) && one.month <= known)
    .map(({ month }) => month)
    .toSorted()
    .at(-1);
  const points: CurvePoint[] = [];
  const sums = { planned: 0, recorded: 0, approved: 0 };
  for (let month = first; month <= last; month = monthAfter(month)) {
    const own = byMonth.get(month);
    sums.planned += own?.plannedMinutes ?? 0;
    sums.recorded += own?.recordedMinutes ?? 0;
    sums.approved += own?.approvedMinutes ?? 0;
    points.push({
      month,
      plannedMinutes: sums.planned,
      recordedMinutes: month > known ? null : sums.recorded,
      approvedMinutes: lastLocked === undefined || month > lastLocked ? null : sums.approved,
    });
  }
  return points;
};
