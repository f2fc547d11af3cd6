/**
 * Personal links as a file for a mail merge in Word, for those who have no e-mail or where no mail server is set. Opened
 * in Excel, no cell can start a calculation (MAIL-5).
 */
import writeExcelFile from 'write-excel-file/node';
import { guardedText } from '../../domain/spreadsheet-text.ts';

export const mergeColumns = ['Förnamn', 'Efternamn', 'E-post', 'Grupp', 'Arbetsplats', 'Länk'] as const;
export type MergeRow = readonly [
  given: string,
  family: string,
  address: string,
  group: string,
  workplace: string,
  link: string,
];

const csvCell = (text: string): string => {
  const safe = guardedText(text);
  return /[";\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** As Excel and Word in Sweden read it: semicolons, CRLF, UTF-8 with a byte order mark. */
export const mergeCsv = (rows: readonly MergeRow[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(`\uFEFF${[mergeColumns, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`),
  );

/** As a workbook; every cell is text. */
export const mergeWorkbook = async (rows: readonly MergeRow[]): Promise<Uint8Array<ArrayBuffer>> => {
  const data = [mergeColumns, ...rows].map((row) =>
    row.map((value) => (value === '' ? null : { type: String, value })),
  );
  return new Uint8Array(await writeExcelFile(data).toBuffer());
};
