/** PostgreSQL for more than one process; chosen by DATABASE_URL. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

const int8 = 20;

/** Opens a pool. bigint columns hold instants and counts far below 2^53, so they are read as numbers. */
export const openPostgres = (url: string): Kysely<Schema> => {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8 ? Number : pg.types.getTypeParser(oid, format),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types });
  /* A connection that breaks while nobody uses it is thrown away by the pool; without a listener the process would end. */
  pool.on('error', () => undefined);
  /* The same for one that breaks in the middle of a transaction, between two questions. */
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
};
