/** The database with its dialect: opened, brought up to date, and used one transaction at a time. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';
import { migrationsFor } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Database = { readonly db: Kysely<Schema>; readonly dialect: Dialect };
/** A transaction and how it takes part with other processes. All stores read and write through one of these. */
export type Tx = { readonly trx: Transaction<Schema>; readonly dialect: Dialect };

/** A migration could not be carried out: the database is as it was before the first of them (OLD-6). */
export class MigrationFailed extends Error {
  readonly migration: string;
  constructor(migration: string, cause: unknown) {
    super(`migration ${migration} failed`, { cause });
    this.migration = migration;
  }
}

/**
 * Applies the migrations that have not run yet, all of them or none (OLD-6); a failure stops the start (nothing half
 * done is served).
 */
export const migrate = async ({ db, dialect }: Database): Promise<void> => {
  const migrator = new Migrator({ db, provider: migrationsFor(dialect) });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new MigrationFailed(failed ?? '', error);
};

/**
 * The name of a migration that a newer version has run and this one does not know, or undefined. Asked before anything
 * is written: such a database is left alone (OLD-5).
 */
export const unknownMigration = async ({ db, dialect }: Database): Promise<string | undefined> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return undefined;
  const known = new Set(Object.keys(await migrationsFor(dialect).getMigrations()));
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name).findLast((name) => !known.has(name));
};

/** Runs `work` in one transaction; commits what it returns, rolls back if it throws. */
export const inTransaction = <T>({ db, dialect }: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute((trx) => work({ trx, dialect }));

/** PostgreSQL's words for two transactions of which one has to begin anew: in each other's way, or out of order. */
const mustBeginAnew = new Set(['40P01', '40001']);
const mostTries = 5;

/**
 * The same for somebody who waits for an answer: where PostgreSQL has taken it back only because another was in its way,
 * `work` is done anew from its beginning (MANY-3). What it leaves outside the database must bear being done twice.
 */
export const inTransactionAnew = async <T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  tries = 1,
): Promise<T> => {
  try {
    return await inTransaction(database, work);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (tries >= mostTries || !mustBeginAnew.has(code)) throw error;
    return inTransactionAnew(database, work, tries + 1);
  }
};

/**
 * Waits until no other transaction holds `name`, and holds it until this one ends. SQLite has one writer anyway;
 * PostgreSQL takes an advisory lock.
 */
export const holdLock = async ({ trx, dialect }: Tx, name: string): Promise<void> => {
  if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(trx);
};
