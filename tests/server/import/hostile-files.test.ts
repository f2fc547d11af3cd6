import { describe, expect, test } from 'vitest';
import { findColumns, mappedRows } from '../../../src/server/import/columns.ts';
import { readTable } from '../../../src/server/import/read-table.ts';
import { checkSessions } from '../../../src/server/import/sessions.ts';
import { aLine, csvText, participantHeader, utf8, workbook } from '../../support/import-files.ts';

/** Numbers that look random and are the same for the same seed (a linear congruential generator). */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
};

const spoiled = (bytes: Uint8Array, seed: number): Uint8Array => {
  const random = numbersFrom(seed);
  const copy = Buffer.from(bytes);
  for (let change = 0; change < 1 + random(12); change += 1) copy[random(copy.length)] = random(256);
  return random(4) === 0 ? copy.subarray(0, random(copy.length)) : copy;
};

describe('a file that is damaged anywhere', () => {
  test('[IMP-3] a workbook is read or refused, and never makes the server fail', async () => {
    const good = await workbook([participantHeader, aLine(0), aLine(1)]);
    for (let seed = 1; seed <= 300; seed += 1) {
      const read = await readTable(spoiled(good, seed), 'a.xlsx');
      expect(typeof read.ok).toBe('boolean');
    }
  });

  test('[IMP-6] a text file is read or refused, and its cells never make the check fail', async () => {
    const good = utf8(csvText([participantHeader, aLine(0, { Förnamn: 'A "B"\r\nC' }), aLine(1)]));
    for (let seed = 1; seed <= 300; seed += 1) {
      const read = await readTable(spoiled(good, seed), 'a.csv');
      if (!read.ok) continue;
      const columns = findColumns(read.value, 'sessions', {
        columns: { date: 0, start: 1, end: 2, cohorts: 3, breaks: 4, number: 5 },
        constants: {},
      });
      const { rows } = checkSessions(mappedRows(read.value, columns), {
        cohorts: [],
        known: [],
        skipped: new Set(),
      });
      expect(rows.every(({ status }) => status === 'error' || status === 'duplicate')).toBe(true);
    }
  });

  test.each([
    ['quotes', '"'.repeat(400_000)],
    ['quoted quotes', `${'""'.repeat(200_000)}\n`],
    ['separators', `${';'.repeat(59)}\n`.repeat(5_000)],
    ['line ends', '\r\n'.repeat(24_000)],
    ['one long word', 'å'.repeat(2_000_000)],
    ['digits', '1'.repeat(2_000_000)],
  ])('[IMP-15] a file of nothing but %s is dealt with at once', async (_what, text) => {
    const read = await readTable(utf8(`Namn;Personnummer\n${text}`), 'a.csv');
    if (read.ok)
      mappedRows(read.value, findColumns(read.value, 'participants')).map(({ text: cell }) => cell('name'));
    expect(typeof read.ok).toBe('boolean');
  });
});
