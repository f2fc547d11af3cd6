/** The minutes that locked months hold, as of each month's latest version: what a participant sees as approved. */
import type { Tx } from './database.ts';

export type KeptHoursStore = {
  /** By session. */
  readonly ofParticipant: (participant: string) => Promise<ReadonlyMap<string, number>>;
  /** By `session/participant`. */
  readonly ofMonth: (month: string) => Promise<ReadonlyMap<string, number>>;
};

export const createKeptHoursStore = ({ trx }: Tx): KeptHoursStore => {
  const latestLines = () =>
    trx
      .selectFrom('month_lines')
      .innerJoin(
        trx
          .selectFrom('month_versions')
          .select((e) => ['month as of_month', e.fn.max('version').as('latest')])
          .groupBy('month')
          .as('latest_versions'),
        (join) =>
          join
            .onRef('latest_versions.of_month', '=', 'month_lines.month')
            .onRef('latest_versions.latest', '=', 'month_lines.version'),
      )
      .select(['month_lines.participant', 'month_lines.session', 'month_lines.minutes']);
  return {
    ofParticipant: async (participant) =>
      new Map(
        (await latestLines().where('month_lines.participant', '=', participant).execute()).map(
          ({ session, minutes }) => [session, minutes],
        ),
      ),
    ofMonth: async (month) =>
      new Map(
        (await latestLines().where('month_lines.month', '=', month).execute()).map(
          ({ session, participant, minutes }) => [`${session}/${participant}`, minutes],
        ),
      ),
  };
};
