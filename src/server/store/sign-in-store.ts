/** Administrators' sign-ins: begun, kept alive, listed, ended. Tokens are stored as hashes only (SIGN-3). */
import { Role } from '../../domain/roles.ts';
import { latestPast } from './clock-ahead.ts';
import type { Tx } from './database.ts';

/** A sign-in ends this long after it was last used, and this long after it began at the latest. */
export const idleMs = 60 * 60_000;
export const longestMs = 12 * 60 * 60_000;
/** How long somebody has for the second factor, and for getting one. */
const waitMs = { factor: 10 * 60_000, registration: 30 * 60_000 } as const;

/** What a sign-in waits for before it is good for anything: the second factor, or that one is chosen (AUTH-1). */
export type Awaits = keyof typeof waitMs;

/** Who a sign-in belongs to, what they may do, and when they last showed who they are. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly roles: ReadonlySet<Role>;
  readonly confirmedAt: number;
  readonly awaits: Awaits | null;
  readonly method: string | null;
};

export type ListedSignIn = {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly browser: string | null;
};

export type NewSignIn = {
  readonly awaits?: Awaits | null;
  readonly browser?: string;
  readonly method?: string;
};

export type SignInStore = {
  readonly addSignIn: (
    tokenHash: string,
    administrator: string,
    now: number,
    more?: NewSignIn,
  ) => Promise<void>;
  /** Who is signed in with this token; using it keeps it alive (SIGN-3). */
  readonly bySignIn: (tokenHash: string, now: number) => Promise<SignedIn | undefined>;
  /** Who it is was shown anew just now (SIGN-6); from here the sign-in has another token (AUTH-7). */
  readonly confirm: (tokenHash: string, newTokenHash: string, now: number) => Promise<void>;
  /** An administrator's whole sign-ins that have not ended, the latest used first. */
  readonly signInsOf: (administrator: string, now: number) => Promise<readonly ListedSignIn[]>;
  readonly endSignIn: (tokenHash: string) => Promise<void>;
  readonly endAllSignIns: (administrator: string) => Promise<void>;
  readonly endOtherSignIns: (administrator: string, tokenHash: string) => Promise<void>;
  /** Ends one of an administrator's own; false when there is none such. */
  readonly endOwnSignIn: (administrator: string, tokenHash: string) => Promise<boolean>;
};

export const rolesIn = async (trx: Tx['trx'], administrator: string): Promise<ReadonlySet<Role>> => {
  const rows = await trx
    .selectFrom('administrator_roles')
    .select('role')
    .where('administrator', '=', administrator)
    .execute();
  return new Set(rows.flatMap(({ role }) => Role.safeParse(role).data ?? []));
};

const awaitsIn = (held: string | null): Awaits | null =>
  held === null ? null : held === 'factor' ? 'factor' : 'registration';

const beginning = ({ trx }: Tx): Pick<SignInStore, 'addSignIn' | 'bySignIn' | 'confirm'> => ({
  addSignIn: async (tokenHash, administrator, now, { awaits = null, browser, method } = {}) => {
    await trx.deleteFrom('sign_ins').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('sign_ins')
      .values({
        token_hash: tokenHash,
        administrator,
        created_at: now,
        last_seen_at: now,
        expires_at: now + (awaits === null ? idleMs : waitMs[awaits]),
        confirmed_at: now,
        awaits,
        browser: browser ?? null,
        method: method ?? null,
      })
      .execute();
    if (awaits === null)
      await trx
        .updateTable('administrators')
        .set({ last_signed_in_at: now })
        .where('id', '=', administrator)
        .execute();
  },
  bySignIn: async (tokenHash, now) => {
    const row = await trx
      .selectFrom('sign_ins')
      .innerJoin('administrators', 'administrators.id', 'sign_ins.administrator')
      .select([
        'administrators.id',
        'administrators.name',
        'sign_ins.created_at',
        'sign_ins.last_seen_at',
        'sign_ins.confirmed_at',
        'sign_ins.awaits',
        'sign_ins.method',
      ])
      .where('sign_ins.token_hash', '=', tokenHash)
      .where('sign_ins.expires_at', '>', now)
      .where('sign_ins.created_at', '<=', latestPast(now))
      .where('administrators.disabled_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (row.awaits === null && now - row.last_seen_at > 60_000)
      await trx
        .updateTable('sign_ins')
        .set({ last_seen_at: now, expires_at: Math.min(now + idleMs, row.created_at + longestMs) })
        .where('token_hash', '=', tokenHash)
        .execute();
    return {
      id: row.id,
      name: row.name,
      tokenHash,
      roles: await rolesIn(trx, row.id),
      confirmedAt: Number(row.confirmed_at),
      awaits: awaitsIn(row.awaits),
      method: row.method,
    };
  },
  confirm: async (tokenHash, newTokenHash, now) => {
    await trx
      .updateTable('sign_ins')
      .set({ confirmed_at: now, token_hash: newTokenHash })
      .where('token_hash', '=', tokenHash)
      .execute();
  },
});

export const createSignInStore = (tx: Tx): SignInStore => {
  const { trx } = tx;
  return {
    ...beginning(tx),
    signInsOf: async (administrator, now) =>
      (
        await trx
          .selectFrom('sign_ins')
          .select(['token_hash', 'created_at', 'last_seen_at', 'browser'])
          .where('administrator', '=', administrator)
          .where('expires_at', '>', now)
          .where('created_at', '<=', latestPast(now))
          .where('awaits', 'is', null)
          .orderBy('last_seen_at', 'desc')
          .orderBy('token_hash')
          .execute()
      ).map(({ token_hash, created_at, last_seen_at, browser }) => ({
        id: token_hash,
        createdAt: Number(created_at),
        lastSeenAt: Number(last_seen_at),
        browser,
      })),
    endSignIn: async (tokenHash) => {
      await trx.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute();
    },
    endAllSignIns: async (administrator) => {
      await trx.deleteFrom('sign_ins').where('administrator', '=', administrator).execute();
    },
    endOtherSignIns: async (administrator, tokenHash) => {
      await trx
        .deleteFrom('sign_ins')
        .where('administrator', '=', administrator)
        .where('token_hash', '!=', tokenHash)
        .execute();
    },
    endOwnSignIn: async (administrator, tokenHash) => {
      const gone = await trx
        .deleteFrom('sign_ins')
        .where('administrator', '=', administrator)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return Number(gone.numDeletedRows) === 1;
    },
  };
};
