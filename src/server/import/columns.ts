/**
 * Which column of a file is which. Offices name the same thing in many ways, in Swedish and English; what is not
 * recognised, or recognised wrongly, an administrator maps by hand (IMP-7).
 */
import {
  ImportField,
  type ImportKind,
  type ImportMapping,
  type ParticipantField,
  type SessionField,
} from '../../protocol/import.ts';
import { foldedWords, foldText } from './clean-text.ts';
import { participantColumnNames, sessionColumnNames } from './column-names.ts';
import type { Table, TableRow } from './table.ts';

export type Columns = {
  /** The row of headings; every row below it is a row of data. */
  readonly header: TableRow;
  readonly mapping: ImportMapping;
  /** Fields without which no row can be taken in, and that no column or constant gives. */
  readonly missing: readonly ImportField[];
};

const namesOf = (kind: ImportKind): Readonly<Record<string, readonly string[]>> =>
  kind === 'participants' ? participantColumnNames : sessionColumnNames;

const lookUp = (kind: ImportKind): ReadonlyMap<string, ImportField> =>
  new Map(
    Object.entries(namesOf(kind)).flatMap(([field, names]) =>
      names.map((name): [string, ImportField] => [foldText(name), ImportField.parse(field)]),
    ),
  );

const lookUps: Readonly<Record<ImportKind, ReadonlyMap<string, ImportField>>> = {
  participants: lookUp('participants'),
  sessions: lookUp('sessions'),
};

type Recognised = { readonly field: ImportField; readonly isExact: boolean };

/** The field a heading means: the whole heading, or its first words ("Personnummer (12 siffror)"). */
const recognise = (heading: string, kind: ImportKind): Recognised | undefined => {
  const words = foldedWords(heading.slice(0, 200));
  for (let count = words.length; count > 0; count -= 1) {
    const field = lookUps[kind].get(words.slice(0, count).join(''));
    if (field !== undefined) return { field, isExact: count === words.length };
  }
  return undefined;
};

const columnsOf = (header: TableRow, kind: ImportKind): ImportMapping['columns'] => {
  const columns: ImportMapping['columns'] = {};
  const recognised = header.cells.map((cell) => recognise(cell, kind));
  for (const isExact of [true, false]) {
    recognised.forEach((found, index) => {
      if (found?.isExact === isExact && columns[found.field] === undefined) columns[found.field] = index;
    });
  }
  return columns;
};

/** How far down a title or an explanation may push the headings. */
const headerWithin = 15;

const findHeader = (table: Table, kind: ImportKind): TableRow => {
  const candidates = table.rows.slice(0, headerWithin);
  const filled = candidates.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const scored = filled.map((row) => ({ row, score: Object.keys(columnsOf(row, kind)).length }));
  const best = scored.reduce((top, next) => (next.score > top.score ? next : top), {
    row: filled[0],
    score: 0,
  });
  return best.row ?? { row: 1, cells: [] };
};

const participantNeeds: readonly ParticipantField[] = ['identity', 'unit', 'role'];
const sessionNeeds: readonly SessionField[] = [
  'date',
  'start',
  'end',
  'cohorts',
  'title',
  'trainer',
  'place',
];

/** The fields that the mapping still lacks. A name may be given as two columns or as one. */
export const missingFields = (kind: ImportKind, mapping: ImportMapping): readonly ImportField[] => {
  const isGiven = (field: ImportField): boolean =>
    mapping.columns[field] !== undefined || (mapping.constants[field] ?? '') !== '';
  if (kind === 'sessions') return sessionNeeds.filter((field) => !isGiven(field));
  const missing: ImportField[] = participantNeeds.filter((field) => !isGiven(field));
  if (isGiven('name')) return missing;
  return [...(['given', 'family'] as const).filter((field) => !isGiven(field)), ...missing];
};

/** True if every column of a mapping made by hand names a field of this kind. */
export const isMappingFor = (kind: ImportKind, mapping: ImportMapping): boolean => {
  const fields = namesOf(kind);
  const used = Object.values(mapping.columns);
  return (
    [...Object.keys(mapping.columns), ...Object.keys(mapping.constants)].every((field) =>
      Object.hasOwn(fields, field),
    ) && new Set(used).size === used.length
  );
};

/** The headings of a table and what each column holds: as found, or as mapped by hand (IMP-7). */
export const findColumns = (table: Table, kind: ImportKind, byHand?: ImportMapping): Columns => {
  const header = findHeader(table, kind);
  const mapping = byHand ?? { columns: columnsOf(header, kind), constants: {} };
  return { header, mapping, missing: missingFields(kind, mapping) };
};

export type Mapped<Field extends ImportField> = {
  readonly row: number;
  /** The text of a field: its cell, or the constant, or empty. */
  readonly text: (field: Field) => string;
  /** Fields whose cell is a formula. */
  readonly formulas: readonly ImportField[];
};

const isRowBelow =
  (header: TableRow) =>
  ({ row, cells }: TableRow): boolean =>
    row > header.row && cells.some((cell) => cell.trim() !== '');

/** True if anything stands below the headings: a file with headings only is refused (IMP-2). */
export const hasRows = (table: Table, { header }: Columns): boolean => table.rows.some(isRowBelow(header));

/** The rows of data below the headings, by field. Empty rows are left out. */
export const mappedRows = <Field extends ImportField>(
  table: Table,
  { header, mapping }: Columns,
): readonly Mapped<Field>[] => {
  const columns = Object.entries(mapping.columns) as [ImportField, number][];
  return table.rows.filter(isRowBelow(header)).map(({ row, cells, formulas }) => ({
    row,
    text: (field) => {
      const column = mapping.columns[field];
      const cell = column === undefined ? '' : (cells[column] ?? '');
      return cell.trim() === '' ? (mapping.constants[field] ?? '') : cell;
    },
    formulas:
      formulas === undefined ? [] : columns.filter(([, at]) => formulas.includes(at)).map(([field]) => field),
  }));
};

/** What an administrator has put right in the preview: other texts for fields of a row, and rows to leave out. */
export type RowEdits = {
  readonly texts: ReadonlyMap<number, Readonly<Partial<Record<ImportField, string>>>>;
  readonly skipped: ReadonlySet<number>;
};

export const noEdits: RowEdits = { texts: new Map(), skipped: new Set() };

/** The rows as they read with what has been put right. A field that was put right is no formula any more. */
export const editedRows = <Field extends ImportField>(
  rows: readonly Mapped<Field>[],
  { texts }: RowEdits,
): readonly Mapped<Field>[] =>
  rows.map((mapped) => {
    const edits = texts.get(mapped.row);
    if (edits === undefined) return mapped;
    return {
      row: mapped.row,
      text: (field) => edits[field] ?? mapped.text(field),
      formulas: mapped.formulas.filter((field) => edits[field] === undefined),
    };
  });
