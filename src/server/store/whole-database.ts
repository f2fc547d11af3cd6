/**
 * The whole database as rows, whatever kind it is: read in one snapshot while the server goes on, and put into an empty
 * one. Rows and not pages of a file, so that a copy of the embedded database opens in PostgreSQL and the other way
 * round, and an old copy is brought up to date by the same migrations as an old database (BACKUP-1).
 */
import { sql, type RawBuilder } from 'kysely';
import { Migrator } from 'kysely/migration';
import { inTransaction, type Database, type Tx } from './database.ts';
import { migrationsFor } from './migrations.ts';
import { keptByTheDatabase } from './schema-country.ts';
import { openSqlite } from './sqlite.ts';

export type Cell = string | number | null;
export type TableShape = { readonly name: string; readonly columns: readonly string[] };

const pageRows = 500;
/** Says that whatever is in a database is a restore's or a move's, until it is done; it is no part of an office. */
const unfinishedMark = 'restore_unfinished';

const rowsOf = async <T>(tx: Tx, query: RawBuilder<T>): Promise<readonly T[]> =>
  (await query.execute(tx.trx)).rows;

const fileOf = async ({ db }: Database): Promise<string> => {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  return rows.find(({ name }) => name === 'main')?.file ?? '';
};

/**
 * Reads in one snapshot of its own: what is written meanwhile is not seen, and nobody who writes waits for it. The
 * embedded database is read over a connection of its own, because it has one.
 */
export const inSnapshot = async <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> => {
  if (database.dialect === 'postgres')
    return database.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => work({ trx, dialect: 'postgres' }));
  const file = await fileOf(database);
  if (file === '') return inTransaction(database, work);
  const own: Database = { db: openSqlite(file), dialect: 'sqlite' };
  try {
    return await inTransaction(own, work);
  } finally {
    await own.db.destroy();
  }
};

/** What the migrations keep for themselves. */
const isOwn = (name: string): boolean => !name.startsWith('kysely_') && !name.startsWith('sqlite_');
/** What the database itself makes out of the rest, and so is no part of a copy. */
const isDerived = (name: string): boolean => name === 'card_marks' || keptByTheDatabase.has(name);

const namesIn = async (tx: Tx): Promise<readonly string[]> =>
  (
    await rowsOf(
      tx,
      tx.dialect === 'sqlite'
        ? sql<{ name: string }>`select name from sqlite_schema where type = 'table' order by name`
        : sql<{ name: string }>`select table_name as name from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`,
    )
  )
    .map(({ name }) => name)
    .filter(isOwn);

const columnsOf = async (tx: Tx, table: string): Promise<readonly string[]> =>
  (
    await rowsOf(
      tx,
      tx.dialect === 'sqlite'
        ? sql<{ name: string }>`select name from pragma_table_info(${table}) order by cid`
        : sql<{ name: string }>`select column_name as name from information_schema.columns
            where table_schema = current_schema() and table_name = ${table} order by ordinal_position`,
    )
  ).map(({ name }) => name);

type Reference = { readonly child: string; readonly parent: string };

const referencesIn = async (tx: Tx): Promise<readonly Reference[]> =>
  rowsOf(
    tx,
    tx.dialect === 'sqlite'
      ? sql<Reference>`select m.name as child, f."table" as parent from sqlite_schema m, pragma_foreign_key_list(m.name) f
          where m.type = 'table'`
      : sql<Reference>`select c.relname as child, p.relname as parent from pg_constraint k
          join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
          where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`,
  );

/** Every table, those that others refer to first. */
export const tablesIn = async (tx: Tx): Promise<readonly TableShape[]> => {
  const references = (await referencesIn(tx)).filter(({ child, parent }) => child !== parent);
  const left = new Set((await namesIn(tx)).filter((name) => name !== unfinishedMark && !isDerived(name)));
  const tables: TableShape[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (name) => !references.some(({ child, parent }) => child === name && left.has(parent)),
    );
    if (free.length === 0) throw new Error('tables refer to each other in a ring');
    for (const name of free) {
      left.delete(name);
      tables.push({ name, columns: await columnsOf(tx, name) });
    }
  }
  return tables;
};

const listed = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

type Held = Readonly<Record<string, unknown>>;

const cellIn = (value: unknown): Cell => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error('a cell is neither text, a number nor empty');
};

async function* sqlitePages(tx: Tx, { name, columns }: TableShape): AsyncGenerator<readonly Held[]> {
  for (let after = 0; ;) {
    const rows = await rowsOf(
      tx,
      sql<Held>`select rowid as "row id", ${listed(columns)} from ${sql.table(name)}
        where rowid > ${after} order by rowid limit ${pageRows}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = Number(last['row id']);
  }
}

async function* postgresPages(tx: Tx, { name, columns }: TableShape): AsyncGenerator<readonly Held[]> {
  await sql`declare whole_table no scroll cursor for select ${listed(columns)} from ${sql.table(name)}`.execute(
    tx.trx,
  );
  for (;;) {
    const rows = await rowsOf(tx, sql<Held>`fetch ${sql.lit(pageRows)} from whole_table`);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close whole_table`.execute(tx.trx);
}

/** A table's rows, some hundred at a time; between them whoever else waits has a turn. */
export async function* pagesOf(tx: Tx, table: TableShape): AsyncGenerator<readonly (readonly Cell[])[]> {
  const pages = tx.dialect === 'sqlite' ? sqlitePages(tx, table) : postgresPages(tx, table);
  for await (const rows of pages) {
    yield rows.map((row) => table.columns.map((column) => cellIn(row[column])));
    await new Promise((turn) => setImmediate(turn));
  }
}

/** Puts rows into a table. */
export const putRows = async (
  tx: Tx,
  { name, columns }: TableShape,
  rows: readonly (readonly Cell[])[],
): Promise<void> => {
  const perStatement = Math.max(1, Math.floor(900 / Math.max(1, columns.length)));
  for (let at = 0; at < rows.length; at += perStatement) {
    const values = rows.slice(at, at + perStatement).map((row) => sql`(${sql.join(row)})`);
    await sql`insert into ${sql.table(name)} (${listed(columns)}) values ${sql.join(values)}`.execute(tx.trx);
  }
};

/** Takes out the few rows that migrations put into an empty database by themselves. */
export const emptyTables = async (tx: Tx, tables: readonly TableShape[]): Promise<void> => {
  for (const { name } of tables.toReversed()) await sql`delete from ${sql.table(name)}`.execute(tx.trx);
};

type Numbered = { readonly name: string; readonly column: string };

/** PostgreSQL numbers rows by a counter of its own, which has to go on after the rows that were put in. */
export const setCounters = async (tx: Tx): Promise<void> => {
  if (tx.dialect === 'sqlite') return;
  const counted = await rowsOf(
    tx,
    sql<Numbered>`select table_name as name, column_name as "column" from information_schema.columns
      where table_schema = current_schema() and column_default like 'nextval%'`,
  );
  for (const { name, column } of counted)
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}),
      greatest(1, (select coalesce(max(${sql.ref(column)}), 0) from ${sql.table(name)})),
      exists (select 1 from ${sql.table(name)}))`.execute(tx.trx);
};

/**
 * Lets the numbers that events arrive by go on far after those the lost server can have handed out. A tablet asks for
 * what came after a number it has seen; were the number given to another event, that one would never reach it (BACKUP-4).
 */
export const leapArrivals = async (tx: Tx, leap: number): Promise<void> => {
  if (tx.dialect === 'postgres') {
    await sql`select setval(pg_get_serial_sequence('log_events', 'arrival'),
      (select coalesce(max(arrival), 0) from log_events) + ${leap})`.execute(tx.trx);
    return;
  }
  const [held] = await rowsOf(
    tx,
    sql<{ seq: number }>`select seq from sqlite_sequence where name = 'log_events'`,
  );
  if (held === undefined)
    await sql`insert into sqlite_sequence (name, seq) values ('log_events', ${leap})`.execute(tx.trx);
  else
    await sql`update sqlite_sequence set seq = ${Number(held.seq) + leap} where name = 'log_events'`.execute(
      tx.trx,
    );
};

/** The highest number that events have been given by arrival here, also those whose rows are gone. */
export const arrivalsHandedOut = async (tx: Tx): Promise<number> => {
  const [held] = await rowsOf(
    tx,
    tx.dialect === 'sqlite'
      ? sql<{ n: number }>`select seq as n from sqlite_sequence where name = 'log_events'`
      : sql<{ n: number }>`select coalesce(max(arrival), 0) as n from log_events`,
  );
  return Number(held?.n ?? 0);
};

/** The last migration that has run; undefined for an empty database. */
export const schemaOf = async (tx: Tx): Promise<string | undefined> => {
  const [row] = await rowsOf(
    tx,
    sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`,
  );
  return row?.name;
};

/** Whether this version of the program knows a schema. */
export const knowsSchema = async ({ dialect }: Pick<Database, 'dialect'>, schema: string): Promise<boolean> =>
  schema in (await migrationsFor(dialect).getMigrations());

/** Brings an empty database to a schema, or an old one up to date. */
export const migrateUpTo = async ({ db, dialect }: Database, schema?: string): Promise<void> => {
  const migrator = new Migrator({ db, provider: migrationsFor(dialect) });
  const { error } = await (schema === undefined ? migrator.migrateToLatest() : migrator.migrateTo(schema));
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed');
};

/** True for a database with no table at all. */
export const isEmptyDatabase = (database: Database): Promise<boolean> =>
  inTransaction(database, async (tx) => (await namesIn(tx)).length === 0);

/** Logs whose rows the database itself refuses to change or remove. */
const keptForEver = [
  'log_events',
  'log_forks',
  'office_log',
  'session_versions',
  'access_log',
  'handed_in_files',
] as const;

/** Those of them that it does not refuse for any more. */
export const unguardedTables = async (database: Database): Promise<readonly string[]> => {
  const rows = await inTransaction(database, (tx) =>
    rowsOf(
      tx,
      database.dialect === 'sqlite'
        ? sql<{ name: string }>`select name from sqlite_schema where type = 'trigger'`
        : sql<{ name: string }>`select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = current_schema()::regnamespace and t.tgenabled <> 'D'`,
    ),
  );
  const names = new Set(rows.map(({ name }) => name));
  return keptForEver.filter(
    (table) => !['keep_bytes', 'keep_rows'].every((end) => names.has(`${table}_${end}`)),
  );
};

/** Says in an empty database that whatever comes into it now is a restore's and nobody else's, until it is done. */
export const markUnfinished = async ({ db }: Database): Promise<void> => {
  await sql`create table ${sql.table(unfinishedMark)} (since text)`.execute(db);
};

/** True for a database that a restore was stopped in the middle of. */
export const isMarkedUnfinished = (database: Database): Promise<boolean> =>
  inTransaction(database, async (tx) => (await namesIn(tx)).includes(unfinishedMark));

/** Takes the mark away: the restore is done. */
export const takeMarkAway = async ({ db }: Database): Promise<void> => {
  await sql`drop table ${sql.table(unfinishedMark)}`.execute(db);
};

/** Empties a database that a restore was stopped in the middle of; the mark goes last, with all the others or not at all. */
export const clearUnfinished = (database: Database): Promise<void> =>
  inTransaction(database, async (tx) => {
    const names = [...(await namesIn(tx)), 'kysely_migration', 'kysely_migration_lock'];
    for (const name of names) await sql`drop table if exists ${sql.table(name)} cascade`.execute(tx.trx);
  });

/** A database in memory for looking at a copy: gone with the process, and no name of anybody on a disk. */
export const openScratch = async (): Promise<Database> => {
  const database: Database = { db: openSqlite(':memory:'), dialect: 'sqlite' };
  /* What refers to nothing is to be told by name, not to stop the copying. */
  await sql`pragma foreign_keys = off`.execute(database.db);
  return database;
};

export type Dangling = { readonly table: string; readonly row: number };

/** Rows that refer to what is not there; for the embedded database and scratch copies. */
export const danglingRows = async (tx: Tx): Promise<readonly Dangling[]> =>
  (await rowsOf(tx, sql<{ table: string; rowid: number }>`pragma foreign_key_check`)).map(
    ({ table, rowid }) => ({
      table,
      row: Number(rowid),
    }),
  );
