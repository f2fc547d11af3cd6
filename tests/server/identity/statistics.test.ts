import { expect, test } from 'vitest';
import { Day } from '../../../src/domain/time.ts';
import { fictionalNumber } from '../../../src/server/identity/fictional-number.ts';
import type { Identity } from '../../../src/server/identity/identity-vault.ts';
import { ageGroupOf, openStatistics, type Fact } from '../../../src/server/identity/statistics.ts';

const day = Day.parse('2026-11-22');

/** A vault with these numbers, which also tells what was asked of it. */
const vaultOf = (numbers: ReadonlyMap<string, string>) => ({
  read: async (participants: readonly string[]): Promise<ReadonlyMap<string, Identity>> =>
    new Map(
      participants.map((participant) => [
        participant,
        { number: numbers.get(participant) ?? null, isProtected: false, name: null },
      ]),
    ),
});

const group = (name: string, n: number, sex: 'woman' | 'man', year: number) =>
  Array.from({ length: n }, (_, i) => ({
    participant: `${name}-${sex}-${year}-${i}`,
    group: name,
    number: fictionalNumber(year, sex, i),
  }));

const ask = async (
  by: 'sex' | 'age',
  people: readonly { participant: string; group: string; number: string }[],
) => {
  const statistics = await openStatistics(
    people.map(({ participant }) => participant),
    day,
    vaultOf(new Map(people.map(({ participant, number }) => [participant, number]))),
  );
  const facts = people.map(({ participant, group: own }): Fact => ({
    participant,
    group: own,
    values: [1, 60],
  }));
  return statistics(by, facts);
};

test('[DASH-4] answers sums for women and men, and no row for anybody', async () => {
  const answer = await ask('sex', [...group('', 7, 'woman', 1980), ...group('', 5, 'man', 1980)]);
  expect(answer).toEqual([
    { group: '', key: 'woman', people: 7, sums: [7, 420] },
    { group: '', key: 'man', people: 5, sums: [5, 300] },
  ]);
});

test('[DASH-4] hides a small age group and the next smallest with it', async () => {
  const answer = await ask('age', [
    ...group('', 20, 'woman', 1980),
    ...group('', 8, 'woman', 1990),
    ...group('', 2, 'woman', 2000),
  ]);
  expect(answer.find(({ key }) => key === 'under-30')).toEqual({
    group: '',
    key: 'under-30',
    people: null,
    sums: null,
  });
  expect(answer.find(({ key }) => key === '30-39')?.sums).toBeNull();
  expect(answer.find(({ key }) => key === '40-49')?.sums).toEqual([20, 1200]);
});

test('[DASH-4] hides a unit’s few men, its women, and as many of another unit that no column gives them away', async () => {
  const answer = await ask('sex', [
    ...group('farsta', 20, 'woman', 1980),
    ...group('farsta', 3, 'man', 1980),
    ...group('jarva', 30, 'woman', 1980),
    ...group('jarva', 9, 'man', 1980),
    ...group('bromma', 40, 'woman', 1980),
    ...group('bromma', 30, 'man', 1980),
  ]);
  const shown = answer.filter(({ people }) => people !== null).map(({ group: own, key }) => `${own}/${key}`);
  expect(shown).toEqual(['bromma/woman', 'bromma/man']);
});

test('[DASH-4] counts somebody without a number apart, and the age on the very day of birth', async () => {
  const answer = await ask('sex', [
    ...group('', 6, 'woman', 1980),
    ...group('', 6, 'man', 1980),
    ...Array.from({ length: 5 }, (_, i) => ({ participant: `none-${i}`, group: '', number: '' })),
  ]);
  expect(answer.find(({ key }) => key === 'unknown')?.people).toBe(5);
  expect([29, 30, 39, 40, 59, 60].map(ageGroupOf)).toEqual([
    'under-30',
    '30-39',
    '30-39',
    '40-49',
    '50-59',
    '60-plus',
  ]);
});
