/** One-time links: the server's own, invitations, and those for one administrator's new password (SIGN-1). */
import * as z from 'zod/mini';
import { Role, roles as everyRole } from '../../domain/roles.ts';
import { dayMs } from '../../domain/time.ts';
import { latestEnd } from './clock-ahead.ts';
import type { Tx } from './database.ts';

/** No link is good for longer. */
const longestLinkMs = 7 * dayMs;

export type SetupLinkStore = {
  /** A one-time link; the account it makes gets these roles. */
  readonly addSetupLink: (
    tokenHash: string,
    expiresAt: number,
    roles: readonly Role[],
    /** From an administrator: for somebody new by this name, or for one administrator's new password. */
    madeBy?: { readonly by: string; readonly forName?: string; readonly administrator?: string },
  ) => Promise<void>;
  /** What the link is good for, if it was good and is now used up: one caller wins (SIGN-1). */
  readonly useSetupLink: (tokenHash: string, now: number) => Promise<UsedLink | undefined>;
  readonly isSetupLinkGood: (tokenHash: string, now: number) => Promise<boolean>;
  /** Those who are invited and have not come yet. */
  readonly invitations: (now: number) => Promise<readonly Invitation[]>;
  /** Answers whether there was such an invitation. */
  readonly withdrawInvitation: (tokenHash: string) => Promise<boolean>;
  /** Links made for one administrator's password are good for nothing more. */
  readonly endPasswordLinks: (administrator: string) => Promise<void>;
};

/** What a link was made for: the server's own gives any account a new password; an administrator's does not (SIGN-1). */
export type UsedLink = {
  readonly roles: readonly Role[];
  readonly isInvitation: boolean;
  /** Good for this administrator's new password alone. */
  readonly administrator: string | null;
};

export type Invitation = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt: number;
};

const rolesInLink = (held: string | null): readonly Role[] =>
  held === null ? everyRole : z.array(Role).parse(JSON.parse(held));

export const createSetupLinkStore = ({ trx }: Tx): SetupLinkStore => ({
  addSetupLink: async (tokenHash, expiresAt, roles, madeBy) => {
    await trx
      .insertInto('setup_links')
      .values({
        token_hash: tokenHash,
        expires_at: expiresAt,
        used_at: null,
        roles: JSON.stringify(roles),
        made_by: madeBy?.by ?? null,
        for_name: madeBy?.forName ?? null,
        administrator: madeBy?.administrator ?? null,
      })
      .execute();
  },
  useSetupLink: async (tokenHash, now) => {
    const result = await trx
      .updateTable('setup_links')
      .set({ used_at: now })
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('expires_at', '<=', latestEnd(now, longestLinkMs))
      .executeTakeFirst();
    if (Number(result.numUpdatedRows) !== 1) return undefined;
    const link = await trx
      .selectFrom('setup_links')
      .select(['roles', 'made_by', 'administrator'])
      .where('token_hash', '=', tokenHash)
      .executeTakeFirstOrThrow();
    const { administrator } = link;
    const isInvitation = link.made_by !== null && administrator === null;
    return { roles: rolesInLink(link.roles), isInvitation, administrator };
  },
  isSetupLinkGood: async (tokenHash, now) =>
    (await trx
      .selectFrom('setup_links')
      .select('token_hash')
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('expires_at', '<=', latestEnd(now, longestLinkMs))
      .executeTakeFirst()) !== undefined,
  invitations: async (now) =>
    (
      await trx
        .selectFrom('setup_links')
        .selectAll()
        .where('made_by', 'is not', null)
        .where('administrator', 'is', null)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .where('expires_at', '<=', latestEnd(now, longestLinkMs))
        .orderBy('expires_at')
        .execute()
    ).map(({ token_hash, for_name, roles, expires_at }) => ({
      id: token_hash,
      name: for_name ?? '',
      roles: rolesInLink(roles),
      expiresAt: Number(expires_at),
    })),
  withdrawInvitation: async (tokenHash) => {
    const gone = await trx
      .deleteFrom('setup_links')
      .where('token_hash', '=', tokenHash)
      .where('made_by', 'is not', null)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return Number(gone.numDeletedRows) === 1;
  },
  endPasswordLinks: async (administrator) => {
    await trx
      .deleteFrom('setup_links')
      .where('administrator', '=', administrator)
      .where('used_at', 'is', null)
      .execute();
  },
});
