/**
 * Where personal identity numbers are kept: sealed, each for one participant, and found again by a keyed hash. Nothing
 * outside this folder sees a number, except the report it is joined into (PRIV-2). That an identity is protected is
 * known here alone (PRIV-3).
 */
import { createHmac } from 'node:crypto';
import { sealText } from '../../signing/seal.ts';
import type { Services } from '../http/services.ts';
import type { Tx } from '../store/database.ts';

export type IdentityVault = {
  /** Keeps (or replaces) the number of a participant. */
  readonly keep: (participant: string, number: string, isProtected: boolean) => Promise<void>;
  /** The participants who have these numbers, by number. */
  readonly find: (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
};

export const createIdentityVault = ({ trx }: Tx, services: Services): IdentityVault => {
  const { identityKey, lookupKey } = services.secrets;
  const lookupOf = (number: string): string =>
    createHmac('sha256', lookupKey).update(number).digest('base64url');
  return {
    keep: async (participant, number, isProtected) => {
      const row = {
        sealed: await sealText(identityKey, `identity/${participant}`, number),
        lookup: lookupOf(number),
        is_protected: isProtected ? (1 as const) : (0 as const),
      };
      await trx
        .insertInto('identities')
        .values({ participant, ...row })
        .onConflict((c) => c.column('participant').doUpdateSet(row))
        .execute();
    },
    find: async (numbers) => {
      const numberByLookup = new Map(numbers.map((number) => [lookupOf(number), number]));
      const lookups = [...numberByLookup.keys()];
      const found = new Map<string, string>();
      for (let at = 0; at < lookups.length; at += 500) {
        const rows = await trx
          .selectFrom('identities')
          .select(['participant', 'lookup'])
          .where('lookup', 'in', lookups.slice(at, at + 500))
          .execute();
        for (const { participant, lookup } of rows) {
          const number = numberByLookup.get(lookup);
          if (number !== undefined) found.set(number, participant);
        }
      }
      return found;
    },
  };
};
