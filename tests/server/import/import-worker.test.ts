import { describe, expect, test } from 'vitest';
import { readInThread, runInThread } from '../../../src/server/import/import-worker.ts';
import { findColumns, noEdits } from '../../../src/server/import/columns.ts';
import { Day } from '../../../src/domain/time.ts';
import { fictionalNumber } from '../../../src/server/identity/fictional-number.ts';
import {
  aLine,
  csvText,
  participantHeader,
  sheetXml,
  utf8,
  workbookParts,
  zipOf,
} from '../../support/import-files.ts';

describe('a file is read in a thread of its own', () => {
  test('[IMP-15] a list is read and checked there, with progress on the way', async () => {
    const lines = Array.from({ length: 1200 }, (_, index) =>
      aLine(index, { Personnummer: fictionalNumber(1980 + (index % 20), 'man', Math.floor(index / 20)) }),
    );
    const read = await readInThread(utf8(csvText([participantHeader, ...lines])), 'a.csv');
    if (!read.ok) throw new Error(read.error);
    const seen: number[] = [];
    const checked = await runInThread(
      {
        job: 'check-participants',
        table: read.value,
        mapping: findColumns(read.value, 'participants').mapping,
        edits: noEdits,
        cohorts: [],
        today: Day.parse('2026-11-22'),
        ages: { min: 16, max: 75 },
        known: [],
        knownNumbers: [],
      },
      { onProgress: ({ done }) => void seen.push(done) },
    );
    expect(checked.ok && checked.value.rows.filter(({ status }) => status === 'ready').length).toBe(1200);
    expect(checked.ok && checked.value.numbers.length).toBe(1200);
    expect(seen).toEqual([500, 1000]);
  });

  test('[IMP-15] a file that takes too long is given up, and the server goes on', async () => {
    const bytes = utf8(
      csvText([participantHeader, ...Array.from({ length: 20_000 }, (_, index) => aLine(index))]),
    );
    const read = await readInThread(bytes, 'a.csv', { limits: { milliseconds: 1, megabytes: 256 } });
    expect(read.ok ? 'read' : read.error).toBe('too-slow');
  });

  test('[IMP-15] a file that needs too much memory is given up, and the server goes on', async () => {
    const cell = (row: number) =>
      `<c r="A${row}" t="inlineStr"><is><t>${'åäö'.repeat(900)}${row}</t></is></c>`;
    const rows = Array.from({ length: 12_000 }, (_, i) => `<row r="${i + 1}">${cell(i + 1)}</row>`).join('');
    const read = await readInThread(zipOf(workbookParts(sheetXml(rows))), 'a.xlsx', {
      limits: { milliseconds: 60_000, megabytes: 24 },
    });
    expect(read.ok ? 'read' : read.error).toMatch(/too-heavy|suspicious/);
  });
});
