/**
 * Participants' own phones, and which notice each participant has been shown. A phone's token is kept as a hash only,
 * and is good for ninety days or until the badge it came from is blocked (ME-1).
 */
import { dayMs } from '../../domain/time.ts';
import type { Tx } from './database.ts';

/** How long a phone is a participant's own. */
export const phoneMs = 90 * dayMs;

/** `card` has typed the readable code and may check in; `link` has opened the badge's address and sees hours (ME-2). */
export type PhoneLevel = 'card' | 'link';

export type Phone = {
  readonly tokenHash: string;
  readonly participant: string;
  /** The token hash of the badge it came from. */
  readonly badge: string;
  readonly level: PhoneLevel;
};

export type ShownNotice = { readonly version: string; readonly shownAt: number };

export type ParticipantPhoneStore = {
  readonly add: (phone: Phone, now: number) => Promise<void>;
  /** Whose phone this is, unless its time is out or its badge has been blocked (ME-1). */
  readonly byToken: (tokenHash: string, now: number) => Promise<Phone | undefined>;
  readonly end: (tokenHash: string) => Promise<void>;
  /** Keeps the first time only; answers when that was, and whether it was now (ME-4). */
  readonly keepNotice: (
    participant: string,
    version: string,
    now: number,
  ) => Promise<{ readonly shownAt: number; readonly isFirst: boolean }>;
  readonly latestNotice: (participant: string) => Promise<ShownNotice | undefined>;
};

export const createParticipantPhoneStore = ({ trx }: Tx): ParticipantPhoneStore => ({
  add: async ({ tokenHash, participant, badge, level }, now) => {
    await trx.deleteFrom('participant_sign_ins').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('participant_sign_ins')
      .values({
        token_hash: tokenHash,
        participant,
        badge,
        level,
        created_at: now,
        expires_at: now + phoneMs,
      })
      .execute();
  },
  byToken: async (tokenHash, now) => {
    const row = await trx
      .selectFrom('participant_sign_ins')
      .innerJoin('badges', 'badges.token_hash', 'participant_sign_ins.badge')
      .select([
        'participant_sign_ins.participant',
        'participant_sign_ins.badge',
        'participant_sign_ins.level',
      ])
      .where('participant_sign_ins.token_hash', '=', tokenHash)
      .where('participant_sign_ins.expires_at', '>', now)
      /* Nobody loses their phone to a clock that was put back by hours (CLK-2). */
      .where('participant_sign_ins.created_at', '<=', now + dayMs)
      .where('badges.blocked_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return { ...row, tokenHash, level: row.level === 'link' ? 'link' : 'card' };
  },
  end: async (tokenHash) => {
    await trx.deleteFrom('participant_sign_ins').where('token_hash', '=', tokenHash).execute();
  },
  keepNotice: async (participant, version, now) => {
    const result = await trx
      .insertInto('notices_shown')
      .values({ participant, version, shown_at: now })
      .onConflict((c) => c.columns(['participant', 'version']).doNothing())
      .executeTakeFirst();
    const { shown_at } = await trx
      .selectFrom('notices_shown')
      .select('shown_at')
      .where('participant', '=', participant)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return { shownAt: shown_at, isFirst: Number(result.numInsertedOrUpdatedRows ?? 0) === 1 };
  },
  latestNotice: async (participant) => {
    const row = await trx
      .selectFrom('notices_shown')
      .select(['version', 'shown_at'])
      .where('participant', '=', participant)
      .orderBy('shown_at', 'desc')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : { version: row.version, shownAt: row.shown_at };
  },
});
