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
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10, types }) }),
  });
};
