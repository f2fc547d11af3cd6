/** Whoever runs the machine changes the database with a program of their own, past the server and past its triggers. */
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

/** One value out of the database. */
export const valueIn = async (database: Database, query: string): Promise<string> => {
  const { rows } = await sql.raw<Record<string, unknown>>(query).execute(database.db);
  return String(Object.values(rows[0] ?? {})[0]);
};
