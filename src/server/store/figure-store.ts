/** What the programme's figures are made of, whole tables at a time. Reads; never writes. */
import type { Tx } from './database.ts';
import type { Membership } from './membership-rows.ts';

export type AttendedRow = {
  readonly session: string;
  readonly participant: string;
  readonly minutes: number;
  /** JSON: the remarks, in a list. */
  readonly remarks: string;
};

export type SessionStanding = {
  readonly session: string;
  readonly isClosed: boolean;
  readonly isAttested: boolean;
  readonly isReviewed: boolean;
  readonly toDecide: number;
  readonly corrections: number;
  readonly setAside: number;
};

export type FigureStore = {
  readonly attended: () => Promise<readonly AttendedRow[]>;
  /** Every place ever held, under the record a merged one now is (PPL-1, PPL-5). */
  readonly places: () => Promise<readonly Membership[]>;
  readonly standings: () => Promise<ReadonlyMap<string, SessionStanding>>;
  /** What was last certified, by `session/participant`. */
  readonly certified: () => Promise<ReadonlyMap<string, number>>;
  /** Objections nobody has answered, as `session/participant`. */
  readonly objections: () => Promise<ReadonlySet<string>>;
};

const standingsFrom = async ({ trx }: Tx): Promise<ReadonlyMap<string, SessionStanding>> => {
  const states = await trx.selectFrom('session_states').selectAll().execute();
  const reviews = new Map(
    (await trx.selectFrom('review_states').selectAll().execute()).map((row) => [row.session, row]),
  );
  return new Map(
    states.map(({ session, closed_at, attested_at, set_aside }) => {
      const review = reviews.get(session);
      return [
        session,
        {
          session,
          isClosed: closed_at !== null,
          isAttested: attested_at !== null,
          isReviewed: review !== undefined && review.reviewed_at !== null,
          toDecide: review?.to_decide ?? 0,
          corrections: review?.corrections ?? 0,
          setAside: set_aside,
        },
      ];
    }),
  );
};

export const createFigureStore = (tx: Tx): FigureStore => {
  const { trx } = tx;
  return {
    attended: () =>
      trx
        .selectFrom('attendance')
        .select(['session', 'participant', 'minutes', 'remarks'])
        .orderBy('session')
        .orderBy('participant')
        .execute(),
    places: async () =>
      await trx
        .selectFrom('memberships')
        .leftJoin('participant_merges', 'from_participant', 'memberships.participant')
        .select((e) => [
          e.fn.coalesce('to_participant', 'memberships.participant').as('participant'),
          'cohort',
          'from_day',
          'to_day',
        ])
        .orderBy('memberships.participant')
        .orderBy('from_day')
        .execute(),
    standings: () => standingsFrom(tx),
    certified: async () =>
      new Map(
        (await trx.selectFrom('certificates').select(['session', 'participant', 'minutes']).execute()).map(
          ({ session, participant, minutes }) => [`${session}/${participant}`, minutes],
        ),
      ),
    objections: async () =>
      new Set(
        (
          await trx
            .selectFrom('objections')
            .select(['session', 'participant'])
            .where('answered_at', 'is', null)
            .execute()
        ).map(({ session, participant }) => `${session}/${participant}`),
      ),
  };
};
