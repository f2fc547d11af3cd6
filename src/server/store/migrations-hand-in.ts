/** Rescue files that wait for a person, kept for ever as they came, and the decisions on them. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { keepForEver, serialOf, type Dialect } from './migration-parts.ts';

export const handIn = (dialect: Dialect): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('handed_in_files')
      .addColumn('id', serialOf(dialect), (c) =>
        dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('content', 'text', (c) => c.notNull().unique())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('from_seq', 'integer', (c) => c.notNull())
      .addColumn('events', 'integer', (c) => c.notNull())
      .addColumn('file', 'text', (c) => c.notNull())
      .addColumn('handed_in_by', 'text', (c) => c.notNull())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('handed_in_decisions')
      .addColumn('file', 'integer', (c) => c.primaryKey())
      .addColumn('decision', 'text', (c) => c.notNull())
      .addColumn('decided_at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('device_losses')
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('became', 'text', (c) => c.primaryKey())
      .addColumn('recorded', 'integer', (c) => c.notNull())
      .addColumn('held', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
    await keepForEver(db, dialect, ['handed_in_files']);
  },
});
