/** The database with its dialect: opened, brought up to date, and used one transaction at a time. */
import { sql, type Kysely, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';
import { migrationsFor } from './migrations.ts';
import type { Schema } from './schema.ts';

export type Database = { readonly db: Kysely<Schema>; readonly dialect: Dialect };
/** A transaction and how it takes part with other processes. All stores read and write through one of these. */
export type Tx = { readonly trx: Transaction<Schema>; readonly dialect: Dialect };

/** Applies the migrations that have not run yet; a failure stops the start (nothing half done is served). */
export const migrate = async ({ db, dialect }: Database): Promise<void> => {
  const { error } = await new Migrator({ db, provider: migrationsFor(dialect) }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed');
};

/** Runs `work` in one transaction; commits what it returns, rolls back if it throws. */
export const inTransaction = <T>({ db, dialect }: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute((trx) => work({ trx, dialect }));

/**
 * Waits until no other transaction holds `name`, and holds it until this one ends. SQLite has one writer anyway;
 * PostgreSQL takes an advisory lock.
 */
export const holdLock = async ({ trx, dialect }: Tx, name: string): Promise<void> => {
  if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(trx);
};
