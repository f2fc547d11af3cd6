/** A known bug, as what has to be written instead of what stands in the code. */
export type Edit = {
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
};

export type Bug = {
  readonly id: string;
  readonly words: string;
  readonly edits: readonly Edit[];
  /** Which invariants ought to see it. */
  readonly caughtBy: readonly string[];
};

/** The text with the bug in it; throws when the table no longer fits the code. */
export const planted = (text: string, { file, find, replace }: Edit): string => {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file} has the text of a planted bug ${count} times: ${find}`);
  return text.replace(find, () => replace);
};
