/** Every change of the tables that has been out, in order. A migration is never edited once it has run anywhere. */
import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { keepForEver, serialOf, type Dialect } from './migration-parts.ts';
import { access, accounts } from './migrations-access.ts';
import { aside } from './migrations-aside.ts';
import { cards } from './migrations-cards.ts';
import { clock } from './migrations-clock.ts';
import { country } from './migrations-country.ts';
import { figures } from './migrations-figures.ts';
import { followup } from './migrations-followup.ts';
import { handIn } from './migrations-hand-in.ts';
import { people } from './migrations-people.ts';
import { planning } from './migrations-planning.ts';
import { review } from './migrations-review.ts';
import { signIn } from './migrations-sign-in.ts';

type Db = Kysely<unknown>;

const first = (dialect: Dialect): Migration => ({
  up: async (db: Db) => {
    const table = (name: string) => db.schema.createTable(name);
    const serial = serialOf(dialect);
    await table('settings')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();
    await table('cohorts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('track', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .execute();
    await table('participants')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('given', 'text', (c) => c.notNull())
      .addColumn('family', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('workplace', 'text', (c) => c.notNull())
      .addColumn('track', 'text', (c) => c.notNull())
      .addColumn('is_key_person', 'integer', (c) => c.notNull())
      .addColumn('cohort', 'text', (c) => c.references('cohorts.id'))
      .execute();
    await db.schema.createIndex('participants_cohort').on('participants').column('cohort').execute();
    await table('identities')
      .addColumn('participant', 'text', (c) => c.primaryKey().references('participants.id'))
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('lookup', 'text', (c) => c.notNull().unique())
      .addColumn('is_protected', 'integer', (c) => c.notNull())
      .execute();
    await table('badges')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('participant', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('code', 'text', (c) => c.notNull())
      .addColumn('sealed_token', 'text', (c) => c.notNull())
      .addColumn('issued_at', 'bigint', (c) => c.notNull())
      .addColumn('blocked_at', 'bigint')
      .execute();
    await db.schema.createIndex('badges_participant').on('badges').column('participant').execute();
    await table('sessions')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('starts_at', 'bigint', (c) => c.notNull())
      .addColumn('ends_at', 'bigint', (c) => c.notNull())
      .addColumn('breaks', 'text', (c) => c.notNull())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('unit', 'text')
      .addColumn('trainer', 'text', (c) => c.notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('of', 'integer', (c) => c.notNull())
      .addColumn('cancelled', 'integer', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.unique())
      .execute();
    await db.schema.createIndex('sessions_starts_at').on('sessions').column('starts_at').execute();
    await table('session_cohorts')
      .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
      .addColumn('cohort', 'text', (c) => c.notNull().references('cohorts.id'))
      .addPrimaryKeyConstraint('session_cohorts_pk', ['session', 'cohort'])
      .execute();
    await table('devices')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('unit', 'text')
      .addColumn('public_key', 'text', (c) => c.notNull())
      .addColumn('enrolled_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('last_contact_at', 'bigint')
      .addColumn('plan_fetched_at', 'bigint')
      .addColumn('clock_offset_ms', 'bigint')
      .addColumn('health', 'text')
      .addColumn('head_seq', 'integer', (c) => c.notNull())
      .addColumn('head_hash', 'text', (c) => c.notNull())
      .addColumn('signed_head', 'text')
      .execute();
    await table('enrolment_codes')
      .addColumn('code_hash', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('unit', 'text')
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('cancelled_at', 'bigint')
      .addColumn('device', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('device_challenges')
      .addColumn('challenge_hash', 'text', (c) => c.primaryKey())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('device_sign_ins')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('log_events')
      .addColumn('arrival', serial, (c) =>
        dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('session', 'text')
      .addColumn('participant', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addColumn('clock_offset_ms', 'bigint', (c) => c.notNull())
      .addColumn('set_aside', 'text')
      .addUniqueConstraint('log_events_place', ['device', 'seq'])
      .execute();
    await db.schema.createIndex('log_events_session').on('log_events').column('session').execute();
    await table('log_forks')
      .addColumn('id', serial, (c) =>
        dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('texts', 'text', (c) => c.notNull())
      .addColumn('head', 'text', (c) => c.notNull())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('attendance')
      .addColumn('session', 'text', (c) => c.notNull())
      .addColumn('participant', 'text', (c) => c.notNull())
      .addColumn('checked_in_at', 'bigint', (c) => c.notNull())
      .addColumn('minutes', 'integer', (c) => c.notNull())
      .addColumn('is_open', 'integer', (c) => c.notNull())
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('remarks', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('attendance_pk', ['session', 'participant'])
      .execute();
    await db.schema.createIndex('attendance_participant').on('attendance').column('participant').execute();
    await table('session_states')
      .addColumn('session', 'text', (c) => c.primaryKey())
      .addColumn('opened_at', 'bigint')
      .addColumn('closed_at', 'bigint')
      .addColumn('refused', 'integer', (c) => c.notNull())
      .addColumn('set_aside', 'integer', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('office_log')
      .addColumn('seq', 'integer', (c) => c.primaryKey())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .execute();
    await table('administrators')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('login', 'text', (c) => c.notNull().unique())
      .addColumn('password', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('disabled_at', 'bigint')
      .execute();
    await table('setup_links')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await table('sign_ins')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('rate_limits')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('window_ends_at', 'bigint', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .execute();
    await table('import_drafts')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('file_name', 'text', (c) => c.notNull())
      .addColumn('sealed_file', 'text', (c) => c.notNull())
      .addColumn('mapping', 'text')
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await keepForEver(db, dialect, ['log_events', 'log_forks', 'office_log']);
  },
});

/**
 * Trainers' own codes, participants' own phones, which notice each participant has been shown, and what a session's
 * state says of the door.
 */
const door: Migration = {
  up: async (db: Db) => {
    await db.schema.alterTable('session_states').addColumn('attested_at', 'bigint').execute();
    await db.schema
      .alterTable('session_states')
      .addColumn('walk_ins', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    const table = (name: string) => db.schema.createTable(name);
    await table('trainers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('code_hash', 'text', (c) => c.notNull())
      .addColumn('issued_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('participant_sign_ins')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('participant', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('badge', 'text', (c) => c.notNull())
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('notices_shown')
      .addColumn('participant', 'text', (c) => c.notNull().references('participants.id'))
      .addColumn('version', 'text', (c) => c.notNull())
      .addColumn('shown_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('notices_shown_key', ['participant', 'version'])
      .execute();
  },
};

/** The migrations for one kind of database. */
export const migrationsFor = (dialect: Dialect): MigrationProvider => ({
  getMigrations: () =>
    Promise.resolve({
      '0001-first': first(dialect),
      '0002-door': door,
      '0003-access': access(dialect),
      '0004-review': review(),
      '0005-planning': planning(dialect),
      '0006-people': people(dialect),
      '0007-accounts': accounts,
      '0008-followup': followup,
      '0009-hand-in': handIn(dialect),
      '0010-sign-in': signIn,
      '0011-clock': clock,
      '0012-aside': aside,
      '0013-cards': cards(dialect),
      '0014-country': country(dialect),
      '0015-figures': figures(dialect),
    }),
});
