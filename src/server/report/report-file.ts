/** The file to SCB, as .xlsx and as .csv: the same bytes for the same content (SCB-6). No cell can start a calculation. */
import { createHash } from 'node:crypto';
import writeExcelFile from 'write-excel-file/node';
import { guardedText } from '../../domain/spreadsheet-text.ts';
import type { ReportFormat } from '../../protocol/report.ts';
import { withFixedTimes } from './fixed-zip-times.ts';
import { reportLines, type Cell } from './report-cells.ts';
import type { ReportMonth } from './report-month.ts';

const monthNames = [
  'Januari',
  'Februari',
  'Mars',
  'April',
  'Maj',
  'Juni',
  'Juli',
  'Augusti',
  'September',
  'Oktober',
  'November',
  'December',
];

/** Letters and figures that any computer and any upload form takes. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .join('_')
    .slice(0, 60);

/** Oktober2026_Framtidens_socialtjanst */
export const reportFileName = (month: string, project: string): string => {
  const [year, number] = month.split('-');
  return [`${monthNames[Number(number) - 1]}${year}`, plain(project)].filter((part) => part !== '').join('_');
};

/** Text is text to Excel also when it looks like a number or a formula; only hours are numbers. */
const workbookCell = ({ text, number }: Cell) =>
  number !== undefined ? { type: Number, value: number } : text === '' ? null : { type: String, value: text };

const workbook = async (lines: readonly (readonly Cell[])[], month: string): Promise<Buffer<ArrayBuffer>> =>
  withFixedTimes(
    await writeExcelFile(
      lines.map((line) => line.map(workbookCell)),
      { sheet: month, columns: (lines[0] ?? []).map(() => ({ width: 18 })) },
    ).toBuffer(),
  );

const csvCell = ({ text, number }: Cell): string => {
  const safe = number === undefined ? guardedText(text) : text;
  return /[";\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** As Excel in Sweden reads it: semicolons, CRLF, UTF-8 with a byte order mark. */
const csv = (lines: readonly (readonly Cell[])[]): Buffer<ArrayBuffer> =>
  Buffer.from(`\uFEFF${lines.map((line) => line.map(csvCell).join(';')).join('\r\n')}\r\n`);

export type MadeReport = { readonly bytes: Buffer<ArrayBuffer>; readonly checksum: string };

/** The file and its SHA-256 in hexadecimal. Hand it over only where nothing stands in the way (`obstacle`). */
export const makeReport = async (
  { month, rows, settings }: Pick<ReportMonth, 'month' | 'rows' | 'settings'>,
  format: ReportFormat,
): Promise<MadeReport> => {
  const lines = reportLines(rows, settings);
  const bytes = format === 'xlsx' ? await workbook(lines, month) : csv(lines);
  return { bytes, checksum: createHash('sha256').update(bytes).digest('hex') };
};
