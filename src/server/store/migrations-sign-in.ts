/** Second factors, what sign-ins wait for, tries, and the city's own sign-in service. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const factorTables = async (db: Kysely<unknown>): Promise<void> => {
  const table = (name: string) => db.schema.createTable(name);
  await table('factors')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('credential', 'text', (c) => c.unique())
    .addColumn('public_key', 'text')
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('backed_up', 'integer', (c) => c.notNull())
    .addColumn('sealed_secret', 'text')
    .addColumn('last_step', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('factors_administrator').on('factors').column('administrator').execute();
  await table('recovery_codes')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
    .execute();
  await table('factor_resets')
    .addColumn('administrator', 'text', (c) => c.primaryKey().references('administrators.id'))
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .execute();
};

export const signIn: Migration = {
  up: async (db: Kysely<unknown>) => {
    const table = (name: string) => db.schema.createTable(name);
    for (const column of ['awaits', 'browser', 'method'])
      await db.schema.alterTable('sign_ins').addColumn(column, 'text').execute();
    await factorTables(db);
    await table('sign_in_questions')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('administrator', 'text')
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await table('sign_in_tries')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('streak', 'integer', (c) => c.notNull())
      .addColumn('total', 'integer', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addColumn('blocked_until', 'bigint', (c) => c.notNull())
      .execute();
    await table('account_news')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .execute();
    await table('sign_on_subjects')
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('sign_on_subjects_key', ['issuer', 'subject'])
      .execute();
  },
};
