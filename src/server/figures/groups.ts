/** Groups of participants as they are shown: sums for each, and none that is too small (DASH-4). */
import {
  isCompleted,
  isOnTrack,
  type FigurePerson,
  type Tallies,
  type Tally,
} from '../../domain/programme-figures.ts';
import { hiddenGroups } from '../../domain/suppression.ts';
import type { Group } from '../../protocol/follow-up.ts';
import type { Fact, StatisticsCell } from '../identity/statistics.ts';

export type Role = 'employee' | 'key-person' | 'manager';
export const roles: readonly Role[] = ['employee', 'key-person', 'manager'];

/** A manager is a manager also as a key person; a key person takes the employees' series. */
export const roleOf = ({ track, isKeyPerson }: Pick<FigurePerson, 'track' | 'isKeyPerson'>): Role =>
  track === 'manager' ? 'manager' : isKeyPerson ? 'key-person' : 'employee';

/** How somebody stood at the period's end, and their hours in it: `end` less what there was when it began. */
export type Stood = { readonly person: FigurePerson; readonly end: Tally; readonly begin: Tally };

export const stoodIn = (people: readonly FigurePerson[], end: Tallies, begin: Tallies): readonly Stood[] =>
  people.flatMap((person) => {
    const atEnd = end.get(person.id);
    const atBegin = begin.get(person.id);
    return atEnd === undefined || atBegin === undefined ? [] : [{ person, end: atEnd, begin: atBegin }];
  });

/** In the order of a group's figures: offered to, on the way, completed, minutes, offered minutes. */
const valuesOf = ({ person, end, begin }: Stood): readonly [number, number, number, number, number] => [
  end.offeredMinutes > 0 ? 1 : 0,
  end.offeredMinutes > 0 && isOnTrack(person, end) ? 1 : 0,
  isCompleted(person, end) ? 1 : 0,
  end.minutes - begin.minutes,
  end.offeredMinutes - begin.offeredMinutes,
];

/** What the statistics of sex and age sum; `groupOf` tells them apart, for instance by unit. */
export const factsOf = (
  stood: readonly Stood[],
  groupOf: (person: FigurePerson) => string,
): readonly Fact[] =>
  stood.map((one) => ({
    participant: one.person.id,
    group: groupOf(one.person),
    values: valuesOf(one),
  }));

const groupFrom = (key: string, people: number, sums: readonly number[]): Group => {
  const [offeredTo = 0, onTrack = 0, completed = 0, minutes = 0, offeredMinutes = 0] = sums;
  return { key, people, offeredTo, onTrack, completed, minutes, offeredMinutes };
};

const hiddenGroup = (key: string): Group => ({
  key,
  people: null,
  offeredTo: null,
  onTrack: null,
  completed: null,
  minutes: null,
  offeredMinutes: null,
});

/** A cell of the statistics as a group. */
export const groupOfCell = ({ key, people, sums }: StatisticsCell): Group =>
  people === null || sums === null ? hiddenGroup(key) : groupFrom(key, people, sums);

/** The groups in the order of `keys`, those without people left out, the small ones hidden (DASH-4). */
export const groupsBy = (
  stood: readonly Stood[],
  keys: readonly string[],
  keyOf: (person: FigurePerson) => string,
): readonly Group[] => {
  const groups = keys
    .map((key) => ({ key, own: stood.filter(({ person }) => keyOf(person) === key) }))
    .filter(({ own }) => own.length > 0);
  const hidden = hiddenGroups(
    groups.map(({ key, own }) => ({ key, people: own.length })),
    [groups.map(({ key }) => key)],
  );
  return groups.map(({ key, own }) => {
    if (hidden.has(key)) return hiddenGroup(key);
    const values = own.map(valuesOf);
    return groupFrom(
      key,
      own.length,
      [0, 1, 2, 3, 4].map((i) => values.reduce((sum, each) => sum + (each[i] ?? 0), 0)),
    );
  });
};
