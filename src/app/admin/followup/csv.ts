/** A table as CSV the way Excel in the reader's country opens it; no cell can start a calculation (DASH-10). */
import { guardedText } from '../../../domain/spreadsheet-text.ts';
import type { Language } from '../../text/languages.ts';

/** Words, a figure, or nothing where a group is not shown. */
export type CsvCell = string | number | null;

const textCell = (text: string): string => {
  const safe = guardedText(text);
  return /[";,\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Swedish Excel reads a decimal comma and semicolons, English a point and commas. */
const marks = { sv: { between: ';', point: ',' }, en: { between: ',', point: '.' } } as const;

/** A number keeps at most two decimals and never a thousands separator; only words are guarded. */
const cellText = (cell: CsvCell, point: string): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  const text = String(Math.round(cell * 100) / 100).replace('.', point);
  return point === ',' || !text.includes(',') ? text : `"${text}"`;
};

/** The heading row and the rows, with CRLF and a byte order mark so that å, ä and ö are read right. */
export const csvOf = (
  head: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  language: Language,
): string => {
  const { between, point } = marks[language];
  const lines = [head, ...rows].map((row) => row.map((cell) => cellText(cell, point)).join(between));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};
