/** What is set aside is asked for at each look at the list of tablets: found without reading every log. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const aside: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index log_events_aside on log_events (device) where set_aside is not null`.execute(db);
  },
};
