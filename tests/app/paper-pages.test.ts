import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../src/app/admin/report/paper-pages.ts';

const rows = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const sizes = { first: 3, next: 5, tail: 2, costOf: () => 1 };

describe('a paper', () => {
  test('[PAPER-5] has every row once and in order, however many pages it takes', () => {
    for (let n = 0; n < 40; n += 1) expect(pagesOf(rows(n), sizes).flat()).toEqual(rows(n));
  });

  test('[PAPER-5] has no page with more than it has room for, and what ends it is never cut in two', () => {
    for (let n = 0; n < 40; n += 1) {
      const pages = pagesOf(rows(n), sizes);
      pages.forEach((page, i) => {
        const room = i === 0 ? sizes.first : sizes.next;
        expect(page.length + (i === pages.length - 1 ? sizes.tail : 0)).toBeLessThanOrEqual(room);
      });
    }
  });

  test('[PAPER-5] never leaves a heading last on a page, without what it is the heading of', () => {
    const pages = pagesOf(['a', 'b', 'Farsta', 'c'], {
      ...sizes,
      isHeading: (row: string) => row === 'Farsta',
    });

    expect(pages).toEqual([
      ['a', 'b'],
      ['Farsta', 'c'],
    ]);
  });

  test('[PAPER-5] takes a row that is longer than a page as it is', () => {
    expect(pagesOf([9, 1], { ...sizes, costOf: (n) => n })).toEqual([[9], [1]]);
  });
});
