/**
 * What keeps pages as fast with a whole country behind them as with one autumn: indexes, and short lists of what is not
 * done or has changed, kept by the database itself so that no writer can forget them (BIG-1, BIG-2).
 */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { serialOf, type Dialect } from './migration-parts.ts';

type Db = Kysely<unknown>;

const indexes = [
  'create index sessions_span on sessions (starts_at, ends_at)',
  'create index sessions_length on sessions ((ends_at - starts_at))',
  'create index session_cohorts_cohort on session_cohorts (cohort)',
  'create index session_states_unclosed on session_states (session) where closed_at is null',
  'create index badges_code on badges (code)',
  'create index participants_unit on participants (unit)',
  'create index cohorts_unit on cohorts (unit)',
  'create index objections_participant on objections (participant)',
  'create index objections_open on objections (session) where answered_at is null',
  'create index month_lines_participant on month_lines (participant)',
  'create index month_rows_participant on month_rows (participant)',
] as const;

/** A trigger of each dialect that runs the same statements, with `new` and `old` for the row. */
const trigger = async (
  db: Db,
  dialect: Dialect,
  name: string,
  when: string,
  statements: readonly string[],
): Promise<void> => {
  const body = statements.map((statement) => `${statement};`).join(' ');
  if (dialect === 'sqlite') {
    await sql.raw(`create trigger ${name} after ${when} for each row begin ${body} end`).execute(db);
    return;
  }
  await sql
    .raw(
      `create or replace function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
    )
    .execute(db);
  await sql.raw(`create trigger ${name} after ${when} for each row execute function ${name}()`).execute(db);
};

/** Sessions whose review is not done; those nobody has opened are among them. */
const openSessions = async (db: Db, dialect: Dialect): Promise<void> => {
  await db.schema
    .createTable('open_sessions')
    .addColumn('session', 'text', (c) => c.primaryKey())
    .execute();
  const reviewed = (id: string): string =>
    `exists (select 1 from review_states where session = ${id} and reviewed_at is not null)`;
  await sql
    .raw(`insert into open_sessions (session) select id from sessions where not ${reviewed('id')}`)
    .execute(db);
  const add = (id: string): string =>
    `insert into open_sessions (session) select ${id} where not ${reviewed(id)} on conflict do nothing`;
  await trigger(db, dialect, 'open_sessions_planned', 'insert on sessions', [add('new.id')]);
  for (const act of ['insert', 'update'] as const)
    await trigger(db, dialect, `open_sessions_reviewed_${act}`, `${act} on review_states`, [
      'delete from open_sessions where session = new.session and new.reviewed_at is not null',
      add('new.session'),
    ]);
};

/**
 * Sessions counted anew, in the order it happened; the same one may stand here many times, so that nobody who counts
 * waits for anybody else. Taken away by whoever brings the kept figures of their months up to date.
 */
const changedSessions = async (db: Db, dialect: Dialect): Promise<void> => {
  const serial = serialOf(dialect);
  await db.schema
    .createTable('changed_sessions')
    .addColumn('id', serial, (c) => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey()))
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'bigint')
    .execute();
  const put = (session: string, at: string): string =>
    `insert into changed_sessions (session, starts_at) values (${session}, ${at})`;
  for (const act of ['insert', 'update'] as const)
    await trigger(db, dialect, `changed_sessions_${act}`, `${act} on review_states`, [
      put('new.session', 'null'),
    ]);
  await trigger(db, dialect, 'changed_sessions_moved', 'update of starts_at on sessions', [
    put('new.id', 'old.starts_at'),
    put('new.id', 'new.starts_at'),
  ]);
  for (const act of ['insert', 'update'] as const)
    await trigger(db, dialect, `changed_sessions_objected_${act}`, `${act} on objections`, [
      put('new.session', 'null'),
    ]);
  await db.schema
    .createTable('month_changes')
    .addColumn('month', 'text', (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('decisions', 'integer', (c) => c.notNull())
    .addColumn('changes', 'integer', (c) => c.notNull())
    .execute();
};

/** People's names as they are searched for and put in order, and those whose names have changed since. */
const names = async (db: Db, dialect: Dialect): Promise<void> => {
  const serial = serialOf(dialect);
  await db.schema
    .createTable('people_names')
    .addColumn('participant', 'text', (c) => c.primaryKey())
    .addColumn('in_order', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('name_parts')
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('participant', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('name_parts_key', ['part', 'participant'])
    .execute();
  const bytewise = dialect === 'postgres' ? ' collate "C"' : '';
  await sql
    .raw(`create index people_names_order on people_names (in_order${bytewise}, participant)`)
    .execute(db);
  await sql.raw(`create index name_parts_part on name_parts (part${bytewise}, participant)`).execute(db);
  await db.schema.createIndex('name_parts_participant').on('name_parts').column('participant').execute();
  await db.schema
    .createTable('unread_names')
    .addColumn('id', serial, (c) => (dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey()))
    .addColumn('participant', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into unread_names (participant) select id from participants`.execute(db);
  const put = (id: string): string => `insert into unread_names (participant) values (${id})`;
  await trigger(db, dialect, 'unread_names_insert', 'insert on participants', [put('new.id')]);
  /* A name that is no longer anybody's is gone at once, not when somebody next searches (PRIV-3, RET-1). */
  const forget = [
    'delete from people_names where participant = old.id',
    'delete from name_parts where participant = old.id',
  ];
  await trigger(db, dialect, 'unread_names_update', 'update of given, family on participants', [
    ...forget,
    put('new.id'),
  ]);
  await trigger(db, dialect, 'unread_names_delete', 'delete on participants', [...forget, put('old.id')]);
};

export const country = (dialect: Dialect): Migration => ({
  up: async (db: Db) => {
    for (const statement of indexes) await sql.raw(statement).execute(db);
    await openSessions(db, dialect);
    await changedSessions(db, dialect);
    await names(db, dialect);
  },
});
