/**
 * Badges: found by their token's hash, kept sealed so that the same badge can be printed again (BADGE-4). A blocked
 * badge stays, so that a tablet can say that it is blocked rather than unknown.
 */
import { base32 } from '../../domain/badge.ts';
import { openText, sealText } from '../../signing/seal.ts';
import { hashOf, type Services } from '../http/services.ts';
import { inBatches } from './batches.ts';
import type { Tx } from './database.ts';
import { isOwnRecord } from './merge-rows.ts';

export type BadgeRow = {
  readonly participant: string;
  readonly code: string;
  readonly token_hash: string;
  readonly blocked_at: number | null;
};

export type BadgeStore = {
  readonly all: () => Promise<readonly BadgeRow[]>;
  /** Another text whenever somebody's card or cohort has changed. */
  readonly mark: () => Promise<string>;
  /** Every badge whose owner has a cohort, with it, in no order. */
  readonly withCohorts: () => Promise<
    readonly (Pick<BadgeRow, 'participant' | 'token_hash' | 'blocked_at'> & { readonly cohort: string })[]
  >;
  /** The readable codes on the working badges of those who are in these cohorts now, by participant. */
  readonly codesIn: (cohorts: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Whose the badges with these tokens are, blocked ones too. */
  readonly ownersOf: (tokenHashes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Every badge of these participants. */
  readonly ofParticipants: (participants: readonly string[]) => Promise<readonly BadgeRow[]>;
  /** The badge with this token, also a blocked one. */
  readonly byToken: (tokenHash: string) => Promise<BadgeRow | undefined>;
  /** The badge with this readable code: one that works before a blocked one. */
  readonly byCode: (code: string) => Promise<BadgeRow | undefined>;
  /** Makes badges for those who have none that works; answers how many were made. */
  readonly issue: (participants: readonly string[], now: number) => Promise<number>;
  /** The working badge's token of each participant, for printing. */
  readonly tokens: (
    participants: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly token: string; readonly code: string }>>;
  /** Lets the badges of a merged record, and the phones that opened them, belong to another participant (PPL-5). */
  readonly handOver: (from: string, to: string) => Promise<void>;
  /** Blocks a participant's badges; a new one can then be issued (DOOR-4). */
  readonly block: (participant: string, now: number) => Promise<number>;
};

const tokenBytes = 16;

export const createBadgeStore = ({ trx }: Tx, services: Services): BadgeStore => {
  const { badgeKey } = services.secrets;
  const working = (participants: readonly string[]) =>
    participants.length === 0
      ? Promise.resolve([])
      : trx
          .selectFrom('badges')
          .select(['participant', 'code', 'sealed_token'])
          .where('participant', 'in', participants)
          .where('blocked_at', 'is', null)
          .orderBy('issued_at')
          .orderBy('token_hash')
          .execute();
  const rows = () =>
    trx
      .selectFrom('badges')
      .select(['participant', 'code', 'token_hash', 'blocked_at'])
      .orderBy('token_hash');
  return {
    all: () => rows().execute(),
    mark: async () => (await trx.selectFrom('card_marks').select('mark').executeTakeFirstOrThrow()).mark,
    withCohorts: () =>
      trx
        .selectFrom('badges')
        .innerJoin('participants', 'participants.id', 'badges.participant')
        .select(['badges.participant', 'token_hash', 'blocked_at'])
        .select((e) => e.ref('participants.cohort').$notNull().as('cohort'))
        .where('participants.cohort', 'is not', null)
        .where(isOwnRecord('participants.id'))
        .execute(),
    codesIn: async (cohorts) =>
      new Map(
        (cohorts.length === 0
          ? []
          : await trx
              .selectFrom('badges')
              .innerJoin('participants', 'participants.id', 'badges.participant')
              .select(['badges.participant', 'badges.code'])
              .where('participants.cohort', 'in', cohorts)
              .where('blocked_at', 'is', null)
              .orderBy('token_hash')
              .execute()
        ).map(({ participant, code }) => [participant, code]),
      ),
    ownersOf: async (tokenHashes) =>
      new Map(
        (await inBatches(tokenHashes, (batch) => rows().where('token_hash', 'in', batch).execute())).map(
          ({ token_hash, participant }) => [token_hash, participant],
        ),
      ),
    ofParticipants: (participants) =>
      inBatches(participants, (batch) => rows().where('participant', 'in', batch).execute()),
    byToken: (tokenHash) => rows().where('token_hash', '=', tokenHash).executeTakeFirst(),
    byCode: async (code) => {
      const found = await rows().where('code', '=', code).execute();
      return found.find(({ blocked_at }) => blocked_at === null) ?? found[0];
    },
    issue: async (participants, now) => {
      const held = new Set((await working(participants)).map(({ participant }) => participant));
      const missing = participants.filter((id) => !held.has(id));
      const rows = await Promise.all(
        missing.map(async (participant) => {
          const token = base32(services.randomBytes(tokenBytes));
          return {
            token_hash: hashOf(token),
            participant,
            code: base32(services.randomBytes(5)),
            sealed_token: await sealText(badgeKey, `badge/${participant}`, token),
            issued_at: now,
            blocked_at: null,
          };
        }),
      );
      for (let at = 0; at < rows.length; at += 100)
        await trx
          .insertInto('badges')
          .values(rows.slice(at, at + 100))
          .execute();
      return rows.length;
    },
    tokens: async (participants) => {
      const opened = await Promise.all(
        (await working(participants)).map(async ({ participant, code, sealed_token }) => {
          const token = await openText(badgeKey, `badge/${participant}`, sealed_token);
          return token === undefined ? [] : [[participant, { token, code }] as const];
        }),
      );
      return new Map(opened.flat());
    },
    handOver: async (from, to) => {
      const owned = await trx
        .selectFrom('badges')
        .select(['token_hash', 'sealed_token'])
        .where('participant', '=', from)
        .execute();
      for (const { token_hash, sealed_token } of owned) {
        const token = await openText(badgeKey, `badge/${from}`, sealed_token);
        if (token === undefined) throw new Error('a badge of ours cannot be opened');
        const sealed = await sealText(badgeKey, `badge/${to}`, token);
        await trx
          .updateTable('badges')
          .set({ participant: to, sealed_token: sealed })
          .where('token_hash', '=', token_hash)
          .execute();
      }
      await trx
        .updateTable('participant_sign_ins')
        .set({ participant: to })
        .where('participant', '=', from)
        .execute();
    },
    block: async (participant, now) => {
      const result = await trx
        .updateTable('badges')
        .set({ blocked_at: now })
        .where('participant', '=', participant)
        .where('blocked_at', 'is', null)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
  };
};
