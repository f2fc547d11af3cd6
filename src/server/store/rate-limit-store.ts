/** Tries within a window of time, by key. */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

export type RateLimitStore = {
  /**
   * Counts one try; a window that has ended starts again, and one that a clock ahead of time began is cut to what it can
   * be at most (CLK-2).
   */
  readonly count: (
    key: string,
    now: number,
    windowEndsAt: number,
  ) => Promise<{ readonly count: number; readonly windowEndsAt: number }>;
};

/** Windows that have ended go. One that another process is counting in is left to it: nobody waits here (MANY-3). */
const tidy = async ({ trx, dialect }: Tx, now: number): Promise<void> => {
  const ended = trx.selectFrom('rate_limits').select('key').where('window_ends_at', '<=', now);
  await trx
    .deleteFrom('rate_limits')
    .where('key', 'in', dialect === 'postgres' ? ended.forUpdate().skipLocked() : ended)
    .execute();
};

export const createRateLimitStore = (tx: Tx): RateLimitStore => ({
  count: async (key, now, windowEndsAt) => {
    const row = await tx.trx
      .insertInto('rate_limits')
      .values({ key, window_ends_at: windowEndsAt, count: 1 })
      .onConflict((c) =>
        c.column('key').doUpdateSet({
          count: sql<number>`case when rate_limits.window_ends_at <= ${now} then 1 else rate_limits.count + 1 end`,
          window_ends_at: sql<number>`case when rate_limits.window_ends_at <= ${now}
            or rate_limits.window_ends_at > ${windowEndsAt}
            then ${windowEndsAt} else rate_limits.window_ends_at end`,
        }),
      )
      .returning(['count', 'window_ends_at'])
      .executeTakeFirstOrThrow();
    /* Last, so that whoever waits for a row here holds none. */
    await tidy(tx, now);
    return { count: row.count, windowEndsAt: Number(row.window_ends_at) };
  },
});
