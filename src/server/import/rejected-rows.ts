/**
 * The rows that were not taken in, as a file to put right and hand in again: the columns as they came, and one more
 * with what is wrong. No cell can start a calculation in Excel (IMP-10).
 */
import writeExcelFile from 'write-excel-file/node';
import { guardedText } from '../../domain/spreadsheet-text.ts';
import type { TableRow } from './table.ts';

export type RejectedRow = { readonly cells: readonly string[]; readonly why: string };

export type RejectedFile = {
  readonly header: TableRow;
  /** The heading of the added column. */
  readonly whyHeading: string;
  readonly rows: readonly RejectedRow[];
};

const widthOf = ({ header, rows }: RejectedFile): number =>
  rows.reduce((width, { cells }) => Math.max(width, cells.length), header.cells.length);

const linesOf = (file: RejectedFile): readonly (readonly string[])[] => {
  const width = widthOf(file);
  const padded = (cells: readonly string[], last: string): readonly string[] => [
    ...Array.from({ length: width }, (_, index) => cells[index] ?? ''),
    last,
  ];
  return [
    padded(file.header.cells, file.whyHeading),
    ...file.rows.map(({ cells, why }) => padded(cells, why)),
  ];
};

/** As an Excel workbook. Every cell is text, which Excel never calculates. */
export const rejectedWorkbook = async (file: RejectedFile): Promise<Buffer> => {
  const data = linesOf(file).map((line) =>
    line.map((value) => (value === '' ? null : { type: String, value })),
  );
  return writeExcelFile(data).toBuffer();
};

const csvCell = (text: string): string => {
  const safe = guardedText(text);
  return /[";\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** As CSV the way Excel in Sweden opens it: semicolons, CRLF, UTF-8 with a byte order mark. */
export const rejectedCsv = (file: RejectedFile): Buffer =>
  Buffer.from(
    `\uFEFF${linesOf(file)
      .map((line) => line.map(csvCell).join(';'))
      .join('\r\n')}\r\n`,
  );
