/** What those who run the server want to know of the database: that it answers, how much it holds, and when. No people. */
import * as z from 'zod/mini';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { heldBackIn, type HeldBack } from '../intake-limits.ts';
import { inTransaction, type Database } from './database.ts';
import { createIntakeStore } from './intake-store.ts';
import { migrationsFor } from './migrations.ts';

export type HeldFigures = {
  readonly events: readonly { readonly reason: string | null; readonly count: number }[];
  readonly forks: readonly { readonly reason: string; readonly count: number }[];
  /** One for each tablet in use, without its id. */
  readonly tablets: readonly { readonly lastContactAt: number | undefined; readonly unsent: number }[];
  /** How many tablets have used most of what they may make the office keep, by of what (LIM-3). */
  readonly heldBack: ReadonlyMap<HeldBack, number>;
  readonly bytes: number;
};

const Health = z.object({ unsent: z.int().check(z.minimum(0)) });

const unsentIn = (health: string | null): number => {
  try {
    return Health.safeParse(JSON.parse(health ?? 'null')).data?.unsent ?? 0;
  } catch {
    return 0;
  }
};

const bytesOf = async ({ db, dialect }: Database): Promise<number> => {
  const size =
    dialect === 'postgres'
      ? sql<{ bytes: number | string }>`select pg_database_size(current_database()) as bytes`
      : sql<{
          bytes: number | string;
        }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`;
  const { rows } = await size.execute(db);
  return Number(rows[0]?.bytes ?? 0);
};

const heldBackOf = async (database: Database, now: number): Promise<ReadonlyMap<HeldBack, number>> => {
  const told = await inTransaction(database, (tx) => heldBackIn(createIntakeStore(tx), now));
  const counts = new Map<HeldBack, number>([
    ['pace', 0],
    ['aside', 0],
  ]);
  for (const why of told.values()) counts.set(why, (counts.get(why) ?? 0) + 1);
  return counts;
};

/**
 * How many events there are, by why they do not count. A log has no gap, so that where each ends says how many there are:
 * nobody counts millions of rows at each look.
 */
const eventCounts = async ({ db }: Database): Promise<HeldFigures['events']> => {
  const rows = await db
    .selectFrom('log_events')
    .select(({ fn }) => ['set_aside as reason', fn.countAll<number | string>().as('count')])
    .where('set_aside', 'is not', null)
    .groupBy('set_aside')
    .execute();
  const aside = rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
  const ends = await db
    .selectFrom('devices')
    .select(({ fn }) => fn.sum<number | string | null>('head_seq').as('events'))
    .executeTakeFirst();
  const counted = Number(ends?.events ?? 0) - aside.reduce((sum, { count }) => sum + count, 0);
  return counted === 0 ? aside : [...aside, { reason: null, count: counted }];
};

/**
 * What is counted at each look; each figure on its own, so that nothing waits for a long transaction. The device with
 * the office's own key is no tablet.
 */
export const readHeldFigures = async (
  database: Database,
  officeKey: string,
  now: number,
): Promise<HeldFigures> => {
  const { db } = database;
  const events = await eventCounts(database);
  const forks = await db
    .selectFrom('log_forks')
    .select(({ fn }) => ['reason', fn.countAll<number | string>().as('count')])
    .groupBy('reason')
    .execute();
  const tablets = await db
    .selectFrom('devices')
    .select(['last_contact_at', 'health'])
    .where('revoked_at', 'is', null)
    .where('public_key', '!=', officeKey)
    .execute();
  return {
    events,
    forks: forks.map(({ reason, count }) => ({ reason, count: Number(count) })),
    tablets: tablets.map(({ last_contact_at, health }) => ({
      lastContactAt: last_contact_at === null ? undefined : Number(last_contact_at),
      unsent: unsentIn(health),
    })),
    heldBack: await heldBackOf(database, now),
    bytes: await bytesOf(database),
  };
};

/** Whether the database answers, from a table: the embedded one answers `select 1` without looking into its file. */
export const databaseAnswers = async ({ db }: Database): Promise<boolean> => {
  try {
    await db.selectFrom('settings').select('value').limit(1).execute();
    return true;
  } catch {
    return false;
  }
};

/** Whether every migration of this version has been run. */
export const areMigrationsDone = async ({ db, dialect }: Database): Promise<boolean> => {
  const migrations = await new Migrator({ db, provider: migrationsFor(dialect) }).getMigrations();
  return migrations.every(({ executedAt }) => executedAt !== undefined);
};

/** When the newest event came in, by this server's clock then. */
export const newestArrivalAt = async ({ db }: Database): Promise<number | undefined> => {
  const row = await db
    .selectFrom('log_events')
    .select('received_at')
    .orderBy('arrival', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : Number(row.received_at);
};
