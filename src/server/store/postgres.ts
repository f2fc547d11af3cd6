/** PostgreSQL for more than one process; chosen by DATABASE_URL. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

const int8 = 20;

/** How long is waited for PostgreSQL: for a connection, and for the answer to one question. */
export type PostgresPatience = {
  readonly connectMs: number;
  /** Without it a question may take as long as it takes: migrations, backups, restores and moves. */
  readonly answerMs?: number;
};

/** For work that may take minutes. */
const forWork: PostgresPatience = { connectMs: 20_000 };
/** For somebody who waits for a page (PG-2). */
export const forRequests: PostgresPatience = { connectMs: 10_000, answerMs: 15_000 };
/** PostgreSQL gives up by itself first, where it can: then it tidies up, and the connection is of use again. */
const graceMs = 2000;

/**
 * A connection that has been asked in vain is closed, whatever was under way on it: PostgreSQL takes back all that was
 * not yet committed, and nobody else is given a connection that does not answer.
 */
const closedOnTimeout = (answerMs: number): typeof pg.Client =>
  class extends pg.Client {
    override query = ((...asked: Parameters<pg.Client['query']>): unknown => {
      const answer: unknown = super.query(...asked);
      if (!(answer instanceof Promise)) return answer;
      const late = setTimeout(() => this.connection.stream.destroy(), answerMs);
      return answer.finally(() => clearTimeout(late));
    }) as pg.Client['query'];
  };

/** Opens a pool. bigint columns hold instants and counts far below 2^53, so they are read as numbers. */
export const openPostgres = (
  url: string,
  { connectMs, answerMs }: PostgresPatience = forWork,
): Kysely<Schema> => {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8 ? Number : pg.types.getTypeParser(oid, format),
  };
  const limits =
    answerMs === undefined
      ? {}
      : { statement_timeout: answerMs, Client: closedOnTimeout(answerMs + graceMs) };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    ...limits,
  });
  /* A connection that breaks while nobody uses it is thrown away by the pool; without a listener the process would end. */
  pool.on('error', () => undefined);
  /* The same for one that breaks in the middle of a transaction, between two questions. */
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
};
