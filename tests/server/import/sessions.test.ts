import { describe, expect, test } from 'vitest';
import type { Cohort } from '../../../src/domain/office.ts';
import { CohortId, SessionId, UnitId } from '../../../src/domain/ids.ts';
import { Day, instantAt } from '../../../src/domain/time.ts';
import type { SessionField } from '../../../src/protocol/import.ts';
import { findColumns, mappedRows } from '../../../src/server/import/columns.ts';
import { checkSessions, type KnownSession, type SessionRow } from '../../../src/server/import/sessions.ts';
import { readDay, readTime } from '../../../src/server/import/session-times.ts';
import { aSessionLine, type Line, sessionHeader } from '../../support/import-files.ts';

const cohorts: readonly Cohort[] = ['Grupp 17', 'Grupp 18'].map((name, index) => ({
  id: CohortId.parse(`c${17 + index}`),
  name,
  track: 'employee',
  unit: UnitId.parse('farsta'),
}));

const at = (day: string, time: string) => instantAt(Day.parse(day), time);

const aKnown = (
  other: Partial<KnownSession['session']> = {},
  reference: string | null = null,
): KnownSession => ({
  unit: UnitId.parse('farsta'),
  reference,
  session: {
    id: SessionId.parse('s1'),
    kind: 'on-site',
    title: 'Framtidens socialtjänst',
    cohorts: [CohortId.parse('c17')],
    startsAt: at('2026-11-24', '08:30'),
    endsAt: at('2026-11-24', '12:30'),
    breaks: [{ from: at('2026-11-24', '10:00'), to: at('2026-11-24', '10:15') }],
    place: 'Farsta, sal 2',
    trainer: 'Sol Granhimmel',
    number: 1,
    of: 6,
    cancelled: false,
    ...other,
  },
});

const check = (lines: readonly Line[], known: readonly KnownSession[] = []): readonly SessionRow[] => {
  const table = {
    sheet: null,
    rows: [sessionHeader, ...lines].map((cells, index) => ({ row: index + 1, cells })),
  };
  const rows = mappedRows<SessionField>(table, findColumns(table, 'sessions'));
  return checkSessions(rows, { cohorts, known, skipped: new Set() }).rows;
};
const codesOf = (other: Partial<Record<string, string>>) =>
  check([aSessionLine(other)])[0]?.problems.map(({ code }) => code);

describe('an administrator checks a list of sessions', () => {
  test('[IMP-13] a good row is ready, with times in Stockholm and the break', () => {
    const [row] = check([aSessionLine()]);
    expect(row?.status).toBe('ready');
    expect(row?.draft).toMatchObject({
      startsAt: Date.UTC(2026, 10, 24, 7, 30),
      endsAt: Date.UTC(2026, 10, 24, 11, 30),
      breaks: [{ from: Date.UTC(2026, 10, 24, 9), to: Date.UTC(2026, 10, 24, 9, 15) }],
      cohorts: ['c17'],
      unit: 'farsta',
      number: 1,
      of: 6,
    });
  });

  test.each([
    [{ Datum: '' }, ['date-missing']],
    [{ Datum: '2026-02-30' }, ['date-invalid']],
    [{ Datum: '26-11-24' }, ['date-invalid']],
    [{ Start: '' }, ['time-missing']],
    [{ Start: '25:00' }, ['time-invalid']],
    [{ Slut: '08:00', Rast: '' }, ['end-before-start']],
    [{ Slut: '23:00', Rast: '' }, ['session-too-long']],
    [{ Datum: '2026-03-29', Start: '02:30', Slut: '04:00', Rast: '' }, ['time-skipped']],
    [{ Rast: '12:00–13:00' }, ['break-outside']],
    [{ Rast: 'förmiddag' }, ['break-invalid']],
    [{ Grupp: '' }, ['cohort-missing']],
    [{ Ämne: '' }, ['title-missing']],
    [{ Kursledare: '' }, ['trainer-missing']],
    [{ Lokal: '' }, ['place-missing']],
    [{ Lokal: '', Typ: 'digitalt' }, []],
    [{ Typ: 'hos mig' }, ['kind-unknown']],
    [{ Nummer: 'ett' }, ['number-invalid']],
    [{ Stadsdel: 'Fasta' }, ['unit-unknown']],
  ])('[IMP-13] %o is told in words', (other, codes) => {
    expect(codesOf(other)).toEqual(codes);
  });

  test('[IMP-13] an unknown group is told with the nearest one, and two groups may share a session', () => {
    const [row] = check([aSessionLine({ Grupp: 'Grupp 17, Gruppp 18' })]);
    expect(row?.problems).toEqual([
      {
        code: 'cohort-unknown',
        field: 'cohorts',
        params: { text: 'Gruppp 18', suggestion: 'Grupp 18' },
        fix: 'Grupp 17, Grupp 18',
      },
    ]);
    expect(check([aSessionLine({ Grupp: 'Grupp 17 och Grupp 18' })])[0]?.draft?.cohorts).toEqual([
      'c17',
      'c18',
    ]);
  });

  test.each([
    ['2026-11-24', '2026-11-24'],
    ['20261124', '2026-11-24'],
    ['24/11 2026', '2026-11-24'],
    ['24.11.2026', '2026-11-24'],
    ['tisdag 24 november 2026', '2026-11-24'],
    ['2026-11-24 08:30', '2026-11-24'],
    ['11/24/2026', undefined],
  ])('[IMP-13] the day %j is read as %j', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  test.each([
    ['8.30', '08:30'],
    ['08:30:00', '08:30'],
    ['kl. 8', '08:00'],
    ['0830', '08:30'],
    ['0.354166667', '08:30'],
    ['24:00', undefined],
    ['halv nio', undefined],
  ])('[IMP-13] the time %j is read as %j', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  test('[IMP-13] two sessions of one group at the same time are told, in the file and with the office’s own', () => {
    const rows = check([
      aSessionLine(),
      aSessionLine({ Nummer: '2', Start: '12:00', Slut: '13:00', Rast: '' }),
    ]);
    expect(rows[1]?.problems).toEqual([
      { code: 'overlaps-row', field: 'start', params: { row: 2, cohort: 'Grupp 17' }, fix: null },
    ]);
    const [row] = check([aSessionLine({ Nummer: '2' })], [aKnown()]);
    expect(row?.problems.map(({ code }) => code)).toEqual(['overlaps-session']);
    const apart = check([aSessionLine(), aSessionLine({ Grupp: 'Grupp 18' })]);
    expect(apart.map(({ status }) => status)).toEqual(['ready', 'ready']);
  });

  test('[IMP-13] sessions without numbers are numbered in the order they are held', () => {
    const rows = check([
      aSessionLine({ Datum: '2026-12-01', Nummer: '', Av: '' }),
      aSessionLine({ Datum: '2026-11-24', Nummer: '', Av: '' }),
    ]);
    expect(rows.map(({ draft }) => [draft?.number, draft?.of])).toEqual([
      [2, 2],
      [1, 2],
    ]);
  });
});

describe('a list of sessions is taken in again', () => {
  test('[IMP-14] a session is found by its group and number, and moved', () => {
    const [row] = check([aSessionLine({ Datum: '2026-11-25' })], [aKnown()]);
    expect([row?.status, row?.existing]).toEqual(['update', 's1']);
    expect(row?.notes).toEqual([{ code: 'changes', params: { fields: 'startsAt,endsAt,breaks' } }]);
    expect(check([aSessionLine()], [aKnown()])[0]?.notes.map(({ code }) => code)).toEqual(['no-change']);
  });

  test('[IMP-14] a session is found by its reference, even when its number changes', () => {
    const [row] = check([aSessionLine({ Nummer: '4', Referens: 'B-7' })], [aKnown({}, 'B-7')]);
    expect([row?.status, row?.existing]).toEqual(['update', 's1']);
  });

  test('[IMP-14] the same session twice in a file is taken in once', () => {
    const rows = check([aSessionLine(), aSessionLine({ Datum: '2026-12-24' })]);
    expect(rows.map(({ status }) => status)).toEqual(['ready', 'duplicate']);
  });
});
