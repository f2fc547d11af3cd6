/**
 * The queue of letters. A letter is marked before it is handed to the mail server and again after, each in a transaction
 * of its own: whatever happens in between, it is never handed over twice (MAIL-3). Holds ids, never what is written.
 */
import { LetterError, LetterState, type ShownLetter } from '../../protocol/letters.ts';
import { instant } from '../../domain/time.ts';
import type { Tx } from './database.ts';

/** Whom a letter is to. */
export type Recipient =
  | { readonly participant: string; readonly address?: never }
  | { readonly address: string; readonly participant?: never };

export type QueuedLetter = {
  readonly id: string;
  readonly kind: string;
  readonly participant: string | null;
  readonly address: string | null;
  /** JSON, in the form its kind knows. */
  readonly about: string;
  readonly tries: number;
  readonly created_at: number;
};

export type LetterStore = {
  readonly add: (letter: Omit<QueuedLetter, 'tries' | 'created_at'>, now: number) => Promise<void>;
  /** Takes the letter that has waited longest and marks it as being sent; nobody else gets it. */
  readonly claim: (now: number) => Promise<QueuedLetter | undefined>;
  readonly sent: (id: string, now: number) => Promise<void>;
  readonly failed: (id: string, error: LetterError, now: number) => Promise<void>;
  /** Nobody knows whether it got through; only a person sends it again. */
  readonly unclear: (id: string, now: number) => Promise<void>;
  /** It is tried again at `nextAt`. */
  readonly postpone: (id: string, error: LetterError, nextAt: number, now: number) => Promise<void>;
  /** Letters that were being sent when a process stopped, before `since`: nobody knows whether they went. */
  readonly markUnclear: (since: number, now: number) => Promise<number>;
  /** Letters to a participant, the latest first. */
  readonly ofParticipant: (participant: string) => Promise<readonly ShownLetter[]>;
  /** The latest letter of a kind to each participant. */
  readonly latest: (
    kind: string,
  ) => Promise<ReadonlyMap<string, Pick<ShownLetter, 'state' | 'error' | 'at'>>>;
  /** Addresses that people were asked for. */
  readonly addresses: () => Promise<ReadonlyMap<string, string>>;
  readonly giveAddress: (participant: string, address: string | undefined, now: number) => Promise<void>;
};

type Row = {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly error: string | null;
  readonly changed_at: number;
};

const shownFrom = ({ id, kind, state, error, changed_at }: Row): ShownLetter => ({
  id,
  kind,
  state: LetterState.parse(state),
  error: error === null ? null : LetterError.parse(error),
  at: instant(changed_at),
});

export const createLetterStore = ({ trx }: Tx): LetterStore => {
  const end = async (
    id: string,
    change: { state: LetterState; error: LetterError | null; next_at?: number },
    now: number,
  ): Promise<void> => {
    await trx
      .updateTable('letters')
      .set({ ...change, changed_at: now })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute();
  };
  return {
    add: async (letter, now) => {
      await trx
        .insertInto('letters')
        .values({
          ...letter,
          state: 'waiting',
          tries: 0,
          next_at: now,
          error: null,
          created_at: now,
          changed_at: now,
        })
        .execute();
    },
    claim: async (now) => {
      const found = await trx
        .selectFrom('letters')
        .select(['id', 'kind', 'participant', 'address', 'about', 'tries', 'created_at'])
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (found === undefined) return undefined;
      const result = await trx
        .updateTable('letters')
        .set({ state: 'sending', tries: found.tries + 1, changed_at: now })
        .where('id', '=', found.id)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return Number(result.numUpdatedRows) === 1 ? { ...found, tries: found.tries + 1 } : undefined;
    },
    sent: (id, now) => end(id, { state: 'sent', error: null }, now),
    failed: (id, error, now) => end(id, { state: 'failed', error }, now),
    unclear: (id, now) => end(id, { state: 'unclear', error: null }, now),
    postpone: (id, error, nextAt, now) => end(id, { state: 'waiting', error, next_at: nextAt }, now),
    markUnclear: async (since, now) => {
      const result = await trx
        .updateTable('letters')
        .set({ state: 'unclear', changed_at: now })
        .where('state', '=', 'sending')
        .where('changed_at', '<', since)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    ofParticipant: async (participant) =>
      (
        await trx
          .selectFrom('letters')
          .select(['id', 'kind', 'state', 'error', 'changed_at'])
          .where('participant', '=', participant)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute()
      ).map(shownFrom),
    latest: async (kind) => {
      const rows = await trx
        .selectFrom('letters')
        .select(['id', 'kind', 'participant', 'state', 'error', 'changed_at'])
        .where('kind', '=', kind)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return new Map(
        rows.flatMap((row) => (row.participant === null ? [] : [[row.participant, shownFrom(row)] as const])),
      );
    },
    addresses: async () =>
      new Map(
        (await trx.selectFrom('letter_addresses').select(['participant', 'address']).execute()).map(
          ({ participant, address }) => [participant, address],
        ),
      ),
    giveAddress: async (participant, address, now) => {
      await trx.deleteFrom('letter_addresses').where('participant', '=', participant).execute();
      if (address !== undefined)
        await trx.insertInto('letter_addresses').values({ participant, address, given_at: now }).execute();
    },
  };
};
