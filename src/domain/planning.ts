/**
 * Planning: which days a series gets, what a session lacks, what stands in each other's way, and whether a unit's turn
 * has come. Pure; the server asks it before anything is saved, and the office's pages ask it while somebody types.
 */
import * as z from 'zod/mini';
import { holidayOn, isHoliday } from './holidays.ts';
import { DeviceId, SeriesId, UnitId, VenueId, WaveId, type CohortId } from './ids.ts';
import type { Cohort } from './office.ts';
import { Session, trackMinutes } from './programme.ts';
import { mergeSpans, minutesIn, overlap, without } from './spans.ts';
import { addDays, dayOf, Day, instant, instantAt, weekdayOf, type Instant } from './time.ts';

/** A session with everything the office has planned for it. */
export const PlannedSession = z.strictObject({
  session: Session,
  /** The unit that hosts it; none for a digital lecture. */
  unit: z.nullable(UnitId),
  venue: z.nullable(VenueId),
  /** A tablet that is to be at the session, whichever unit the tablet belongs to (SER-6). */
  device: z.nullable(DeviceId),
  series: z.nullable(SeriesId),
});
export type PlannedSession = z.infer<typeof PlannedSession>;

export const Venue = z.strictObject({
  id: VenueId,
  /** As it stands on the tablet and on participants' pages. */
  name: z.string(),
  /** Whose tablets are there; none for a place of several units. */
  unit: z.nullable(UnitId),
  address: z.string(),
  /** How the room is reached and used: step-free way, hearing loop, toilet. Empty when nobody has looked. */
  accessibility: z.string(),
  seats: z.nullable(z.int()),
});
export type Venue = z.infer<typeof Venue>;

/** Districts that are brought in together, and from when. */
export const Wave = z.strictObject({ id: WaveId, name: z.string(), startsOn: Day, units: z.array(UnitId) });
export type Wave = z.infer<typeof Wave>;

export const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** When on a day a session is held. */
export const SessionTimes = z.strictObject({
  start: TimeOfDay,
  end: TimeOfDay,
  breaks: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).check(z.maxLength(6)),
});
export type SessionTimes = z.infer<typeof SessionTimes>;

export type TimesProblem = 'end-before-start' | 'break-outside' | 'breaks-overlap' | 'nothing-left';

/** What is wrong with the times of a session, if anything is. */
export const timesProblem = ({ start, end, breaks }: SessionTimes): TimesProblem | undefined => {
  if (end <= start) return 'end-before-start';
  if (breaks.some(({ from, to }) => to <= from || from < start || to > end)) return 'break-outside';
  const ordered = [...breaks].sort((a, b) => (a.from < b.from ? -1 : 1));
  if (ordered.some(({ from }, i) => i > 0 && from < (ordered[i - 1]?.to ?? ''))) return 'breaks-overlap';
  return plannedMinutes(sessionAt(Day.parse('2026-01-12'), { start, end, breaks })) > 0
    ? undefined
    : 'nothing-left';
};

type Timed = Pick<Session, 'startsAt' | 'endsAt' | 'breaks'>;

/** The stretch a session takes on a day, Stockholm's time (TIME-1, TIME-2). */
export const sessionAt = (day: Day, { start, end, breaks }: SessionTimes): Timed => ({
  startsAt: instantAt(day, start),
  endsAt: instantAt(day, end),
  breaks: [...breaks]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => ({ from: instantAt(day, from), to: instantAt(day, to) })),
});

/** Minutes that whoever is there all the time is given (HRS-1). */
export const plannedMinutes = ({ startsAt, endsAt, breaks }: Timed): number =>
  minutesIn(without([{ from: startsAt, to: endsAt }], mergeSpans(breaks)));

export type Rhythm = {
  readonly firstDay: Day;
  /** ISO weekdays, Monday 1 … Sunday 7; the first day's own if none is named. */
  readonly weekdays: readonly number[];
  /** 1 for every week, 2 for every other. */
  readonly everyWeeks: number;
  readonly count: number;
  /** True to go past holidays to the next day of the rhythm. */
  readonly skipsHolidays: boolean;
};

const mostWeeks = 520;

/** The days of a series: in its rhythm from its first day on, past holidays if so wished (SER-1). */
export const seriesDays = ({
  firstDay,
  weekdays,
  everyWeeks,
  count,
  skipsHolidays,
}: Rhythm): readonly Day[] => {
  const wanted = weekdays.length === 0 ? [weekdayOf(firstDay)] : [...new Set(weekdays)].sort();
  const monday = addDays(firstDay, 1 - weekdayOf(firstDay));
  const days: Day[] = [];
  for (let week = 0; week < mostWeeks && days.length < count; week += Math.max(1, everyWeeks))
    for (const weekday of wanted) {
      const day = addDays(monday, week * 7 + weekday - 1);
      if (day < firstDay || days.length >= count || (skipsHolidays && isHoliday(day))) continue;
      days.push(day);
    }
  return days;
};

export const Missing = z.enum(['trainer', 'venue', 'accessibility', 'device']);
export type Missing = z.infer<typeof Missing>;

/** A tablet as the planning sees it. */
export type PlanDevice = { readonly id: DeviceId; readonly unit: UnitId | null; readonly isRevoked: boolean };

/** Everything planned, and what it is planned with. */
export type PlanBook = {
  readonly sessions: readonly PlannedSession[];
  readonly venues: readonly Venue[];
  readonly devices: readonly PlanDevice[];
};

const isAtOnce = (a: Session, b: Session): boolean =>
  overlap({ from: a.startsAt, to: a.endsAt }, { from: b.startsAt, to: b.endsAt }) > 0;

const othersAtOnce = (planned: PlannedSession, { sessions }: PlanBook): readonly PlannedSession[] =>
  sessions.filter(
    ({ session }) =>
      session.id !== planned.session.id && !session.cancelled && isAtOnce(session, planned.session),
  );

const isBefore = (a: Session, b: Session): boolean =>
  a.startsAt < b.startsAt || (a.startsAt === b.startsAt && a.id < b.id);

/**
 * A session has a tablet if one that works is assigned to it, or if its unit has one to spare: tablets that are not
 * assigned elsewhere at that time go to the unit's sessions in the order they begin (SER-2).
 */
const hasDevice = (planned: PlannedSession, book: PlanBook): boolean => {
  const working = book.devices.filter(({ isRevoked }) => !isRevoked);
  if (planned.device !== null) return working.some(({ id }) => id === planned.device);
  const others = othersAtOnce(planned, book);
  const taken = new Set(others.flatMap(({ device }) => device ?? []));
  const spare = working.filter(({ id, unit }) => unit === planned.unit && !taken.has(id));
  const earlier = others.filter(
    ({ session, unit, device }) =>
      session.kind === 'on-site' &&
      unit === planned.unit &&
      device === null &&
      isBefore(session, planned.session),
  );
  return spare.length > earlier.length;
};

/** What a session still lacks; nothing for one that is cancelled (SER-2). A digital lecture needs a trainer alone. */
export const missingIn = (planned: PlannedSession, book: PlanBook): readonly Missing[] => {
  const { session, venue } = planned;
  if (session.cancelled) return [];
  const has = (isTrue: boolean, missing: Missing): readonly Missing[] => (isTrue ? [missing] : []);
  const noTrainer = has(session.trainer === '', 'trainer');
  if (session.kind === 'digital') return noTrainer;
  const found = book.venues.find(({ id }) => id === venue);
  return [
    ...noTrainer,
    ...has(found === undefined && session.place === '', 'venue'),
    ...has(
      (found !== undefined || session.place !== '') && (found?.accessibility ?? '') === '',
      'accessibility',
    ),
    ...has(!hasDevice(planned, book), 'device'),
  ];
};

/** Something to know before a plan is saved. */
export const ConcernKind = z.enum([
  'weekend',
  'holiday',
  'past',
  'cohort-clash',
  'trainer-clash',
  'venue-clash',
  'device-clash',
  'few-seats',
  'before-wave',
  'managers-not-begun',
]);
export type ConcernKind = z.infer<typeof ConcernKind>;

/** Those that somebody must say yes to; the others are only told (SER-3, SER-4). */
export const mustConfirm: ReadonlySet<ConcernKind> = new Set<ConcernKind>([
  'past',
  'cohort-clash',
  'trainer-clash',
  'venue-clash',
  'device-clash',
  'before-wave',
  'managers-not-begun',
]);

export type Concern = {
  readonly kind: ConcernKind;
  readonly session: Session['id'];
  /** The session in the way, the holiday, the wave or the unit. */
  readonly about: string;
  /** When what it waits for begins; none if nobody has planned it. */
  readonly at: Instant | undefined;
};

/** What a session has in common with another at the same time. */
const sharedWith = (a: PlannedSession, b: PlannedSession): readonly ConcernKind[] => {
  const has = (isTrue: boolean, kind: ConcernKind): readonly ConcernKind[] => (isTrue ? [kind] : []);
  return [
    ...has(
      a.session.cohorts.some((cohort) => b.session.cohorts.includes(cohort)),
      'cohort-clash',
    ),
    ...has(a.session.trainer !== '' && a.session.trainer === b.session.trainer, 'trainer-clash'),
    ...has(a.venue !== null && a.venue === b.venue, 'venue-clash'),
    ...has(a.device !== null && a.device === b.device, 'device-clash'),
  ];
};

/** Sessions that want the same people, trainer, room or tablet at the same time (SER-3). */
export const clashesIn = (planned: PlannedSession, book: PlanBook): readonly Concern[] =>
  planned.session.cancelled
    ? []
    : othersAtOnce(planned, book).flatMap((other) =>
        sharedWith(planned, other).map((kind) => ({
          kind,
          session: planned.session.id,
          about: other.session.title,
          at: other.session.startsAt,
        })),
      );

/** Weekends, holidays, days that have been, and rooms that are too small (SER-3). */
export const dayConcerns = (
  { session, venue }: PlannedSession,
  { venues }: Pick<PlanBook, 'venues'>,
  { today, expected }: { readonly today: Day; readonly expected: number },
): readonly Concern[] => {
  const day = dayOf(session.startsAt);
  const holiday = holidayOn(day);
  const seats = venues.find(({ id }) => id === venue)?.seats ?? null;
  const told = (isTrue: boolean, kind: ConcernKind, about: string): readonly Concern[] =>
    isTrue ? [{ kind, session: session.id, about, at: session.startsAt }] : [];
  return [
    ...told(holiday === undefined && weekdayOf(day) > 5, 'weekend', ''),
    ...told(holiday !== undefined, 'holiday', holiday ?? ''),
    ...told(day < today, 'past', ''),
    ...told(seats !== null && expected > seats, 'few-seats', String(seats)),
  ];
};

export type OrderFacts = {
  readonly cohorts: readonly Cohort[];
  readonly waves: readonly Wave[];
  /** For each managers' cohort, the units its people lead. */
  readonly unitsOfManagers: ReadonlyMap<CohortId, ReadonlySet<string>>;
  /** Everything planned. */
  readonly sessions: readonly PlannedSession[];
};

const firstStart = (
  sessions: readonly PlannedSession[],
  cohorts: ReadonlySet<string>,
): Instant | undefined => {
  const starts = sessions
    .filter(({ session }) => !session.cancelled && session.cohorts.some((id) => cohorts.has(id)))
    .map(({ session }) => session.startsAt);
  return starts.length === 0 ? undefined : instant(Math.min(...starts));
};

/** The managers' cohorts that a unit's own managers are in, wherever the cohort belongs. */
const managersOf = (unit: string, { cohorts, unitsOfManagers }: OrderFacts): ReadonlySet<string> =>
  new Set(
    cohorts
      .filter(
        ({ id, track, unit: own }) =>
          track === 'manager' && (own === unit || unitsOfManagers.get(id)?.has(unit) === true),
      )
      .map(({ id }) => id),
  );

/** When a unit's managers and its employees have their first session, as far as it is planned (SER-4). */
export const unitStarts = (
  unit: string,
  facts: OrderFacts,
): { readonly managers: Instant | undefined; readonly employees: Instant | undefined } => ({
  managers: firstStart(facts.sessions, managersOf(unit, facts)),
  employees: firstStart(
    facts.sessions,
    new Set(
      facts.cohorts
        .filter((cohort) => cohort.track === 'employee' && cohort.unit === unit)
        .map(({ id }) => id),
    ),
  ),
});

/**
 * Districts come in wave by wave, and a unit's managers begin before its employees: an employees' session that is
 * earlier than either is told, with what it is waiting for (SER-4).
 */
export const orderConcerns = ({ session }: PlannedSession, facts: OrderFacts): readonly Concern[] => {
  if (session.cancelled) return [];
  const employees = facts.cohorts.filter(
    ({ id, track }) => track === 'employee' && session.cohorts.includes(id),
  );
  return [...new Set(employees.map(({ unit }) => unit))].flatMap((unit): Concern[] => {
    const wave = facts.waves.find(({ units }) => units.includes(unit));
    const startsAt = wave === undefined ? undefined : instantAt(wave.startsOn, '00:00');
    const isTooEarly = facts.waves.length > 0 && (startsAt === undefined || session.startsAt < startsAt);
    const begun = firstStart(facts.sessions, managersOf(unit, facts));
    return [
      ...(isTooEarly
        ? [{ kind: 'before-wave', session: session.id, about: unit, at: startsAt } as const]
        : []),
      ...(begun === undefined || begun >= session.startsAt
        ? [{ kind: 'managers-not-begun', session: session.id, about: unit, at: begun } as const]
        : []),
    ];
  });
};

export type CohortHours = {
  readonly cohort: CohortId;
  readonly sessions: number;
  readonly minutes: number;
  readonly target: number;
};

/** How much each cohort is offered, against what its track asks for (PROG-1); what is cancelled counts nothing (SER-2). */
export const hoursByCohort = (
  cohorts: readonly Cohort[],
  sessions: readonly PlannedSession[],
): readonly CohortHours[] => {
  const sums = new Map<string, { sessions: number; minutes: number }>();
  for (const { session } of sessions) {
    if (session.cancelled) continue;
    for (const cohort of session.cohorts) {
      const sum = sums.get(cohort) ?? { sessions: 0, minutes: 0 };
      sums.set(cohort, { sessions: sum.sessions + 1, minutes: sum.minutes + plannedMinutes(session) });
    }
  }
  return cohorts.map(({ id, track }) => ({
    cohort: id,
    sessions: sums.get(id)?.sessions ?? 0,
    minutes: sums.get(id)?.minutes ?? 0,
    target: trackMinutes[track],
  }));
};

/** A survey may be offered only at an address that is encrypted and carries no name or password of its own (SER-7). */
export const isSurveyLink = (text: string): boolean =>
  /^https:\/\/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?(?:[/?#][^\s<>"\\]*)?$/i.test(
    text,
  ) && text.length <= 500;
