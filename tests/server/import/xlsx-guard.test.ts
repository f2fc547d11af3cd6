import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../src/server/import/xlsx-guard.ts';
import {
  inlineCell,
  sheetXml,
  utf8,
  workbookParts,
  zipOf,
  type ZipPart,
} from '../../support/import-files.ts';

const sheet = sheetXml(`<row r="1">${inlineCell('A1', 'Namn')}</row>`);
const refusalOf = (parts: readonly ZipPart[]): string => {
  const opened = openWorkbook(zipOf(parts));
  return opened.ok ? 'let through' : opened.error;
};
const withPart = (name: string, data: Uint8Array = utf8('x')) =>
  refusalOf(workbookParts(sheet, [{ name, data }]));

describe('a workbook that means harm, or holds more than a table', () => {
  test('[IMP-3] a plain workbook is let through', () => {
    expect(refusalOf(workbookParts(sheet))).toBe('let through');
    expect(withPart('xl/theme/theme1.xml')).toBe('let through');
  });

  test('[IMP-3] a zip bomb is refused before it is unpacked, by what it claims', () => {
    expect(
      refusalOf(workbookParts(sheet, [{ name: 'xl/media/a.png', data: Buffer.alloc(50_000_000) }])),
    ).toBe('suspicious');
    expect(refusalOf(workbookParts(sheet, [{ name: 'a', data: utf8('x'), claimedBytes: 200_000_000 }]))).toBe(
      'suspicious',
    );
  });

  test('[IMP-3] a zip bomb that lies about its size is stopped while it unpacks', () => {
    const bomb: ZipPart = {
      name: 'xl/sharedStrings.xml',
      data: Buffer.alloc(80_000_000, 32),
      claimedBytes: 1000,
    };
    const before = process.memoryUsage().arrayBuffers;
    expect(refusalOf(workbookParts(sheet, [bomb]))).toBe('suspicious');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  test('[IMP-3] an entry that holds less than it claims is refused', () => {
    const data = utf8('<sst/>');
    expect(refusalOf(workbookParts(sheet, [{ name: 'xl/sharedStrings.xml', data, claimedBytes: 100 }]))).toBe(
      'suspicious',
    );
  });

  test('[IMP-3] two entries over the same bytes are refused', () => {
    const file = zipOf(workbookParts(sheet));
    const directory = file.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    file.writeUInt32LE(directory - 100, directory + 20);
    const opened = openWorkbook(file);
    expect(opened.ok ? 'let through' : opened.error).toBe('suspicious');
  });

  test.each([
    ['climbs out of the file', '../../etc/passwd', 'suspicious'],
    ['has an absolute name', '/etc/passwd', 'suspicious'],
    ['has a backslash in its name', 'xl\\..\\a.xml', 'suspicious'],
    ['is a macro', 'xl/vbaProject.bin', 'macros'],
    ['is a binary workbook', 'xl/workbook.bin', 'binary-workbook'],
    ['is a link to another workbook', 'xl/externalLinks/externalLink1.xml', 'external-links'],
    ['is a database connection', 'xl/connections.xml', 'external-links'],
    ['is an embedded file', 'xl/embeddings/oleObject1.bin', 'embedded-files'],
    ['is a zip inside the zip', 'xl/media/more.zip', 'embedded-files'],
    ['is OpenDocument', 'content.xml', 'open-document'],
    ['is a Word document', 'word/document.xml', 'not-a-table'],
  ])('[IMP-3] a workbook with an entry that %s is refused', (_what, name, refusal) => {
    expect(withPart(name)).toBe(refusal);
  });

  test('[IMP-3] entity declarations are refused unread', () => {
    const laughs = sheet.replace('?>', '?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>');
    expect(refusalOf(workbookParts(laughs))).toBe('suspicious');
  });

  test('[IMP-3] a locked entry, two entries of one name, and a name that differs inside are refused', () => {
    expect(refusalOf(workbookParts(sheet, [{ name: 'a', data: utf8('x'), flags: 1 }]))).toBe('encrypted');
    expect(withPart('XL/Workbook.xml')).toBe('suspicious');
    expect(refusalOf(workbookParts(sheet, [{ name: 'a', data: utf8('x'), localName: 'b' }]))).toBe('broken');
    expect(refusalOf([{ name: 'a.txt', data: utf8('x') }])).toBe('not-a-table');
  });

  test('[IMP-3] more entries than any workbook needs are refused', () => {
    const many = Array.from({ length: 250 }, (_, i) => ({ name: `f${i}`, data: utf8('') }));
    expect(refusalOf(workbookParts(sheet, many))).toBe('suspicious');
  });
});
