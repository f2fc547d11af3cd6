/**
 * A mark that changes with whatever changes who has which card, kept by the database itself so that no writer can forget
 * it: the table of all cards is made anew only then (PLAN-7).
 */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';

const changes = [
  ['badges', 'insert'],
  ['badges', 'update'],
  ['badges', 'delete'],
  ['participants', 'insert'],
  ['participants', 'update of cohort'],
  ['participants', 'delete'],
  ['participant_merges', 'insert'],
  ['participant_merges', 'delete'],
] as const;

const newMark: Readonly<Record<Dialect, string>> = {
  sqlite: 'lower(hex(randomblob(16)))',
  postgres: 'gen_random_uuid()::text',
};

export const cards = (dialect: Dialect): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('card_marks')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('mark', 'text', (c) => c.notNull())
      .execute();
    const set = `update card_marks set mark = ${newMark[dialect]}`;
    await sql.raw(`insert into card_marks (id, mark) values (1, ${newMark[dialect]})`).execute(db);
    if (dialect === 'postgres')
      await sql
        .raw(
          `create or replace function mark_cards() returns trigger language plpgsql as $$ begin ${set}; return null; end $$`,
        )
        .execute(db);
    for (const [table, act] of changes) {
      const name = `${table}_mark_cards_${act.slice(0, 6)}`;
      await sql
        .raw(
          dialect === 'sqlite'
            ? `create trigger ${name} after ${act} on ${table} begin ${set}; end`
            : `create trigger ${name} after ${act} on ${table} for each statement execute function mark_cards()`,
        )
        .execute(db);
    }
  },
});
