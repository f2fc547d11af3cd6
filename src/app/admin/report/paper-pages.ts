/** How a paper's rows are laid out on pages, so that each page can say which of how many it is. */

export type PageSizes<T> = {
  /** How much the first page has room for, in the same measure as `costOf`; and the others. */
  readonly first: number;
  readonly next: number;
  /** What stands after the last row, which is never cut in two. */
  readonly tail: number;
  readonly costOf: (item: T) => number;
  /** Items that are not to stand last on a page, such as a heading. */
  readonly isHeading?: (item: T) => boolean;
};

/** The rows of each page, in order; an empty last page holds the tail alone. There is always one page. */
export const pagesOf = <T>(
  items: readonly T[],
  { first, next, tail, costOf, isHeading = () => false }: PageSizes<T>,
): readonly (readonly T[])[] => {
  const pages: T[][] = [[]];
  let left = first;
  for (const [index, item] of items.entries()) {
    const follower = items[index + 1];
    const needed = costOf(item) + (isHeading(item) && follower !== undefined ? costOf(follower) : 0);
    if (needed > left && pages.at(-1)?.length !== 0) {
      pages.push([]);
      left = next;
    }
    pages.at(-1)?.push(item);
    left -= costOf(item);
  }
  if (left < tail) pages.push([]);
  return pages;
};

/** One line of text for every so many characters, at least one. */
export const linesFor = (text: string, charactersPerLine: number): number =>
  Math.max(1, Math.ceil(text.length / charactersPerLine));
