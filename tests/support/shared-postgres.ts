/**
 * One PostgreSQL for all the tests of a run that need no more of it than a database of their own: started by vitest before
 * the first file and stopped after the last, because each start takes longer than most tests.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../src/server/store/database.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { createDatabase, hasPostgres, postgresUrl, startPostgres } from './postgres.ts';

const setting = 'TEST_POSTGRES_FOLDER';

type Place = { readonly folder: string; readonly leave: () => Promise<void> };

/** The run's own; a browser test, whose run has none, starts one for itself. */
const placeOf = async (): Promise<Place> => {
  const folder = process.env[setting];
  if (folder !== undefined) return { folder, leave: () => Promise.resolve() };
  const own = await startPostgres();
  return { folder: own.folder, leave: own.stop };
};

export type SharedDatabase = {
  readonly url: string;
  /** Another pool on it, as another server process would have. */
  readonly open: () => Database;
  readonly drop: () => Promise<void>;
};

/** Whether the tests of this run are to meet three processes on PostgreSQL (`npm run check:postgres`). */
export const isOnPostgres = (): boolean => process.env['NARVARO_TEST_STORE'] === 'postgres';

/** Makes an empty database; whoever asks for it closes what was opened and drops it. */
export const createSharedDatabase = async (): Promise<SharedDatabase> => {
  const { folder, leave } = await placeOf();
  const name = `t${randomUUID().replaceAll('-', '')}`;
  const first = openPostgres(postgresUrl(folder, 'postgres'));
  await sql.raw(createDatabase(name)).execute(first);
  await first.destroy();
  const url = postgresUrl(folder, name);
  return {
    url,
    open: () => ({ db: openPostgres(url), dialect: 'postgres' }),
    drop: async () => {
      const last = openPostgres(postgresUrl(folder, 'postgres'));
      await sql.raw(`drop database ${name} with (force)`).execute(last);
      await last.destroy();
      await leave();
    },
  };
};

/** What vitest runs before all tests; what it answers is run after them. Tests that need none run without PostgreSQL. */
export const setup = async (): Promise<(() => Promise<void>) | undefined> => {
  if (!hasPostgres()) return undefined;
  const postgres = await startPostgres({ connections: 400 });
  process.env[setting] = postgres.folder;
  return postgres.stop;
};
