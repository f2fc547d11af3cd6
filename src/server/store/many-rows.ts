/**
 * Statements over many rows or values at once. Kysely builds a statement anew for each number of values, which costs
 * more than the database's own work; here the text is made once, and PostgreSQL is given whole columns.
 */
import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

type Column = readonly [name: string, type: 'text' | 'bigint' | 'integer'];
/** A table's name and the columns that are written, in the order of the values. */
export type Columns<Row> = {
  readonly table: keyof Schema;
  readonly columns: readonly (readonly [name: keyof Row & string, type: Column[1]])[];
  /** The one column that tells rows apart: a row that is there already is written over. */
  readonly key?: keyof Row & string;
};
type Into = { readonly table: string; readonly columns: readonly Column[]; readonly key?: string };

/** SQLite keeps each text prepared, and there is one for each number of rows up to this. */
const rowsPerStatement = 50;

const statements = new Map<string, string>();

const insertText = ({ table, columns, key }: Into, values: string): string => {
  const names = columns.map(([name]) => `"${name}"`);
  const taken = names.filter((name) => name !== `"${key}"`).map((name) => `${name} = excluded.${name}`);
  const put = taken.length === 0 ? 'do nothing' : `do update set ${taken.join(', ')}`;
  const over = key === undefined ? '' : ` on conflict ("${key}") ${put}`;
  return `insert into "${table}" (${names.join(', ')}) ${values}${over}`;
};

const valuesText = (into: Into, rows: number): string => {
  const key = `${into.table} ${rows}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const row = `(${into.columns.map(() => '?').join(', ')})`;
  const text = insertText(into, `values ${Array.from({ length: rows }, () => row).join(', ')}`);
  statements.set(key, text);
  return text;
};

const unnestText = (into: Into): string => {
  const lists = into.columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ');
  return insertText(into, `select * from unnest(${lists})`);
};

/** Writes the rows in their order; those that are missing a value have null there. */
export const insertRows = async <Row extends object>(
  { trx, dialect }: Tx,
  into: Columns<Row>,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return;
  const { columns } = into;
  if (dialect === 'postgres') {
    const lists = columns.map(([name]) => rows.map((row) => row[name] ?? null));
    await trx.executeQuery(CompiledQuery.raw(unnestText(into), lists));
    return;
  }
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const some = rows.slice(at, at + rowsPerStatement);
    const values = some.flatMap((row) => columns.map(([name]) => row[name] ?? null));
    await trx.executeQuery(CompiledQuery.raw(valuesText(into, some.length), values));
  }
};

/** `column in (…)` for any number of values, as one parameter. */
export const isOneOf = (
  { dialect }: Pick<Tx, 'dialect'>,
  column: string,
  values: readonly string[],
): RawBuilder<boolean> =>
  dialect === 'postgres'
    ? sql<boolean>`${sql.ref(column)} = any(${[...values]}::text[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;

/** Rows by what they have in common, in their order. */
export const groupRows = <Row, K>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => K,
): ReadonlyMap<K, readonly Row[]> => {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};
