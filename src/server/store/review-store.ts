/** How far reviews have come, what participants have certified, and what they have objected to. */
import type { Selectable } from 'kysely';
import type { Certificate, CertificateVia } from '../../domain/certification.ts';
import { EventId, type ParticipantId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { inBatches } from './batches.ts';
import type { Tx } from './database.ts';
import { insertRows, isOneOf, type Columns } from './many-rows.ts';
import type { ReviewSchema } from './schema-review.ts';

export type ReviewState = ReviewSchema['review_states'];
export type Objection = Selectable<ReviewSchema['objections']>;

export type ReviewStore = {
  readonly putStates: (states: readonly ReviewState[]) => Promise<void>;
  readonly states: (sessions: readonly string[]) => Promise<ReadonlyMap<string, ReviewState>>;
  /** Replaces what is known of these sessions' certificates, by session (CERT-1). */
  readonly putCertificatesOfEach: (
    bySession: ReadonlyMap<string, ReadonlyMap<ParticipantId, Certificate>>,
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

const certificateColumns: Columns<ReviewSchema['certificates']> = {
  table: 'certificates',
  columns: [
    ['session', 'text'],
    ['participant', 'text'],
    ['minutes', 'integer'],
    ['at', 'bigint'],
    ['via', 'text'],
    ['event', 'text'],
  ],
};

const stateColumns: Columns<ReviewState> = {
  table: 'review_states',
  key: 'session',
  columns: [
    ['session', 'text'],
    ['basis', 'text'],
    ['to_decide', 'integer'],
    ['reviewed_at', 'bigint'],
    ['reviewed_by', 'text'],
    ['corrections', 'integer'],
  ],
};

const putCertificatesOfEach = async (
  tx: Tx,
  bySession: ReadonlyMap<string, ReadonlyMap<ParticipantId, Certificate>>,
): Promise<void> => {
  await tx.trx
    .deleteFrom('certificates')
    .where(isOneOf(tx, 'session', [...bySession.keys()]))
    .execute();
  const values = [...bySession].flatMap(([session, certificates]) =>
    [...certificates].map(([participant, certificate]) => ({ session, participant, ...certificate })),
  );
  await insertRows(tx, certificateColumns, values);
};

const certificatesIn = (
  tx: Tx,
  { trx }: Tx = tx,
): Pick<ReviewStore, 'putCertificatesOfEach' | 'certificates' | 'certificatesOf'> => ({
  putCertificatesOfEach: (bySession) => putCertificatesOfEach(tx, bySession),
  certificates: async (sessions) =>
    new Map(
      (
        await inBatches(sessions, (batch) =>
          trx.selectFrom('certificates').selectAll().where('session', 'in', batch).execute(),
        )
      ).map((row) => [`${row.session}/${row.participant}`, certificateFrom(row)]),
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
    putStates: (states) => insertRows(tx, stateColumns, states),
    states: async (sessions) =>
      new Map(
        (
          await inBatches(sessions, (batch) =>
            trx.selectFrom('review_states').selectAll().where('session', 'in', batch).execute(),
          )
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
      inBatches(sessions, (batch) =>
        trx
          .selectFrom('objections')
          .selectAll()
          .where('session', 'in', batch)
          .orderBy('made_at')
          .orderBy('id')
          .execute(),
      ),
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
