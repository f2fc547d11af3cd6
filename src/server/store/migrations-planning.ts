/** The planning's tables. Places that sessions already name become venues nobody has described yet. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { keepForEver, type Dialect } from './migration-parts.ts';

type Db = Kysely<unknown>;

const createTables = async (db: Db): Promise<void> => {
  const table = (name: string) => db.schema.createTable(name);
  await table('venues')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('unit', 'text')
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('accessibility', 'text', (c) => c.notNull())
    .addColumn('seats', 'integer')
    .execute();
  await table('waves')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('starts_on', 'text', (c) => c.notNull())
    .execute();
  await table('wave_units')
    .addColumn('unit', 'text', (c) => c.primaryKey())
    .addColumn('wave', 'text', (c) => c.notNull().references('waves.id'))
    .execute();
  await table('series')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('cohort', 'text', (c) => c.notNull().references('cohorts.id'))
    .addColumn('survey_link', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await table('session_plans')
    .addColumn('session', 'text', (c) => c.primaryKey().references('sessions.id'))
    .addColumn('venue', 'text', (c) => c.references('venues.id'))
    .addColumn('device', 'text', (c) => c.references('devices.id'))
    .addColumn('series', 'text', (c) => c.references('series.id'))
    .execute();
  await db.schema.createIndex('session_plans_device').on('session_plans').column('device').execute();
  await table('session_devices')
    .addColumn('session', 'text', (c) => c.notNull().references('sessions.id'))
    .addColumn('device', 'text', (c) => c.notNull().references('devices.id'))
    .addPrimaryKeyConstraint('session_devices_key', ['session', 'device'])
    .execute();
  await table('session_versions')
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('session_versions_key', ['session', 'version'])
    .execute();
};

const venuesFromPlaces = async (db: Db): Promise<void> => {
  const places = await sql<{ place: string; unit: string | null }>`
    select place, min(unit) as unit from sessions where place <> '' group by place`.execute(db);
  for (const { place, unit } of places.rows) {
    const id = createHash('sha256').update(place).digest('base64url').slice(0, 20);
    await sql`insert into venues (id, name, unit, address, accessibility, seats)
      values (${id}, ${place}, ${unit}, '', '', null)`.execute(db);
    await sql`insert into session_plans (session, venue, device, series)
      select id, ${id}, null, null from sessions where place = ${place}`.execute(db);
  }
};

export const planning = (dialect: Dialect): Migration => ({
  up: async (db: Db) => {
    await createTables(db);
    await venuesFromPlaces(db);
    await keepForEver(db, dialect, ['session_versions']);
  },
});
