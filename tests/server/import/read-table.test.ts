import { describe, expect, test } from 'vitest';
import { readTable } from '../../../src/server/import/read-table.ts';
import { openWorkbook, packWorkbook } from '../../../src/server/import/xlsx-guard.ts';
import type { Table } from '../../../src/server/import/table.ts';
import {
  aLine,
  csvText,
  inlineCell,
  participantHeader,
  sheetXml,
  utf16WithMark,
  utf8,
  utf8WithMark,
  windows1252,
  workbook,
  workbookOf,
  workbookParts,
  zipOf,
} from '../../support/import-files.ts';

const tableOf = async (bytes: Uint8Array, name = 'deltagare.csv'): Promise<Table> => {
  const read = await readTable(bytes, name);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const cellsOf = async (bytes: Uint8Array, name = 'deltagare.csv') =>
  (await tableOf(bytes, name)).rows.map(({ cells }) => cells);
const refusalOf = async (bytes: Uint8Array, name: string) => {
  const read = await readTable(bytes, name);
  return read.ok ? 'taken in' : read.error;
};

/** The same workbook, with its first sheet hidden. */
const withFirstSheetHidden = (bytes: Buffer): Buffer => {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(opened.error);
  const parts = new Map(opened.value);
  const book = parts.get('xl/workbook.xml')?.toString() ?? '';
  parts.set('xl/workbook.xml', Buffer.from(book.replace('<sheet ', '<sheet state="hidden" ')));
  return packWorkbook(parts);
};

const lines = [participantHeader, aLine(0), aLine(1, { Förnamn: 'Åsa', Efternamn: 'Öhrn' })];

describe('a list that Excel in Sweden has saved as text', () => {
  test.each([
    ['UTF-8', utf8],
    ['UTF-8 with a mark', utf8WithMark],
    ['Windows-1252', windows1252],
    ['Unicode-text (UTF-16)', utf16WithMark],
  ])('[IMP-6] keeps å, ä and ö in %s', async (_name, encode) => {
    expect(await cellsOf(encode(csvText(lines)))).toEqual(lines);
  });

  test.each([
    [';', '\r\n'],
    [',', '\n'],
    ['\t', '\r'],
  ])('[IMP-6] is read with %j between cells and %j between lines', async (separator, lineEnd) => {
    expect(await cellsOf(utf8(csvText(lines, separator, lineEnd)))).toEqual(lines);
  });

  test('[IMP-6] keeps line breaks, separators and doubled quotes inside a quoted cell', async () => {
    const text = 'Namn;Lokal\r\n"Berg ""Bettan""; Tove";"Sal 2\r\nplan 3"\r\n';
    expect(await cellsOf(utf8(text))).toEqual([
      ['Namn', 'Lokal'],
      ['Berg "Bettan"; Tove', 'Sal 2\r\nplan 3'],
    ]);
  });

  test('[IMP-6] obeys sep= on the first line, and the row numbers stay those of the file', async () => {
    const table = await tableOf(utf8('sep=,\r\na,b\r\n1,2;3\r\n'));
    expect(table.rows).toEqual([
      { row: 2, cells: ['a', 'b'] },
      { row: 3, cells: ['1', '2;3'] },
    ]);
  });

  test('[IMP-6] is not split at commas in headings when the separator is a semicolon', async () => {
    const text = 'Namn, hela;Personnummer\r\nBerg, Tove;x\r\nEk, Lo;y\r\n';
    expect((await cellsOf(utf8(text)))[1]).toEqual(['Berg, Tove', 'x']);
  });

  test('[IMP-6] is refused when a quote is never closed, instead of swallowing the rest', async () => {
    expect(await refusalOf(utf8('a;b\r\n1;"2\r\n3;4\r\n'), 'a.csv')).toBe('unclosed-quote');
  });
});

describe('a workbook from Excel', () => {
  test('[IMP-4] gives every cell as the text a person sees: numbers, dates, times and yes', async () => {
    const bytes = await workbook([
      ['Nummer', 'Datum'],
      [198_503_122_386, new Date(Date.UTC(2026, 10, 24))],
    ]);
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([
      ['Nummer', 'Datum'],
      ['198503122386', '2026-11-24'],
    ]);
  });

  test('[IMP-4] a time of day is read as a time and not as a day in 1899', async () => {
    const styles =
      '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>';
    const parts = workbookParts(
      sheetXml('<row r="1"><c r="A1" s="1"><v>0.35416666666666669</v></c></row>'),
    ).map((part) =>
      part.name === 'xl/_rels/workbook.xml.rels'
        ? {
            ...part,
            data: utf8(
              Buffer.from(part.data)
                .toString()
                .replace(
                  '</Relationships>',
                  '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
                ),
            ),
          }
        : part,
    );
    const bytes = zipOf([...parts, { name: 'xl/styles.xml', data: utf8(styles) }]);
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([['08:30']]);
  });

  test('[IMP-4] tells which cells are formulas, so that nobody is taken in by yesterday’s result', async () => {
    const rows =
      `<row r="1">${inlineCell('A1', 'Namn')}</row>` +
      `<row r="3">${inlineCell('A3', 'Tove')}<c r="C3" t="str"><f>CONCATENATE(A1,"x")</f><v>Tove</v></c></row>`;
    const table = await tableOf(zipOf(workbookParts(sheetXml(rows))), 'a.xlsx');
    expect(table.rows[2]).toEqual({ row: 3, cells: ['Tove', '', 'Tove'], formulas: [2] });
  });

  test('[IMP-4] is read from the first sheet that holds anything, and says which', async () => {
    const bytes = await workbookOf([
      { name: 'Tom', lines: [] },
      { name: 'Deltagare', lines },
    ]);
    const table = await tableOf(bytes, 'a.xlsx');
    expect(table.sheet).toBe('Deltagare');
    expect(table.rows[2]?.cells.slice(0, 2)).toEqual(['Åsa', 'Öhrn']);
  });

  test('[IMP-4] is not refused for a hundred thousand empty, formatted rows below the list', async () => {
    const empty = Array.from(
      { length: 100_000 },
      (_, i) => `<row r="${i + 2}" s="1"><c r="XFD${i + 2}" s="1"/></row>`,
    );
    const bytes = zipOf(
      workbookParts(sheetXml(`<row r="1">${inlineCell('A1', 'Namn')}</row>${empty.join('')}`)),
    );
    expect(await cellsOf(bytes, 'a.xlsx')).toEqual([['Namn']]);
  });
});

describe('a sheet that is written so that the check and the reader could see different things', () => {
  const prefixed = (xml: string) =>
    xml.replace('xmlns=', 'xmlns:x=').replace(/<(\/?)(worksheet|sheetData|row|c|f|v|is|t)\b/g, '<$1x:$2');

  test.each([
    ['names with a prefix', prefixed(sheetXml('<row r="1"><c r="A1" t="str"><f>1+1</f><v>2</v></c></row>'))],
    [
      'a row that says another number than its cells',
      sheetXml(`<row r='9000000'>${inlineCell('A1', 'x')}</row>`),
    ],
    ['an address hidden in an entity', sheetXml('<row r="1"><c r="&#65;1" t="str"><v>x</v></c></row>')],
    ['a cell without an address', sheetXml('<row r="1"><c t="str"><v>x</v></c></row>')],
    [
      'an address behind a sign that ends a tag',
      sheetXml('<row r="1"><c x="a>b" r="A1" t="str"><v>x</v></c></row>'),
    ],
  ])('[IMP-3] with %s it is refused', async (_how, xml) => {
    expect(await refusalOf(zipOf(workbookParts(xml)), 'a.xlsx')).toBe('broken');
  });

  test('[IMP-4] a formula is found although the formula alone has a prefix, and one in a list of choices is not', async () => {
    const rows = `<row r="1">${inlineCell('A1', 'Namn')}<c r="B1" t="str"><x:f>1</x:f><v>1</v></c></row>`;
    const xml = sheetXml(rows).replace(
      '</worksheet>',
      '<extLst><ext><xm:f>Blad2!A1</xm:f></ext></extLst></worksheet>',
    );
    const table = await tableOf(zipOf(workbookParts(xml)), 'a.xlsx');
    expect(table.rows[0]?.formulas).toEqual([1]);
  });

  test('[IMP-4] a hidden sheet is not read, although it comes first', async () => {
    const hidden = await workbookOf([
      { name: 'Dold', lines: [['hemligt']] },
      { name: 'Deltagare', lines },
    ]);
    const seen = await tableOf(hidden, 'a.xlsx');
    expect(seen.sheet).toBe('Dold');
    const marked = await tableOf(withFirstSheetHidden(hidden), 'a.xlsx');
    expect(marked.sheet).toBe('Deltagare');
  });
});

describe('a file that is something else than its name says', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'lista.xlsx', 'not-a-table'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), 'lista.csv', 'not-a-table'],
    ['a web page saved as .xls', Buffer.from('\uFEFF<html><table><tr><td>Namn'), 'lista.xls', 'html'],
    [
      'Excel 97',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'lista.xls',
      'old-excel',
    ],
    [
      'a workbook with a password',
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'lista.xlsx',
      'encrypted',
    ],
    ['nothing at all', Buffer.alloc(0), 'lista.csv', 'empty-file'],
    ['only empty lines', Buffer.from('\r\n;;\r\n'), 'lista.csv', 'no-rows'],
    ['bytes that are no text', Buffer.from([65, 0, 66, 0, 0, 1]), 'lista.csv', 'not-a-table'],
    ['half a workbook', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'lista.xlsx', 'broken'],
    ['text called .xlsx', Buffer.from('a;b'), 'lista.xlsx', 'broken'],
  ])('[IMP-2] %s is refused with its own reason', async (_what, bytes, name, refusal) => {
    expect(await refusalOf(bytes, name)).toBe(refusal);
  });

  test('[IMP-2] a workbook that somebody has called .csv is read all the same', async () => {
    expect(await cellsOf(await workbook(lines), 'lista.csv')).toEqual(lines);
  });
});

describe('a list that is too long or too wide', () => {
  test('[IMP-1] more than 25 000 rows, 60 columns or 20 MB is refused, in text and in a workbook', async () => {
    const wide = Array.from({ length: 61 }, (_, i) => `k${i}`);
    expect(await refusalOf(utf8('a;b\n'.repeat(25_001)), 'a.csv')).toBe('too-many-rows');
    expect(await refusalOf(utf8(csvText([wide])), 'a.csv')).toBe('too-many-columns');
    expect(await refusalOf(new Uint8Array(20 * 1024 * 1024 + 1), 'a.csv')).toBe('file-too-large');
    const far = zipOf(workbookParts(sheetXml(`<row r="1048576">${inlineCell('A1048576', 'x')}</row>`)));
    expect(await refusalOf(far, 'a.xlsx')).toBe('too-many-rows');
    const right = zipOf(workbookParts(sheetXml(`<row r="1">${inlineCell('XFD1', 'x')}</row>`)));
    expect(await refusalOf(right, 'a.xlsx')).toBe('too-many-columns');
  });
});
