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

export const createRateLimitStore = ({ trx }: Tx): RateLimitStore => ({
  count: async (key, now, windowEndsAt) => {
    await trx.deleteFrom('rate_limits').where('window_ends_at', '<=', now).execute();
    const row = await trx
      .insertInto('rate_limits')
      .values({ key, window_ends_at: windowEndsAt, count: 1 })
      .onConflict((c) =>
        c.column('key').doUpdateSet({
          count: sql<number>`rate_limits.count + 1`,
          window_ends_at: sql<number>`case when rate_limits.window_ends_at > ${windowEndsAt}
            then ${windowEndsAt} else rate_limits.window_ends_at end`,
        }),
      )
      .returning(['count', 'window_ends_at'])
      .executeTakeFirstOrThrow();
    return { count: row.count, windowEndsAt: Number(row.window_ends_at) };
  },
});
