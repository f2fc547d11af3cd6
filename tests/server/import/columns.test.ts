import { describe, expect, test } from 'vitest';
import type { ImportMapping } from '../../../src/protocol/import.ts';
import { findColumns, isMappingFor, mappedRows } from '../../../src/server/import/columns.ts';
import type { Line } from '../../support/import-files.ts';

const tableOf = (...lines: readonly Line[]) => ({
  sheet: null,
  rows: lines.map((cells, index) => ({ row: index + 1, cells })),
});
const fieldsOf = (line: Line, kind: 'participants' | 'sessions' = 'participants') =>
  Object.fromEntries(
    Object.entries(findColumns(tableOf(line), kind).mapping.columns).map(([field, at]) => [field, line[at]]),
  );

describe('the columns of a list', () => {
  test('[IMP-7] are recognised in Swedish, in any case and with any signs', () => {
    const line = [
      'FÖRNAMN',
      ' efter-namn ',
      'Personnr.',
      'E-postadress',
      'Stadsdelsförvaltning',
      'Befattning',
      'Nyckelperson?',
      'GRUPP',
    ];
    expect(fieldsOf(line)).toEqual({
      given: 'FÖRNAMN',
      family: ' efter-namn ',
      identity: 'Personnr.',
      email: 'E-postadress',
      unit: 'Stadsdelsförvaltning',
      role: 'Befattning',
      keyPerson: 'Nyckelperson?',
      cohort: 'GRUPP',
    });
  });

  test('[IMP-7] are recognised in English', () => {
    expect(
      Object.keys(
        fieldsOf([
          'First name',
          'Surname',
          'Personal identity number',
          'E-mail',
          'District',
          'Role',
          'Key person',
          'Cohort',
          'Protected identity',
        ]),
      ),
    ).toEqual(['given', 'family', 'identity', 'email', 'unit', 'role', 'keyPerson', 'cohort', 'protected']);
    expect(
      Object.keys(
        fieldsOf(
          ['Date', 'Start time', 'End time', 'Group', 'Title', 'Venue', 'Trainer', 'Type'],
          'sessions',
        ),
      ),
    ).toEqual(['date', 'start', 'end', 'cohorts', 'title', 'place', 'trainer', 'kind']);
  });

  test('[IMP-7] are recognised by their first words, but never by part of a word', () => {
    expect(fieldsOf(['Personnummer (12 siffror)', 'Enhetschef', 'Förnamnslista'])).toEqual({
      identity: 'Personnummer (12 siffror)',
    });
  });

  test('[IMP-7] an exact heading wins over one that only begins alike', () => {
    expect(fieldsOf(['Grupp tidigare', 'Grupp'])).toEqual({ cohort: 'Grupp' });
  });

  test('[IMP-7] are found below a title and empty rows, and rows keep the numbers of the file', () => {
    const table = tableOf(
      ['Deltagare hösten 2026'],
      [],
      ['Förnamn', 'Efternamn', 'Personnummer', 'Enhet', 'Roll'],
      ['a', 'b', 'c', 'd', 'e'],
      ['', ''],
      ['f'],
    );
    const columns = findColumns(table, 'participants');
    expect([columns.header.row, columns.missing]).toEqual([3, []]);
    expect(mappedRows(table, columns).map(({ row, text }) => [row, text('given')])).toEqual([
      [4, 'a'],
      [6, 'f'],
    ]);
  });

  test('[IMP-7] what is missing is told, and can be mapped by hand or given for every row', () => {
    const table = tableOf(['Vem', 'Nr', 'Var'], ['Tove Berg', 'x', 'Farsta']);
    expect(findColumns(table, 'participants').missing).toEqual([
      'given',
      'family',
      'identity',
      'unit',
      'role',
    ]);
    const byHand: ImportMapping = {
      columns: { name: 0, identity: 1, unit: 2 },
      constants: { role: 'Medarbetare' },
    };
    const columns = findColumns(table, 'participants', byHand);
    expect([columns.missing, mappedRows(table, columns)[0]?.text('role')]).toEqual([[], 'Medarbetare']);
  });

  test('[IMP-7] a mapping of another kind of list, or of one column twice, is not accepted', () => {
    expect(isMappingFor('participants', { columns: { given: 0, family: 1 }, constants: {} })).toBe(true);
    expect(isMappingFor('participants', { columns: { given: 0, family: 0 }, constants: {} })).toBe(false);
    expect(isMappingFor('participants', { columns: { trainer: 0 }, constants: {} })).toBe(false);
  });
});
