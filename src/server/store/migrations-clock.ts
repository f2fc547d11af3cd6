/** What devices note about their clocks is looked up for every session that is counted: found without reading a log. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const clock: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index log_events_clock_notes on log_events (device) where kind = 'clock-noted'`.execute(
      db,
    );
  },
};
