/** What migrations share: how a dialect numbers rows, and how the database itself keeps what may never change. */
import { sql, type Kysely } from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** The type of a column that numbers its rows by itself. */
export const serialOf = (dialect: Dialect): 'integer' | 'bigserial' =>
  dialect === 'sqlite' ? 'integer' : 'bigserial';

/**
 * Bytes of a log are never changed or removed, also not by a mistake of ours (LOG-4): the database itself refuses.
 * The one column of `log_events` that may change is the decision on what was set aside.
 */
export const keepForEver = async (
  db: Kysely<unknown>,
  dialect: Dialect,
  tables: readonly string[],
): Promise<void> => {
  const kept = (table: string): string =>
    table === 'log_events' ? 'device, seq, hash, text, received_at, clock_offset_ms' : '';
  if (dialect === 'postgres')
    await sql`create or replace function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'a log is append-only'; end $$`.execute(db);
  for (const table of tables) {
    const columns = kept(table);
    const update = columns === '' ? 'update' : `update of ${columns}`;
    for (const [name, act] of [
      ['keep_bytes', update],
      ['keep_rows', 'delete'],
    ] as const) {
      const statement =
        dialect === 'sqlite'
          ? `create trigger ${table}_${name} before ${act} on ${table} begin select raise(abort, 'a log is append-only'); end`
          : `create trigger ${table}_${name} before ${act} on ${table} for each row execute function refuse_change()`;
      await sql.raw(statement).execute(db);
    }
  }
};
