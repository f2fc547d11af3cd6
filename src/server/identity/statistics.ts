/**
 * Sex and age as statistics. An identity number is opened here and only sums leave: never a row for a person, and no
 * group that is too small to be shown (DASH-4, PRIV-2).
 */
import { hiddenGroups, rowsAndColumns } from '../../domain/suppression.ts';
import type { Day } from '../../domain/time.ts';
import { groupRows } from '../store/many-rows.ts';
import type { IdentityVault } from './identity-vault.ts';
import { ageOn, sexOf, storedNumber, type Sex } from './personal-number.ts';

export const ageGroups = ['under-30', '30-39', '40-49', '50-59', '60-plus'] as const;
export type AgeGroup = (typeof ageGroups)[number];

export const ageGroupOf = (age: number): AgeGroup => {
  if (age < 30) return 'under-30';
  if (age < 40) return '30-39';
  if (age < 50) return '40-49';
  return age < 60 ? '50-59' : '60-plus';
};

export type Traits = { readonly sex: Sex | 'unknown'; readonly age: AgeGroup | 'unknown' };

const unknown: Traits = { sex: 'unknown', age: 'unknown' };

/** Of a whole country no more numbers lie open at the same time than these. */
const openAtOnce = 5000;

/** What the numbers say of each; for this folder alone. */
export const traitsOf = async (
  participants: readonly string[],
  day: Day,
  identities: Pick<IdentityVault, 'read'>,
): Promise<ReadonlyMap<string, Traits>> => {
  const traits = new Map<string, Traits>();
  for (let at = 0; at < participants.length; at += openAtOnce) {
    const some = participants.slice(at, at + openAtOnce);
    const read = await identities.read(some);
    for (const participant of some) {
      const number = storedNumber(read.get(participant)?.number ?? '');
      traits.set(
        participant,
        number === undefined ? unknown : { sex: sexOf(number), age: ageGroupOf(ageOn(number, day)) },
      );
    }
  }
  return traits;
};

/** What is to be summed of one person, and the group, such as the unit, within which it is told apart. */
export type Fact = {
  readonly participant: string;
  readonly group: string;
  readonly values: readonly number[];
};

/** One cell: how many people, and the sums of their values in order; neither where it is hidden. */
export type StatisticsCell = {
  readonly group: string;
  readonly key: string;
  readonly people: number | null;
  readonly sums: readonly number[] | null;
};

const keysOf = {
  sex: ['woman', 'man', 'unknown'],
  age: [...ageGroups, 'unknown'],
} as const;

export type StatisticsBy = keyof typeof keysOf;

const sumOf = (facts: readonly Fact[]): readonly number[] =>
  (facts[0]?.values ?? []).map((_, i) => facts.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));

/** Sums by sex or by age group, within each group. */
export type Statistics = (by: StatisticsBy, facts: readonly Fact[]) => readonly StatisticsCell[];

/**
 * Opens what is kept of these people once, for several tables. The sums of every group and, where there are several, of
 * every sex or age are taken as published, so that no hidden cell can be found as what is left over (DASH-4). Cells
 * nobody is in are left out, but for a woman's and a man's and the known ages.
 */
export const openStatistics = async (
  participants: readonly string[],
  day: Day,
  identities: Pick<IdentityVault, 'read'>,
): Promise<Statistics> => {
  const traits = await traitsOf(participants, day, identities);
  return (by, facts) => {
    const keys: readonly string[] = keysOf[by];
    const cellKey = (group: string, key: string): string => JSON.stringify([group, key]);
    const inGroup = groupRows(facts, ({ group }) => group);
    const groups = [...inGroup.keys()];
    const cells = groups.flatMap((group) => {
      const inCell = groupRows(
        inGroup.get(group) ?? [],
        ({ participant }): string => (traits.get(participant) ?? unknown)[by],
      );
      return keys.map((key) => ({ group, key, own: inCell.get(key) ?? [] }));
    });
    const sums =
      groups.length > 1
        ? rowsAndColumns(groups, keys, cellKey)
        : groups.map((group) => keys.map((key) => cellKey(group, key)));
    const hidden = hiddenGroups(
      cells.map(({ group, key, own }) => ({ key: cellKey(group, key), people: own.length })),
      sums,
    );
    return cells
      .filter(({ key, own }) => own.length > 0 || key !== 'unknown')
      .map(({ group, key, own }) =>
        hidden.has(cellKey(group, key))
          ? { group, key, people: null, sums: null }
          : { group, key, people: own.length, sums: sumOf(own) },
      );
  };
};
