/** The follow-up's own table: whom a unit's feedback was last sent to. */
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const followup: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('unit_contacts')
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('workplace', 'text', (c) => c.notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('unit_contacts_key', ['unit', 'workplace'])
      .execute();
  },
};
