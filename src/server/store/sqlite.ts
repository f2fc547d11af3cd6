/** The embedded database: node:sqlite behind Kysely. The only file that names node:sqlite. */
import { DatabaseSync, type StatementSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import type { Schema } from './schema.ts';

/** Lets Kysely drive node:sqlite: one prepared statement per SQL text. */
const adapt = (database: DatabaseSync): SqliteDatabase => {
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
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
      };
    },
  };
};

/**
 * Opens (and makes) the file; `:memory:` for a database that lives as long as the process. Commits reach the disk
 * before they return (`synchronous=full`), because a receipt is given on them (SYNC-3).
 */
export const openSqlite = (path: string): Kysely<Schema> => {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(database) }) });
};
