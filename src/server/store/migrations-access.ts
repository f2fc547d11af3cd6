/** Roles, the access log, and when a password was last given. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { roles } from '../../domain/roles.ts';
import { keepForEver, serialOf, type Dialect } from './migration-parts.ts';

export const access = (dialect: Dialect): Migration => ({
  up: async (db: Kysely<unknown>) => {
    const table = (name: string) => db.schema.createTable(name);
    await table('administrator_roles')
      .addColumn('administrator', 'text', (c) => c.notNull().references('administrators.id'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('administrator_roles_key', ['administrator', 'role'])
      .execute();
    for (const role of roles)
      await sql`insert into administrator_roles (administrator, role) select id, ${role} from administrators`.execute(
        db,
      );
    await db.schema.alterTable('setup_links').addColumn('roles', 'text').execute();
    await db.schema
      .alterTable('sign_ins')
      .addColumn('confirmed_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await table('access_log')
      .addColumn('id', serialOf(dialect), (c) =>
        dialect === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
      )
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('participant', 'text')
      .addColumn('about', 'text', (c) => c.notNull())
      .execute();
    await keepForEver(db, dialect, ['access_log']);
  },
});

/** Invitations and last sign-ins, and the names that aliases stand for. */
export const accounts: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const column of ['made_by', 'for_name', 'administrator'])
      await db.schema.alterTable('setup_links').addColumn(column, 'text').execute();
    await db.schema.alterTable('administrators').addColumn('last_signed_in_at', 'bigint').execute();
    await db.schema.alterTable('identities').addColumn('sealed_name', 'text').execute();
  },
};
