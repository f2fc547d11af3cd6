/** The embedded database: node:sqlite behind Kysely. The only file that names node:sqlite. */
import { chmodSync, closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync, type SQLInputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase } from 'kysely';
import type { Schema } from './schema.ts';
import { walVerdict } from './sqlite-wal.ts';

/** Runs one statement; a test may let it fail before or after it is done (CRASH-5). */
export type Through = <T>(sql: string, run: () => T) => T;

/** Lets Kysely drive node:sqlite: one prepared statement per SQL text. */
const adapt = (database: DatabaseSync, through: Through): SqliteDatabase => {
  const prepared = new Map<string, StatementSync>();
  const statementFor = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = statementFor(text);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => through(text, () => statement.all(...values(parameters))),
        run: (parameters) =>
          /* SQLite itself rolls back when the disk is full; the reason would drown in "no transaction is active". */
          text === 'rollback' && !database.isTransaction
            ? { changes: 0, lastInsertRowid: 0 }
            : through(text, () => statement.run(...values(parameters))),
        iterate: (parameters) =>
          through(text, () => statement.iterate(...values(parameters)) as IterableIterator<unknown>),
      };
    },
  };
};

/**
 * SQLite rolls tables back as it rolls rows back. Kysely does not count on it, so that a migration which failed half-way
 * would leave half of its tables behind, and no later start could run it again (OLD-6).
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/**
 * Makes the file for this account alone, and what SQLite keeps beside it, which it makes like the file itself. A file of
 * this account's that others could read is closed to them (CLK-4).
 */
const keepPrivate = (path: string): void => {
  /* Never a file that is there: to close it would take away the locks that SQLite holds on it in this process. */
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || (found.mode & 0o077) === 0 || found.uid !== process.getuid?.()) continue;
    try {
      chmodSync(file, 0o600);
    } catch {
      /* A disk that knows no such rights is the operator's choice. */
    }
  }
};

const inMemory = ':memory:';

/**
 * Opens (and makes) the file; `:memory:` for a database that lives as long as the process. Commits reach the disk
 * before they return (`synchronous=full`), because a receipt is given on them (SYNC-3).
 */
export const openSqlite = (path: string, through: Through = (_, run) => run()): Kysely<Schema> => {
  if (path !== inMemory) keepPrivate(path);
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  return new Kysely<Schema>({ dialect: new TransactionalDialect({ database: adapt(database, through) }) });
};

const busy = 5;

/** True if another connection, of this process or another, has the file open; nothing in it is changed. */
export const isSqliteInUse = (path: string): boolean => {
  if (!existsSync(path)) return false;
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive; rollback;');
    return false;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy) return true;
    throw error;
  } finally {
    database.close();
  }
};

/**
 * Takes a lock that no two processes have at once, on an empty file of its own; undefined if somebody else has it. The
 * system lets go of it with the process, also with one that is killed.
 */
export const takeLockFile = (path: string): { readonly release: () => void } | undefined => {
  keepPrivate(path);
  const database = new DatabaseSync(path, { timeout: 1000 });
  try {
    database.exec('pragma journal_mode = memory; begin exclusive;');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy)
      return undefined;
    throw error;
  }
  return { release: () => database.close() };
};

/** Whether somebody has the lock; a file that is not there is not made. */
export const isLockFileTaken = (path: string): boolean => {
  if (!existsSync(path)) return false;
  const taken = takeLockFile(path);
  taken?.release();
  return taken === undefined;
};

export type SqliteFault =
  | { readonly kind: 'empty' | 'damaged' | 'not-a-database'; readonly file: string }
  | undefined;

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** SQLite's corrupt and not-a-database. */
const contentErrors: Readonly<Record<number, 'damaged' | 'not-a-database'>> = {
  11: 'damaged',
  26: 'not-a-database',
};

const contentFault = (error: unknown): 'damaged' | 'not-a-database' => {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const fault = contentErrors[code];
  if (fault === undefined) throw error;
  return fault;
};

/**
 * Goes through every page of an existing file, and its log, without changing a byte of them: what is damaged is found
 * before anything is written on top of it (CRASH-3). Throws what is not about the content, such as a closed folder.
 */
export const sqliteFault = (path: string): SqliteFault => {
  if (!existsSync(path)) return undefined;
  if (sizeOf(path) === 0) return { kind: 'empty', file: path };
  const log = `${path}-wal`;
  const index = `${path}-shm`;
  const hadIndex = existsSync(index);
  const hasLog = sizeOf(log) > 0;
  if (hasLog && walVerdict(readFileSync(log)) === 'damaged') return { kind: 'damaged', file: log };
  /* Without a log and without another process nothing has to be made beside the file in order to read it. */
  const isAlone = !hasLog && !hadIndex;
  const address = isAlone ? `${pathToFileURL(path).href}?immutable=1` : path;
  let fault: 'damaged' | 'not-a-database' | undefined;
  try {
    const database = new DatabaseSync(address, { readOnly: true, timeout: 5000 });
    try {
      const [row] = database.prepare('pragma quick_check(1)').all();
      if (row?.['quick_check'] !== 'ok') fault = 'damaged';
    } finally {
      database.close();
    }
  } catch (error) {
    fault = contentFault(error);
  }
  if (fault === undefined) return undefined;
  if (!isAlone && !hadIndex) rmSync(index, { force: true });
  return { kind: fault, file: path };
};
