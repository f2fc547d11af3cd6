import { expect, test } from 'vitest';
import { cleanText, unescapeCell } from '../../../src/server/import/clean-text.ts';
import { readTable } from '../../../src/server/import/read-table.ts';
import { rejectedCsv, rejectedWorkbook } from '../../../src/server/import/rejected-rows.ts';

const dangerous = [
  '=1+1',
  '+46 8 123',
  '-5',
  '@SUM(A1)',
  '=HYPERLINK("http://example.se";"x")',
  '\t=1+1',
  "'t Hooft",
];
const file = {
  header: { row: 1, cells: ['Namn', 'Ort'] },
  whyHeading: 'Fel',
  rows: dangerous.map((name) => ({ cells: [name], why: 'Namnet saknas; skriv det' })),
};

test('[IMP-10] the download as CSV starts no calculation in Excel, and read back the names are the same', async () => {
  const bytes = rejectedCsv(file);
  const lines = bytes.toString('utf8').slice(1).split('\r\n');
  expect(lines.filter((line) => /(^|;)"?[=+\-@\t]/.test(line))).toEqual([]);
  const read = await readTable(bytes, 'fel.csv');
  const names = read.ok
    ? read.value.rows.slice(1).map(({ cells }) => cleanText(unescapeCell(cells[0] ?? '')))
    : [];
  expect(names).toEqual(dangerous.map(cleanText));
});

test('[IMP-10] the download as a workbook holds texts only, and read back is the same with one more column', async () => {
  const read = await readTable(await rejectedWorkbook(file), 'fel.xlsx');
  expect(read.ok && read.value.rows[0]?.cells).toEqual(['Namn', 'Ort', 'Fel']);
  expect(read.ok && read.value.rows.some(({ formulas }) => formulas !== undefined)).toBe(false);
  expect(read.ok && read.value.rows.slice(1).map(({ cells }) => cells[0])).toEqual(
    dangerous.map((name) => name.trim()),
  );
});
