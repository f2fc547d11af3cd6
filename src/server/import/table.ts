/** A file as a table of texts, whatever it came as. Rows keep the numbers they have in the file. */

export type TableRow = {
  /** As in the file, counted from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Columns (from 0) whose cell is a formula; absent when there are none. */
  readonly formulas?: readonly number[];
};

export type Table = {
  /** The sheet that was read, when the file has several. */
  readonly sheet: string | null;
  readonly rows: readonly TableRow[];
};
