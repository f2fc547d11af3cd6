/** What the steering group follows besides hours: the goal of a manager and a key person, and what went otherwise. */
import type { FigurePerson, Progress } from './programme-figures.ts';
import { sumOf } from './sums.ts';

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

/** Participants who are alike in all of this, and how many hold a place; whoever holds none is not among them. */
export type PlacedPeople = Pick<FigurePerson, 'unit' | 'track' | 'isKeyPerson'> & {
  readonly workplace: string;
  readonly people: number;
};

type Place = { employees: number; hasManager: boolean; hasKeyPerson: boolean };

const placesBy = (
  groups: readonly PlacedPeople[],
  keyOf: (group: PlacedPeople) => string,
): ReadonlyMap<string, Readonly<Place>> => {
  const places = new Map<string, Place>();
  for (const group of groups) {
    const place = places.get(keyOf(group)) ?? { employees: 0, hasManager: false, hasKeyPerson: false };
    if (group.track === 'employee') place.employees += group.people;
    if (group.track === 'manager') place.hasManager = true;
    if (group.isKeyPerson) place.hasKeyPerson = true;
    places.set(keyOf(group), place);
  }
  return places;
};

const withBoth = (places: ReadonlyMap<string, Readonly<Place>>): number =>
  sumOf([...places.values()], ({ employees, hasManager, hasKeyPerson }) =>
    hasManager && hasKeyPerson ? employees : 0,
  );

/**
 * Every participating employee is to have a participating manager and key person in the same unit (DASH-6). Whoever
 * holds a place in a cohort participates; a key person counts for their own workplace.
 */
export const togetherGoal = (groups: readonly PlacedPeople[]): TogetherGoal => {
  const keyOf = ({ unit, workplace }: PlacedPeople): string => JSON.stringify([unit, workplace]);
  const workplaces = placesBy(groups, keyOf);
  return {
    employees: sumOf(groups, ({ track, people }) => (track === 'employee' ? people : 0)),
    inUnit: withBoth(placesBy(groups, ({ unit }) => unit)),
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

/** What went otherwise than planned in a stretch of time (DASH-7). A no-show is a place at a closed session without a check-in. */
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

export const deviationNames = [
  'sessions',
  'cancelled',
  'notClosed',
  'withoutAttest',
  'notReviewed',
  'expected',
  'noShows',
  'attendances',
  'late',
  'leftEarly',
  'corrections',
  'setAside',
] as const satisfies readonly (keyof Deviations)[];

/** The share on the way, in whole per cent rounded down; nothing where nobody has been offered anything. */
export const onTrackPercent = ({
  offeredTo,
  onTrack,
}: Pick<Progress, 'offeredTo' | 'onTrack'>): number | null =>
  offeredTo === 0 ? null : Math.floor((onTrack * 100) / offeredTo);
