/** People's places, moves, endings and letters. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';

type Db = Kysely<unknown>;

const places = async (db: Db): Promise<void> => {
  const table = (name: string) => db.schema.createTable(name);
  await db.schema.alterTable('participants').addColumn('left_on', 'text').execute();
  await db.schema.alterTable('participants').addColumn('left_reason', 'text').execute();
  await table('memberships')
    .addColumn('participant', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('cohort', 'text', (c) => c.notNull().references('cohorts.id'))
    .addColumn('from_day', 'text', (c) => c.notNull())
    .addColumn('to_day', 'text')
    .addPrimaryKeyConstraint('memberships_key', ['participant', 'from_day'])
    .execute();
  await db.schema.createIndex('memberships_cohort').on('memberships').column('cohort').execute();
  await sql`insert into memberships (participant, cohort, from_day) select id, cohort, '2000-01-01' from participants where cohort is not null`.execute(
    db,
  );
  await table('cohort_sizes')
    .addColumn('cohort', 'text', (c) => c.primaryKey().references('cohorts.id'))
    .addColumn('places', 'integer', (c) => c.notNull())
    .execute();
  await table('reserves')
    .addColumn('participant', 'text', (c) => c.primaryKey().references('participants.id'))
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('track', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .execute();
  await table('participant_merges')
    .addColumn('from_participant', 'text', (c) => c.primaryKey().references('participants.id'))
    .addColumn('to_participant', 'text', (c) => c.notNull().references('participants.id'))
    .addColumn('merged_at', 'bigint', (c) => c.notNull())
    .execute();
};

const letters = async (db: Db): Promise<void> => {
  await db.schema
    .createTable('letter_addresses')
    .addColumn('participant', 'text', (c) => c.primaryKey().references('participants.id'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('given_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('letters')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('participant', 'text', (c) => c.references('participants.id'))
    .addColumn('address', 'text')
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('letters_state').on('letters').columns(['state', 'next_at']).execute();
  await db.schema.createIndex('letters_participant').on('letters').column('participant').execute();
};

export const people = (_dialect: Dialect): Migration => ({
  up: async (db: Db) => {
    await places(db);
    await letters(db);
  },
});
