/** How the figures' sums are written to their tables and read out of them. */
import type { Columns } from './many-rows.ts';
import type { Schema } from './schema.ts';
import type { ColumnName, FigurePersonRow, FigureSessionRow, InColumns } from './schema-figures.ts';

export const sessionColumns: Columns<FigureSessionRow> = {
  table: 'figure_sessions',
  key: 'session',
  columns: [
    ['session', 'text'],
    ['month', 'text'],
    ['unit', 'text'],
    ['trainer', 'text'],
    ['starts_at', 'bigint'],
    ['ends_at', 'bigint'],
    ['whole_minutes', 'integer'],
    ['is_over', 'integer'],
    ['is_cancelled', 'integer'],
    ['is_closed', 'integer'],
    ['is_attested', 'integer'],
    ['is_reviewed', 'integer'],
    ['has_records', 'integer'],
    ['corrections', 'integer'],
    ['set_aside', 'integer'],
    ['to_decide', 'integer'],
    ['expected', 'integer'],
    ['absent', 'integer'],
    ['attendances', 'integer'],
    ['by_hand', 'integer'],
    ['late', 'integer'],
    ['left_early', 'integer'],
    ['minutes', 'integer'],
    ['certified_minutes', 'integer'],
    ['people', 'text'],
  ],
};

export const personColumns: Columns<FigurePersonRow> = {
  table: 'figure_people',
  key: 'participant',
  columns: [
    ['participant', 'text'],
    ['unit', 'text'],
    ['track', 'text'],
    ['is_key_person', 'integer'],
    ['months', 'text'],
  ],
};

export const monthColumns: Columns<Schema['figure_months']> = {
  table: 'figure_months',
  columns: [
    ['month', 'text'],
    ['sessions', 'integer'],
    ['planned_minutes', 'bigint'],
    ['held_minutes', 'bigint'],
    ['recorded_minutes', 'bigint'],
    ['certified_minutes', 'bigint'],
    ['closed_sessions', 'integer'],
    ['closed_offered', 'bigint'],
    ['closed_attended', 'bigint'],
    ['not_reviewed', 'integer'],
  ],
};

export const groupColumns: Columns<Schema['figure_groups']> = {
  table: 'figure_groups',
  columns: [
    ['unit', 'text'],
    ['track', 'text'],
    ['is_key_person', 'integer'],
    ['month', 'text'],
    ['people', 'integer'],
    ['minutes', 'bigint'],
    ['offered_minutes', 'bigint'],
    ['approved_minutes', 'bigint'],
    ['offered_to', 'integer'],
    ['on_track', 'integer'],
    ['completed', 'integer'],
    ['lacking', 'integer'],
  ],
};

export const dueColumns: Columns<Schema['figure_people_due']> = {
  table: 'figure_people_due',
  key: 'participant',
  columns: [['participant', 'text']],
};

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Sums under the names that their columns have. */
export const inColumns = <Sums extends Readonly<Record<keyof Sums, number>>>(sums: Sums): InColumns<Sums> =>
  Object.fromEntries(Object.entries(sums).map(([name, value]) => [columnOf(name), value])) as InColumns<Sums>;

/** The other way: PostgreSQL answers a sum as text. */
export const sumsIn = <Name extends string>(
  names: readonly Name[],
  row: Readonly<Record<ColumnName<Name>, string | number | bigint>>,
): Readonly<Record<Name, number>> => {
  const columns: Readonly<Record<string, string | number | bigint>> = row;
  return Object.fromEntries(names.map((name) => [name, Number(columns[columnOf(name)])])) as Record<
    Name,
    number
  >;
};
