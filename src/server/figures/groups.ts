/** Groups of participants as they are shown: sums for each, and none that is too small (DASH-4). */
import {
  isCompleted,
  isOnTrack,
  tallyOf,
  type FigurePerson,
  type GroupSums,
} from '../../domain/programme-figures.ts';
import { sumOf, sumsOf } from '../../domain/sums.ts';
import { hiddenGroups } from '../../domain/suppression.ts';
import type { Group } from '../../protocol/follow-up.ts';
import type { Fact, StatisticsCell } from '../identity/statistics.ts';
import type { KeptPerson } from '../store/figure-store.ts';
import { groupRows } from '../store/many-rows.ts';
import type { Period } from './period.ts';

export type Role = 'employee' | 'key-person' | 'manager';
export const roles: readonly Role[] = ['employee', 'key-person', 'manager'];

/** A manager is a manager also as a key person; a key person takes the employees' series. */
export const roleOf = ({ track, isKeyPerson }: Pick<FigurePerson, 'track' | 'isKeyPerson'>): Role =>
  track === 'manager' ? 'manager' : isKeyPerson ? 'key-person' : 'employee';

const asNumber = (holds: boolean): number => (holds ? 1 : 0);

/**
 * What the statistics of sex and age sum of each, in the order of a group's figures: offered to, on the way, completed,
 * minutes, offered minutes. `groupOf` tells people apart, for instance by unit.
 */
export const factsOf = (
  people: readonly KeptPerson[],
  { from, to }: Period,
  groupOf: (person: KeptPerson) => string,
): readonly Fact[] =>
  people.map((person) => {
    const end = tallyOf(person.months, to);
    const own = tallyOf(person.months, to, from);
    const isOffered = end.offeredMinutes > 0;
    return {
      participant: person.id,
      group: groupOf(person),
      values: [
        asNumber(isOffered),
        asNumber(isOffered && isOnTrack(person, end)),
        asNumber(isCompleted(person, end)),
        own.minutes,
        own.offeredMinutes,
      ],
    };
  });

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
  all: readonly GroupSums[],
  keys: readonly string[],
  keyOf: (group: GroupSums) => string,
): readonly Group[] => {
  const byKey = groupRows(all, keyOf);
  const groups = keys.flatMap((key) => {
    const own = byKey.get(key) ?? [];
    const people = sumOf(own, (one) => one.people);
    return people === 0 ? [] : [{ key, own, people }];
  });
  const hidden = hiddenGroups(groups, [groups.map(({ key }) => key)]);
  return groups.map(({ key, own, people }) =>
    hidden.has(key)
      ? hiddenGroup(key)
      : {
          key,
          people,
          ...sumsOf(['offeredTo', 'onTrack', 'completed'], own),
          minutes: sumOf(own, ({ periodMinutes }) => periodMinutes),
          offeredMinutes: sumOf(own, ({ periodOffered }) => periodOffered),
        },
  );
};
