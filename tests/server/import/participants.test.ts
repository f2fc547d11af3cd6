import { describe, expect, test } from 'vitest';
import type { Cohort, Participant } from '../../../src/domain/office.ts';
import { CohortId, ParticipantId, UnitId } from '../../../src/domain/ids.ts';
import { Day } from '../../../src/domain/time.ts';
import type { ParticipantField } from '../../../src/protocol/import.ts';
import {
  fictionalCoordinationNumber,
  fictionalNumber,
} from '../../../src/server/identity/fictional-number.ts';
import {
  checkDigitOf,
  createNumberIndex,
  digitsOf,
  readPersonalNumber,
} from '../../../src/server/identity/personal-number.ts';
import {
  editedRows,
  findColumns,
  mappedRows,
  noEdits,
  type RowEdits,
} from '../../../src/server/import/columns.ts';
import {
  checkParticipants,
  type CheckedParticipants,
  type KnownParticipant,
  type ParticipantRow,
} from '../../../src/server/import/participants.ts';
import { aLine, type Line, participantHeader } from '../../support/import-files.ts';

const cohort17: Cohort = {
  id: CohortId.parse('c17'),
  name: 'Grupp 17',
  track: 'employee',
  unit: UnitId.parse('farsta'),
};

const aKnown = (other: Partial<Participant> = {}): Participant => ({
  id: ParticipantId.parse('p1'),
  given: 'Tove',
  family: 'Fjällgryning',
  email: 'tove.0@example.se',
  unit: UnitId.parse('farsta'),
  workplace: 'Hemtjänst syd',
  track: 'employee',
  isKeyPerson: false,
  cohort: cohort17.id,
  ...other,
});

type Office = {
  readonly known?: readonly (readonly [string, KnownParticipant])[];
  readonly edits?: RowEdits;
};

const check = (lines: readonly Line[], { known = [], edits = noEdits }: Office = {}): CheckedParticipants => {
  const table = {
    sheet: null,
    rows: [participantHeader, ...lines].map((cells, index) => ({ row: index + 1, cells })),
  };
  const rows = editedRows(mappedRows<ParticipantField>(table, findColumns(table, 'participants')), edits);
  const index = createNumberIndex<KnownParticipant>();
  for (const [digits, person] of known) {
    const number = readPersonalNumber(digits);
    if (number.ok) index.set(number.value, person);
  }
  return checkParticipants(rows, {
    today: Day.parse('2026-11-22'),
    ages: { min: 16, max: 75 },
    cohorts: [cohort17],
    known: known.map(([, person]) => person),
    skipped: edits.skipped,
    find: index.get,
  });
};

const rowOf = (line: Line, office?: Office): ParticipantRow => {
  const [row] = check([line], office).rows;
  if (row === undefined) throw new Error('no row');
  return row;
};
const codesOf = (other: Partial<Record<string, string>>): readonly string[] =>
  rowOf(aLine(0, other)).problems.map(({ code }) => code);

describe('an administrator checks a list of participants', () => {
  test('[IMP-8] a good row is ready, with the unit and role understood', () => {
    const row = rowOf(
      aLine(0, { Stadsdel: 'Farsta stadsdelsförvaltning', Roll: 'Biträdande enhetschef', Grupp: 'Chefer 1' }),
    );
    expect(row.status).toBe('ready');
    expect(row.draft).toMatchObject({
      unit: 'farsta',
      track: 'manager',
      isKeyPerson: false,
      cohortKey: 'chefer1',
    });
    expect(row.notes.map(({ code }) => code)).toEqual(['cohort-new']);
  });

  test.each([
    [{ Förnamn: '' }, ['name-missing']],
    [{ Förnamn: fictionalNumber(1990, 'man', 1) }, ['name-is-number']],
    [{ Förnamn: 'x'.repeat(10_000) }, ['text-too-long']],
    [{ Personnummer: '' }, ['identity-missing']],
    [{ Personnummer: '8503122386' }, ['identity-ten-digits']],
    [{ Personnummer: '198503122380' }, ['identity-check-digit']],
    [{ Personnummer: '19850312-TF12' }, ['identity-interim']],
    [{ Stadsdel: '' }, ['unit-missing']],
    [{ Roll: '' }, ['role-missing']],
    [{ Roll: 'Astronaut' }, ['role-unknown']],
    [{ Nyckelfunktion: 'kanske' }, ['answer-unclear']],
    [{ 'E-post': 'samira.o@exampel' }, ['email-no-ending']],
    [{ 'E-post': 'samira.o.example.se' }, ['email-invalid']],
    [{ Roll: 'Chef' }, ['cohort-other-track']],
    [{ Förnamn: '', Roll: '', 'E-post': '@' }, ['name-missing', 'email-invalid', 'role-missing']],
  ])('[IMP-5] %o is told in words', (other, codes) => {
    expect(codesOf(other)).toEqual(codes);
    expect(rowOf(aLine(0, other)).draft).toBeNull();
  });

  test('[IMP-5] somebody too young or too old is told the limits', () => {
    expect(rowOf(aLine(0, { Personnummer: fictionalNumber(2009, 'man', 339) })).status).toBe('ready');
    const row = rowOf(aLine(0, { Personnummer: `20110101238${checkDigitOf('110101238')}` }));
    expect(row.problems).toEqual([
      { code: 'age-outside', field: 'identity', params: { min: 16, max: 75 }, fix: null },
    ]);
  });

  test('[IMP-5] a samordningsnummer is taken in, and said', () => {
    const row = rowOf(aLine(0, { Personnummer: fictionalCoordinationNumber(1988, 'woman', 5) }));
    expect([row.status, row.notes]).toEqual(['ready', [{ code: 'coordination-number', params: {} }]]);
  });

  test('[IMP-8] a misspelled unit is told with what it may mean, and one tap puts it right', () => {
    const row = rowOf(aLine(0, { Stadsdel: 'Fasta' }));
    expect(row.problems).toEqual([
      { code: 'unit-unknown', field: 'unit', params: { text: 'Fasta', suggestion: 'Farsta' }, fix: 'Farsta' },
    ]);
    const edits = { texts: new Map([[2, { unit: 'Farsta' }]]), skipped: new Set<number>() };
    expect(rowOf(aLine(0, { Stadsdel: 'Fasta' }), { edits }).status).toBe('ready');
    expect(rowOf(aLine(0, { Stadsdel: 'Göteborg' })).problems[0]?.fix).toBeNull();
  });

  test('[IMP-8] a group spelled in two ways is one group, in the first spelling', () => {
    const { rows, cohorts } = check([
      aLine(0, { Grupp: 'Grupp 18' }),
      aLine(1, { Grupp: 'grupp18' }),
      aLine(2, { Grupp: 'GRUPP  18' }),
    ]);
    expect(rows.map(({ draft }) => draft?.cohortKey)).toEqual(['grupp18', 'grupp18', 'grupp18']);
    expect(cohorts.filter(({ id }) => id === null).map(({ name }) => name)).toEqual(['Grupp 18']);
    expect(rows[1]?.notes.map(({ code }) => code)).toContain('cohort-spelling');
  });

  test('[IMP-9] invisible characters, double spaces and split letters are tidied away', () => {
    const row = rowOf(aLine(0, { Förnamn: '\u202eTo\u200bve\u00a0 Maria ', Efternamn: 'A\u030ahle\u0301n' }));
    expect([row.values.given, row.values.family]).toEqual(['Tove Maria', 'Åhlén']);
  });

  test('[IMP-7] one column with the whole name is split, and said', () => {
    const table = {
      sheet: null,
      rows: [
        { row: 1, cells: ['Namn', 'Pnr', 'Enhet', 'Befattning'] },
        { row: 2, cells: ['Eva Lena von Berg', fictionalNumber(1985, 'woman', 1), 'Bromma', 'Handläggare'] },
        { row: 3, cells: ['Ek, Lo', fictionalNumber(1985, 'woman', 2), 'Bromma', 'Samordnare'] },
      ],
    };
    const rows = mappedRows<ParticipantField>(table, findColumns(table, 'participants'));
    const checked = checkParticipants(rows, {
      today: Day.parse('2026-11-22'),
      ages: { min: 16, max: 75 },
      cohorts: [],
      known: [],
      skipped: new Set(),
      find: () => undefined,
    });
    expect(
      checked.rows.map(({ values: { given, family, isKeyPerson } }) => [given, family, isKeyPerson]),
    ).toEqual([
      ['Eva Lena', 'von Berg', false],
      ['Lo', 'Ek', true],
    ]);
    expect(checked.rows[0]?.notes.map(({ code }) => code)).toEqual(['name-split']);
  });

  test('[IMP-5] the same person twice is taken in once, and the second row names the first', () => {
    const { rows, numbers } = check([aLine(0), aLine(1), aLine(0, { Förnamn: 'Tova' })]);
    expect(rows.map(({ status }) => status)).toEqual(['ready', 'ready', 'duplicate']);
    expect(rows[2]?.problems).toEqual([
      { code: 'same-as-row', field: 'identity', params: { row: 2 }, fix: null },
    ]);
    expect([...numbers.keys()]).toEqual([2, 3]);
  });

  test('[IMP-5] a formula in a column that is used is told, in one that is not is ignored', () => {
    const table = {
      sheet: null,
      rows: [
        { row: 1, cells: [...participantHeader, 'Anteckning'] },
        { row: 2, cells: [...aLine(0), 'x'], formulas: [0, 10] },
      ],
    };
    const mapped = mappedRows<ParticipantField>(table, findColumns(table, 'participants'));
    expect(mapped[0]?.formulas).toEqual(['given']);
  });

  test('[IMP-5] a row that the administrator leaves out is neither taken in nor an error', () => {
    const edits = { texts: new Map(), skipped: new Set([2]) };
    const row = rowOf(aLine(0, { Förnamn: '' }), { edits });
    expect([row.status, row.draft]).toEqual(['skipped', null]);
  });
});

describe('a list is taken in again', () => {
  const known = (participant = aKnown(), isProtected = false): Office => ({
    known: [[fictionalNumber(1985, 'woman', 0), { participant, isProtected }]],
  });

  test('[IMP-14] the same person is updated and not doubled, also under another name', () => {
    const row = rowOf(aLine(0, { Efternamn: 'Ny', Arbetsplats: '' }), known());
    expect([row.status, row.existing]).toEqual(['update', 'p1']);
    expect(row.draft).toMatchObject({ family: 'Ny', workplace: 'Hemtjänst syd' });
    expect(row.notes).toEqual([{ code: 'changes', params: { fields: 'family' } }]);
  });

  test('[IMP-14] a row without news says so, and a move to another group is told from where', () => {
    expect(rowOf(aLine(0), known()).notes.map(({ code }) => code)).toEqual(['no-change']);
    const moved = rowOf(aLine(0, { Grupp: 'Grupp 18' }), known());
    expect(moved.notes).toContainEqual({
      code: 'moves-cohort',
      params: { from: 'Grupp 17', to: 'Grupp 18' },
    });
    expect(rowOf(aLine(0, { Grupp: '' }), known()).draft?.cohortKey).toBe('grupp17');
  });

  test('[IMP-11] somebody who is protected stays so, whatever a new list says', () => {
    const office = known(aKnown({ given: 'Linden', family: '', email: '' }), true);
    const row = rowOf(aLine(0), office);
    expect(row.draft).toMatchObject({ given: 'Linden', family: '', email: '' });
    expect(JSON.stringify(row)).not.toContain('Fjällgryning');
  });
});

describe('somebody with protected identity in a list', () => {
  test.each(['ja', 'x', 'Skyddad', 'sekretess', 'vet ej'])(
    '[IMP-11] marked %j: no name and no e-mail is taken in',
    (mark) => {
      const row = rowOf(aLine(0, { 'Skyddade personuppgifter': mark }));
      const text = JSON.stringify(row);
      expect(row.isProtected).toBe(true);
      expect(['Tove', 'Fjällgryning', 'tove.0'].filter((part) => text.includes(part))).toEqual([]);
    },
  );

  test('[IMP-11] gets the next free neutral name of the group', () => {
    const taken = aKnown({ id: ParticipantId.parse('p9'), given: 'Deltagare 01', family: '' });
    const { rows } = check(
      [aLine(0, { 'Skyddade personuppgifter': 'ja' }), aLine(1, { 'Skyddade personuppgifter': 'ja' })],
      { known: [[fictionalNumber(1999, 'man', 0), { participant: taken, isProtected: true }]] },
    );
    expect(rows.map(({ draft }) => [draft?.given, draft?.family])).toEqual([
      ['Deltagare 02', ''],
      ['Deltagare 03', ''],
    ]);
  });

  test('[IMP-11] is hidden on every row, if one row about the same person is marked', () => {
    const { rows } = check([aLine(0), aLine(0, { 'Skyddade personuppgifter': 'ja' })]);
    expect(rows.map(({ isProtected }) => isProtected)).toEqual([true, true]);
    expect(JSON.stringify(rows)).not.toContain('Fjällgryning');
  });
});

test('[IMP-12] no row, problem or note of a whole list holds anybody’s identity number', () => {
  const lines = Array.from({ length: 50 }, (_, index) =>
    aLine(
      index,
      index % 5 === 0
        ? { Efternamn: fictionalNumber(1985, 'woman', index), Roll: fictionalNumber(1985, 'woman', index) }
        : {},
    ),
  );
  const { rows, numbers } = check(lines);
  const text = JSON.stringify(rows);
  expect([...numbers.values()].every((number) => !text.includes(digitsOf(number)))).toBe(true);
  expect(lines.every((line) => !text.includes(line[2] ?? ''))).toBe(true);
});
