/**
 * The tables of the figures, and the triggers by which the database itself notes what may have changed, so that no writer
 * can forget it (BIG-3).
 */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { serialOf, type Dialect } from './migration-parts.ts';

type Db = Kysely<unknown>;

const count = 'integer not null default 0';

const tables = (dialect: Dialect): readonly string[] => [
  `create table figure_sessions (session text primary key, month text not null, unit text, trainer text not null,
     starts_at bigint not null, ends_at bigint not null, whole_minutes ${count}, is_over ${count},
     is_cancelled ${count}, is_closed ${count}, is_attested ${count}, is_reviewed ${count}, has_records ${count},
     corrections ${count}, set_aside ${count}, to_decide ${count}, expected ${count}, absent ${count},
     attendances ${count}, by_hand ${count}, late ${count}, left_early ${count}, minutes ${count},
     certified_minutes ${count}, people text not null)`,
  'create index figure_sessions_month on figure_sessions (month)',
  'create index figure_sessions_coming on figure_sessions (ends_at) where is_over = 0',
  'create index figure_sessions_over on figure_sessions (ends_at) where is_over = 1',
  'create index figure_sessions_waiting on figure_sessions (starts_at, session) where is_over = 1 and is_reviewed = 0',
  `create table figure_months (month text primary key, sessions ${count}, planned_minutes bigint not null default 0,
     held_minutes bigint not null default 0, recorded_minutes bigint not null default 0,
     certified_minutes bigint not null default 0, closed_sessions ${count}, closed_offered bigint not null default 0,
     closed_attended bigint not null default 0, not_reviewed ${count})`,
  `create table figure_people (participant text primary key, unit text not null, track text not null,
     is_key_person ${count}, months text not null)`,
  `create table figure_groups (unit text not null, track text not null, is_key_person integer not null,
     month text not null, people ${count}, minutes bigint not null default 0,
     offered_minutes bigint not null default 0, approved_minutes bigint not null default 0, offered_to ${count},
     on_track ${count}, completed ${count}, lacking ${count}, primary key (unit, track, is_key_person, month))`,
  `create table figure_changes (id ${serialOf(dialect)} primary key${dialect === 'sqlite' ? ' autoincrement' : ''},
     kind text not null, ref text not null)`,
  'create table figure_people_due (participant text primary key)',
  'create index figure_people_group on figure_people (unit, track, is_key_person)',
  `create table figure_groups_due (unit text not null, track text not null, is_key_person integer not null,
     primary key (unit, track, is_key_person))`,
  'create table figures_made (rules integer primary key)',
  'create table figures_unmade (id integer primary key)',
  'insert into figures_unmade (id) values (1)',
];

type Noted = {
  readonly table: string;
  /** Each with the row that tells the id: of an update, what is now and what was. */
  readonly acts: readonly ('insert' | 'update' | 'delete')[];
  readonly kind: string;
  readonly column: string;
  /** A condition on the row. */
  readonly where?: string;
};

/** One of these columns is another than before. */
const anyOf = (columns: readonly string[]): string =>
  `(${columns.map((name) => `new.${name} is distinct from old.${name}`).join(' or ')})`;

const noted: readonly Noted[] = [
  { table: 'sessions', acts: ['insert', 'delete'], kind: 'session', column: 'id' },
  {
    table: 'sessions',
    acts: ['update'],
    kind: 'session',
    column: 'id',
    where: anyOf(['starts_at', 'ends_at', 'breaks', 'unit', 'trainer', 'cancelled']),
  },
  { table: 'session_cohorts', acts: ['insert', 'delete'], kind: 'session', column: 'session' },
  { table: 'review_states', acts: ['insert', 'update'], kind: 'session', column: 'session' },
  { table: 'attendance', acts: ['update'], kind: 'session', column: 'session' },
  { table: 'objections', acts: ['insert', 'update', 'delete'], kind: 'session', column: 'session' },
  { table: 'memberships', acts: ['insert', 'update', 'delete'], kind: 'cohort', column: 'cohort' },
  { table: 'participants', acts: ['insert', 'delete'], kind: 'person', column: 'id' },
  {
    table: 'participants',
    acts: ['update'],
    kind: 'person',
    column: 'id',
    where: anyOf(['unit', 'track', 'is_key_person']),
  },
  {
    table: 'participant_merges',
    acts: ['insert', 'update', 'delete'],
    kind: 'merged',
    column: 'from_participant',
  },
  {
    table: 'participant_merges',
    acts: ['insert', 'update', 'delete'],
    kind: 'merged',
    column: 'to_participant',
  },
  { table: 'month_versions', acts: ['insert'], kind: 'month', column: 'month' },
  { table: 'decisions', acts: ['insert'], kind: 'policy', column: 'seq', where: "new.kind = 'policy-set'" },
];

const trigger = async (db: Db, dialect: Dialect, name: string, when: string, noting: readonly string[]) => {
  if (dialect === 'sqlite') {
    const body = noting.map(
      (one) => `insert into figure_changes (kind, ref) ${one}
      and not exists (select 1 from figures_unmade);`,
    );
    await sql
      .raw(`create trigger ${name} after ${when} for each row begin ${body.join(' ')} end`)
      .execute(db);
    return;
  }
  /* Whoever is about to make everything waits for this transaction, or this one for them: no change falls between. */
  const body = noting.map((one) => `insert into figure_changes (kind, ref) ${one};`).join(' ');
  await sql
    .raw(
      `create or replace function ${name}() returns trigger language plpgsql as $$ begin
         perform 1 from figures_unmade for key share;
         if not found then ${body} end if; return null; end $$`,
    )
    .execute(db);
  await sql.raw(`create trigger ${name} after ${when} for each row execute function ${name}()`).execute(db);
};

/** Notes changes from now on, and everything there is as not made yet. */
export const figures = (dialect: Dialect): Migration => ({
  up: async (db: Db) => {
    for (const statement of tables(dialect)) await sql.raw(statement).execute(db);
    for (const { table, acts, kind, column, where } of noted)
      for (const act of acts) {
        const rows = act === 'update' ? ['new', 'old'] : [act === 'delete' ? 'old' : 'new'];
        const noting = rows.map((row, i) => {
          const again = i > 0 ? ` and old.${column} <> new.${column}` : '';
          return `select '${kind}', cast(${row}.${column} as text) where ${where ?? '1 = 1'}${again}`;
        });
        await trigger(db, dialect, `figures_${table}_${column}_${act}`, `${act} on ${table}`, noting);
      }
  },
});
