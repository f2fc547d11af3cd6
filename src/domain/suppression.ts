/**
 * Small groups are not shown, and neither is what would give them away: where a sum is published, a single hidden part
 * of it is the sum less the others (DASH-4). Pure, so that tables, files and printed reports hide the same.
 */

/** Fewer people than this are never told apart in a table. */
export const smallestGroup = 5;

/** One cell of a table: what it is called, and how many people it is about. */
export type GroupSize = { readonly key: string; readonly people: number };

/** Cells whose sum is published: the cells of a row, of a column, or of the whole table. */
export type PublishedSum = readonly string[];

/**
 * The cells to hide (DASH-4). First those with fewer than `smallest` people; empty cells tell nothing of anybody and
 * stay. Then, in every published sum, more of the smallest cells until at least two are hidden and they hold at least
 * `smallest` people together, so that what the sum leaves over is no small group either. A sum about fewer people than
 * that hides all its cells. Always the same answer for the same table.
 */
export const hiddenGroups = (
  cells: readonly GroupSize[],
  sums: readonly PublishedSum[],
  smallest = smallestGroup,
): ReadonlySet<string> => {
  const people = new Map(cells.map((cell) => [cell.key, cell.people]));
  const sizeOf = (key: string): number => people.get(key) ?? 0;
  const hidden = new Set(
    cells.filter((cell) => cell.people > 0 && cell.people < smallest).map(({ key }) => key),
  );
  const isSafe = (sum: PublishedSum): boolean => {
    const away = sum.filter((key) => hidden.has(key));
    const left = away.reduce((total, key) => total + sizeOf(key), 0);
    return away.length === 0 || (away.length >= 2 && left >= smallest);
  };
  const nextIn = (sum: PublishedSum): string | undefined =>
    sum
      .filter((key) => !hidden.has(key) && sizeOf(key) > 0)
      .toSorted((a, b) => sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1))[0];
  /* A cell hidden for one sum can leave another with a single hidden cell: round by round until every sum holds. */
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const sum of sums)
      while (!isSafe(sum)) {
        const next = nextIn(sum);
        if (next === undefined) break;
        hidden.add(next);
        isChanged = true;
      }
  }
  return hidden;
};

/** The sums that are published of a table with rows and columns: every row's and every column's. */
export const rowsAndColumns = (
  rows: readonly string[],
  columns: readonly string[],
  keyOf: (row: string, column: string) => string,
): readonly PublishedSum[] => [
  ...rows.map((row) => columns.map((column) => keyOf(row, column))),
  ...columns.map((column) => rows.map((row) => keyOf(row, column))),
];
