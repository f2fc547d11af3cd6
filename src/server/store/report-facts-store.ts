/** What reports ask that no other store answers. Reads; never writes. */
import { inBatches } from './batches.ts';
import type { Tx } from './database.ts';

export type ReportFactsStore = {
  /**
   * When the first kept session of each of these begins, by the latest version of every locked month up to and
   * including this one (SCB-3).
   */
  readonly firstSessions: (
    month: string,
    participants: readonly string[],
  ) => Promise<ReadonlyMap<string, number>>;
  /** The hash of an entry of the office's log. */
  readonly entryHash: (seq: number) => Promise<string | undefined>;
};

export const createReportFactsStore = ({ trx }: Tx): ReportFactsStore => ({
  firstSessions: async (month, participants) => {
    const rows = await inBatches(participants, (batch) =>
      trx
        .selectFrom('month_lines')
        .innerJoin(
          (e) =>
            e
              .selectFrom('month_versions')
              .select((v) => ['month as kept_month', v.fn.max('version').as('kept_version')])
              .where('month', '<=', month)
              .groupBy('month')
              .as('kept'),
          (join) =>
            join
              .onRef('kept.kept_month', '=', 'month_lines.month')
              .onRef('kept.kept_version', '=', 'month_lines.version'),
        )
        .innerJoin('sessions', 'sessions.id', 'month_lines.session')
        .select((e) => ['month_lines.participant', e.fn.min('sessions.starts_at').as('first')])
        .where('month_lines.participant', 'in', batch)
        .groupBy('month_lines.participant')
        .execute(),
    );
    return new Map(rows.map(({ participant, first }) => [participant, Number(first)]));
  },
  entryHash: async (seq) =>
    (await trx.selectFrom('office_log').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash,
});
