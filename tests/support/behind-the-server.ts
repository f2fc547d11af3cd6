/** Whoever runs the machine changes the database with a program of their own, past the server and past its triggers. */
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { inTransaction, type Database } from '../../src/server/store/database.ts';

const dropTriggers = async (database: Database, table: string): Promise<void> => {
  for (const name of [`${table}_keep_bytes`, `${table}_keep_rows`])
    await (
      database.dialect === 'sqlite'
        ? sql`drop trigger if exists ${sql.id(name)}`
        : sql`drop trigger if exists ${sql.id(name)} on ${sql.table(table)}`
    ).execute(database.db);
};

/** Runs statements on a table whose rows the database would otherwise refuse to change. */
export const changeBehindTheServer = async (
  database: Database,
  table: string,
  ...statements: readonly string[]
): Promise<void> => {
  await dropTriggers(database, table);
  await inTransaction(database, async ({ trx }) => {
    for (const statement of statements) await sql.raw(statement).execute(trx);
  });
};

/** Takes away everything by which the database itself keeps a log as it is. */
export const dropEveryTrigger = async ({ db, dialect }: Database): Promise<void> => {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string; on: string }>`
          select name, tbl_name as "on" from sqlite_master where type = 'trigger'`.execute(db)
      : await sql<{ name: string; on: string }>`
          select t.tgname as name, c.relname as "on" from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where not t.tgisinternal`.execute(db);
  for (const { name, on } of rows)
    await (
      dialect === 'sqlite'
        ? sql`drop trigger ${sql.id(name)}`
        : sql`drop trigger ${sql.id(name)} on ${sql.table(on)}`
    ).execute(db);
};

export type TableOnDisk = { readonly name: string; readonly columns: readonly string[] };

/** Every table of the server's own. */
export const everyTable = async ({ db }: Database): Promise<readonly TableOnDisk[]> =>
  (await db.introspection.getTables()).map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
  }));

/** All of the database that lies on the disk, free pages and all, as one text; of PostgreSQL without its write-ahead log. */
export const everythingOnDisk = async ({ db, dialect }: Database): Promise<string> => {
  if (dialect === 'sqlite') {
    const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
    const file = rows[0]?.file ?? '';
    return (await Promise.all([file, `${file}-wal`].map((path) => readFile(path, 'latin1')))).join('\n');
  }
  await sql`checkpoint`.execute(db);
  const { rows } = await sql<{ bytes: Buffer }>`
    select pg_read_binary_file(pg_relation_filepath(oid)) as bytes from pg_class
    where pg_relation_filepath(oid) is not null and relisshared = false and oid >= 16384`.execute(db);
  return rows.map(({ bytes }) => bytes.toString('latin1')).join('\n');
};

/** One value out of the database. */
export const valueIn = async (database: Database, query: string): Promise<string> => {
  const { rows } = await sql.raw<Record<string, unknown>>(query).execute(database.db);
  return String(Object.values(rows[0] ?? {})[0]);
};
