/** What the steering group follows besides hours: the goal of a manager and a key person, and what went otherwise. */
import type { AttendedLine, FigurePerson, FigureSession, Progress } from './programme-figures.ts';

/** Employees who have a participating manager and a participating key person where they work. */
export type TogetherGoal = {
  readonly employees: number;
  /** Of them, those with both in the same unit, and those with both at the same workplace. */
  readonly inUnit: number;
  readonly atWorkplace: number;
  /** Workplaces with employees that lack somebody. */
  readonly lacking: readonly {
    readonly unit: string;
    readonly workplace: string;
    readonly employees: number;
    readonly hasManager: boolean;
    readonly hasKeyPerson: boolean;
  }[];
};

type Place = { employees: number; hasManager: boolean; hasKeyPerson: boolean };

const placesBy = (
  people: readonly FigurePerson[],
  keyOf: (person: FigurePerson) => string,
): ReadonlyMap<string, Readonly<Place>> => {
  const places = new Map<string, Place>();
  for (const person of people) {
    const place = places.get(keyOf(person)) ?? { employees: 0, hasManager: false, hasKeyPerson: false };
    if (person.track === 'employee') place.employees += 1;
    if (person.track === 'manager') place.hasManager = true;
    if (person.isKeyPerson) place.hasKeyPerson = true;
    places.set(keyOf(person), place);
  }
  return places;
};

const withBoth = (places: ReadonlyMap<string, Readonly<Place>>): number =>
  [...places.values()].reduce(
    (sum, { employees, hasManager, hasKeyPerson }) => sum + (hasManager && hasKeyPerson ? employees : 0),
    0,
  );

/**
 * Every participating employee is to have a participating manager and key person in the same unit (DASH-6). Whoever
 * holds a place in a cohort participates; a key person counts for their own workplace.
 */
export const togetherGoal = (everybody: readonly FigurePerson[]): TogetherGoal => {
  const people = everybody.filter(({ hasPlace }) => hasPlace);
  const keyOf = ({ unit, workplace }: FigurePerson): string => JSON.stringify([unit, workplace]);
  const workplaces = placesBy(people, keyOf);
  return {
    employees: people.filter(({ track }) => track === 'employee').length,
    inUnit: withBoth(placesBy(people, ({ unit }) => unit)),
    atWorkplace: withBoth(workplaces),
    lacking: [...workplaces]
      .filter(([, place]) => place.employees > 0 && !(place.hasManager && place.hasKeyPerson))
      .map(([key, place]) => {
        const [unit = '', workplace = ''] = JSON.parse(key) as string[];
        return { unit, workplace, ...place };
      })
      .toSorted((a, b) => a.unit.localeCompare(b.unit, 'sv') || a.workplace.localeCompare(b.workplace, 'sv')),
  };
};

/** What went otherwise than planned in a stretch of time. */
export type Deviations = {
  /** Sessions that have been held, or should have been. */
  readonly sessions: number;
  readonly cancelled: number;
  readonly notClosed: number;
  readonly withoutAttest: number;
  readonly notReviewed: number;
  /** Places at closed sessions, and those that nobody took. */
  readonly expected: number;
  readonly noShows: number;
  readonly attendances: number;
  readonly late: number;
  readonly leftEarly: number;
  readonly corrections: number;
  readonly setAside: number;
};

/** Counts what went otherwise at these sessions (DASH-7). A no-show is a place at a closed session without a check-in. */
export const deviationsOf = (
  sessions: readonly FigureSession[],
  attended: readonly AttendedLine[],
  now: number,
): Deviations => {
  const over = sessions.filter(({ endsAt }) => endsAt <= now);
  const held = over.filter(({ isCancelled }) => !isCancelled);
  const closed = held.filter(({ isClosed }) => isClosed);
  const ids = new Set(over.map(({ id }) => id));
  const lines = attended.filter(({ session }) => ids.has(session));
  const came = new Set(lines.map(({ session, participant }) => `${session}/${participant}`));
  const sum = (of: (session: FigureSession) => number): number =>
    over.reduce((total, session) => total + of(session), 0);
  const expected = closed.reduce((total, session) => total + session.expected.length, 0);
  return {
    sessions: held.length,
    cancelled: over.length - held.length,
    notClosed: held.length - closed.length,
    withoutAttest: closed.filter(({ isAttested }) => !isAttested).length,
    notReviewed: held.filter(({ isReviewed }) => !isReviewed).length,
    expected,
    noShows: closed.reduce(
      (total, session) => total + session.expected.filter((id) => !came.has(`${session.id}/${id}`)).length,
      0,
    ),
    attendances: lines.length,
    late: lines.filter(({ isLate }) => isLate).length,
    leftEarly: lines.filter(({ hasLeftEarly }) => hasLeftEarly).length,
    corrections: sum(({ corrections }) => corrections),
    setAside: sum(({ setAside }) => setAside),
  };
};

/** The share on the way, in whole per cent rounded down; nothing where nobody has been offered anything. */
export const onTrackPercent = ({
  offeredTo,
  onTrack,
}: Pick<Progress, 'offeredTo' | 'onTrack'>): number | null =>
  offeredTo === 0 ? null : Math.floor((onTrack * 100) / offeredTo);
