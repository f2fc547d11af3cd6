/**
 * Whether a server is at work on a database, seen by a lock that the database itself holds for it: it goes when the
 * process goes, also one that is killed (KEY-4). The embedded database's own file lock is one already, and a server has
 * the data folder for itself by another (CLK-5); on PostgreSQL each server keeps a connection with a shared lock.
 */
import { join } from 'node:path';
import { sql } from 'kysely';
import { inTransaction, type Database } from './database.ts';
import { isLockFileTaken, isSqliteInUse, sqliteFault, takeLockFile } from './sqlite.ts';

const lock = sql`hashtext('narvaro-serving')`;
const lookMs = 15_000;

/** True if anything else has the embedded database open. A damaged file is left to whoever opens it. */
export const isFileInUse = (file: string): boolean => sqliteFault(file) === undefined && isSqliteInUse(file);

/** True if a server holds its lock on this PostgreSQL. */
export const isServedOnPostgres = async (database: Database): Promise<boolean> => {
  if (database.dialect !== 'postgres') return false;
  return inTransaction(database, async ({ trx }) => {
    const got = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${lock}) as free`.execute(trx);
    return got.rows[0]?.free !== true;
  });
};

/** The file that a server on the embedded database holds, empty. It stays when the server goes. */
export const folderLockName = 'serving.lock';

export type FolderLock = { readonly release: () => void };

/** Takes the folder for one server; undefined while another has it (CLK-5). */
export const takeFolder = (folder: string): FolderLock | undefined =>
  takeLockFile(join(folder, folderLockName));

/** Whether a server has the folder; leaves nothing in one where none has ever been. */
export const isFolderServed = (folder: string): boolean => isLockFileTaken(join(folder, folderLockName));

export type ServingLock = { readonly release: () => Promise<void> };

/** Takes the lock and keeps it; where its connection breaks, another takes it within half a minute. */
export const holdServingLock = async ({ db, dialect }: Database): Promise<ServingLock> => {
  if (dialect !== 'postgres') return { release: async () => undefined };
  const over = new AbortController();
  const wait = (): Promise<void> =>
    new Promise((waited) => {
      if (over.signal.aborted) return waited();
      const end = (): void => {
        clearTimeout(timer);
        over.signal.removeEventListener('abort', end);
        waited();
      };
      const timer = setTimeout(end, lookMs).unref();
      over.signal.addEventListener('abort', end);
    });
  const hold = (held: () => void): Promise<void> =>
    db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock_shared(${lock})`.execute(connection);
      held();
      while (!over.signal.aborted) {
        await wait();
        await sql`select 1`.execute(connection);
      }
      await sql`select pg_advisory_unlock_shared(${lock})`.execute(connection);
    });
  let kept: Promise<void> = Promise.resolve();
  await new Promise<void>((held, failed) => {
    const keep = async (): Promise<void> => {
      await hold(held).catch(failed);
      while (!over.signal.aborted) {
        await wait();
        if (!over.signal.aborted) await hold(held).catch(() => undefined);
      }
    };
    kept = keep();
  });
  return {
    release: async () => {
      over.abort();
      await kept;
    },
  };
};
