import { describe, expect, test } from 'vitest';
import { hiddenGroups, rowsAndColumns } from '../../src/domain/suppression.ts';
import { seeded } from '../support/seeded.ts';

const cells = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([key, people]) => ({ key, people }));

const hiddenIn = (sizes: Readonly<Record<string, number>>): readonly string[] =>
  [...hiddenGroups(cells(sizes), [Object.keys(sizes)])].toSorted();

describe('a table whose sum is known', () => {
  test.each([
    ['nobody is in a small group', { a: 5, b: 12, c: 7 }, []],
    ['an empty group tells nothing of anybody', { a: 0, b: 12, c: 7 }, []],
    [
      'a single small group would be the sum less the others, so the next smallest goes too',
      { a: 3, b: 12, c: 7 },
      ['a', 'c'],
    ],
    ['two small groups that are five together hide each other', { a: 2, b: 3, c: 7, d: 9 }, ['a', 'b']],
    [
      'two small groups of four together still tell of four, so a third goes',
      { a: 2, b: 2, c: 7, d: 9 },
      ['a', 'b', 'c'],
    ],
    ['an empty group hides nothing: one with people has to', { a: 4, b: 0, c: 7 }, ['a', 'c']],
    ['the sum itself is too small: everything goes', { a: 3, b: 1, c: 0 }, ['a', 'b']],
    ['a single group of four goes, though nothing is left to hide it with', { a: 4 }, ['a']],
    ['of two equal groups the same one goes each time', { b: 6, a: 6, c: 1 }, ['a', 'c']],
  ])('[DASH-4] %s', (_why, sizes, expected) => {
    expect(hiddenIn(sizes)).toEqual(expected);
  });
});

const table = (rows: readonly (readonly number[])[]) => {
  const rowKeys = rows.map((_, i) => `r${i}`);
  const columnKeys = (rows[0] ?? []).map((_, i) => `c${i}`);
  const keyOf = (row: string, column: string): string => `${row}${column}`;
  const people = rowKeys.flatMap((row, i) =>
    columnKeys.map((column, j) => ({ key: keyOf(row, column), people: rows[i]?.[j] ?? 0 })),
  );
  const sums = rowsAndColumns(rowKeys, columnKeys, keyOf);
  return { people, sums, hidden: hiddenGroups(people, sums) };
};

describe('a table with rows and columns', () => {
  test('[DASH-4] a cell hidden for its row hides another of its column, and that one’s row is safe too', () => {
    const { hidden } = table([
      [20, 3],
      [30, 9],
      [40, 30],
    ]);
    expect([...hidden].toSorted()).toEqual(['r0c0', 'r0c1', 'r1c0', 'r1c1']);
  });

  test('[DASH-4] without small groups nothing is hidden', () => {
    const { hidden } = table([
      [20, 5],
      [30, 9],
    ]);
    expect(hidden.size).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    '[DASH-4] no row or column leaves fewer than five people over, whatever the table (seed %i)',
    (seed) => {
      const random = seeded(seed);
      const rows = Array.from({ length: 13 }, () =>
        Array.from({ length: 5 }, () => Math.floor(random() * random() * 40)),
      );
      const { people, sums, hidden } = table(rows);
      const sizes = new Map(people.map(({ key, people: n }) => [key, n]));
      for (const { key, people: n } of people) if (n > 0 && n < 5) expect(hidden.has(key)).toBe(true);
      for (const sum of sums) {
        const away = sum.filter((key) => hidden.has(key));
        const left = away.reduce((total, key) => total + (sizes.get(key) ?? 0), 0);
        const total = sum.reduce((all, key) => all + (sizes.get(key) ?? 0), 0);
        if (away.length > 0 && total >= 5 && sum.filter((key) => (sizes.get(key) ?? 0) > 0).length > 1) {
          expect(away.length).toBeGreaterThan(1);
          expect(left).toBeGreaterThanOrEqual(5);
        }
      }
    },
  );
});
