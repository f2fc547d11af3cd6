/** How far reviews have come, what participants have certified, and what they have objected to. */
import type { Selectable } from 'kysely';
import type { Certificate, CertificateVia } from '../../domain/certification.ts';
import { EventId, type ParticipantId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import type { ReviewSchema } from './schema-review.ts';

export type ReviewState = ReviewSchema['review_states'];
export type Objection = Selectable<ReviewSchema['objections']>;

export type ReviewStore = {
  readonly putState: (state: ReviewState) => Promise<void>;
  readonly states: (sessions: readonly string[]) => Promise<ReadonlyMap<string, ReviewState>>;
  /** Replaces what is known of a session's certificates (CERT-1). */
  readonly putCertificates: (
    session: string,
    certificates: ReadonlyMap<ParticipantId, Certificate>,
  ) => Promise<void>;
  /** By `session/participant`. */
  readonly certificates: (sessions: readonly string[]) => Promise<ReadonlyMap<string, Certificate>>;
  readonly certificatesOf: (participant: string) => Promise<ReadonlyMap<string, Certificate>>;
  readonly addObjection: (
    objection: Pick<Objection, 'id' | 'participant' | 'session' | 'text' | 'made_at'>,
  ) => Promise<void>;
  readonly objection: (id: string) => Promise<Objection | undefined>;
  readonly answerObjection: (id: string, answer: string, by: string, now: number) => Promise<void>;
  readonly objectionsAt: (sessions: readonly string[]) => Promise<readonly Objection[]>;
  readonly objectionsOf: (participant: string) => Promise<readonly Objection[]>;
};

const certificateFrom = (row: ReviewSchema['certificates']): Certificate => ({
  minutes: row.minutes,
  at: instant(Number(row.at)),
  via: row.via as CertificateVia,
  event: EventId.parse(row.event),
});

const certificatesIn = ({
  trx,
}: Tx): Pick<ReviewStore, 'putCertificates' | 'certificates' | 'certificatesOf'> => ({
  putCertificates: async (session, certificates) => {
    await trx.deleteFrom('certificates').where('session', '=', session).execute();
    const values = [...certificates].map(([participant, certificate]) => ({
      session,
      participant,
      ...certificate,
    }));
    if (values.length > 0) await trx.insertInto('certificates').values(values).execute();
  },
  certificates: async (sessions) =>
    sessions.length === 0
      ? new Map()
      : new Map(
          (await trx.selectFrom('certificates').selectAll().where('session', 'in', sessions).execute()).map(
            (row) => [`${row.session}/${row.participant}`, certificateFrom(row)],
          ),
        ),
  certificatesOf: async (participant) =>
    new Map(
      (await trx.selectFrom('certificates').selectAll().where('participant', '=', participant).execute()).map(
        (row) => [row.session, certificateFrom(row)],
      ),
    ),
});

export const createReviewStore = (tx: Tx): ReviewStore => {
  const { trx } = tx;
  return {
    ...certificatesIn(tx),
    putState: async ({ session, ...state }) => {
      await trx
        .insertInto('review_states')
        .values({ session, ...state })
        .onConflict((c) => c.column('session').doUpdateSet(state))
        .execute();
    },
    states: async (sessions) =>
      sessions.length === 0
        ? new Map()
        : new Map(
            (
              await trx.selectFrom('review_states').selectAll().where('session', 'in', sessions).execute()
            ).map((row) => [row.session, row]),
          ),
    addObjection: async (objection) => {
      await trx
        .insertInto('objections')
        .values({ ...objection, answer: null, answered_at: null, answered_by: null })
        .execute();
    },
    objection: (id) => trx.selectFrom('objections').selectAll().where('id', '=', id).executeTakeFirst(),
    answerObjection: async (id, answer, by, now) => {
      await trx
        .updateTable('objections')
        .set({ answer, answered_at: now, answered_by: by })
        .where('id', '=', id)
        .execute();
    },
    objectionsAt: async (sessions) =>
      sessions.length === 0
        ? []
        : trx
            .selectFrom('objections')
            .selectAll()
            .where('session', 'in', sessions)
            .orderBy('made_at')
            .orderBy('id')
            .execute(),
    objectionsOf: (participant) =>
      trx
        .selectFrom('objections')
        .selectAll()
        .where('participant', '=', participant)
        .orderBy('made_at')
        .orderBy('id')
        .execute(),
  };
};
