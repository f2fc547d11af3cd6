/** What the tables hold about one person, for the person to read (ACC-3). Reads only. */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

type Rows<T extends keyof Schema, K extends keyof Selectable<Schema[T]>> = readonly Pick<
  Selectable<Schema[T]>,
  K
>[];

export type KeptAbout = {
  readonly letterAddress: string | null;
  readonly leftOn: string | null;
  readonly leftReason: string | null;
  readonly places: Rows<'memberships', 'cohort' | 'from_day' | 'to_day'>;
  readonly cards: Rows<'badges', 'code' | 'issued_at' | 'blocked_at'>;
  readonly phones: Rows<'participant_sign_ins', 'created_at' | 'expires_at'>;
  readonly notices: Rows<'notices_shown', 'version' | 'shown_at'>;
  readonly events: Rows<'log_events', 'device' | 'seq' | 'kind' | 'session' | 'at' | 'received_at' | 'text'>;
  readonly letters: Rows<'letters', 'kind' | 'state' | 'changed_at'>;
  readonly reported: Rows<'month_rows', 'month' | 'version' | 'minutes' | 'reported_minutes'>;
};

export type ExtractStore = {
  /** Everything under these ids: a participant's own, and those of records that were merged into it. */
  readonly about: (ids: readonly string[]) => Promise<KeptAbout>;
};

export const createExtractStore = ({ trx }: Tx): ExtractStore => ({
  about: async (ids) => {
    const person = await trx
      .selectFrom('participants')
      .select(['left_on', 'left_reason'])
      .where('id', 'in', ids)
      .orderBy('left_on', 'desc')
      .executeTakeFirst();
    const address = await trx
      .selectFrom('letter_addresses')
      .select('address')
      .where('participant', 'in', ids)
      .executeTakeFirst();
    return {
      letterAddress: address?.address ?? null,
      leftOn: person?.left_on ?? null,
      leftReason: person?.left_reason ?? null,
      places: await trx
        .selectFrom('memberships')
        .select(['cohort', 'from_day', 'to_day'])
        .where('participant', 'in', ids)
        .orderBy('from_day')
        .execute(),
      cards: await trx
        .selectFrom('badges')
        .select(['code', 'issued_at', 'blocked_at'])
        .where('participant', 'in', ids)
        .orderBy('issued_at')
        .execute(),
      phones: await trx
        .selectFrom('participant_sign_ins')
        .select(['created_at', 'expires_at'])
        .where('participant', 'in', ids)
        .orderBy('created_at')
        .execute(),
      notices: await trx
        .selectFrom('notices_shown')
        .select(['version', 'shown_at'])
        .where('participant', 'in', ids)
        .orderBy('shown_at')
        .execute(),
      events: await trx
        .selectFrom('log_events')
        .select(['device', 'seq', 'kind', 'session', 'at', 'received_at', 'text'])
        .where('participant', 'in', ids)
        .orderBy('at')
        .orderBy('arrival')
        .execute(),
      letters: await trx
        .selectFrom('letters')
        .select(['kind', 'state', 'changed_at'])
        .where('participant', 'in', ids)
        .orderBy('changed_at')
        .execute(),
      reported: await trx
        .selectFrom('month_rows')
        .select(['month', 'version', 'minutes', 'reported_minutes'])
        .where('participant', 'in', ids)
        .orderBy('month')
        .orderBy('version')
        .execute(),
    };
  },
});
