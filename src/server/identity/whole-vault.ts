/** What is done to every identity at once: sealed under another key, or gone for good. */
import type { Tx } from '../store/database.ts';
import { openUnder, sealUnder, type IdentityKey } from './identity-seal.ts';
import { namePurpose, numberPurpose } from './identity-vault.ts';

export type Resealing = {
  readonly tx: Tx;
  /** Every key that something may be sealed under. */
  readonly keys: readonly IdentityKey[];
  readonly next: IdentityKey;
};

/** Seals every number and name under the next key (KEY-1). */
export const sealAnew = async ({
  tx: { trx },
  keys,
  next,
}: Resealing): Promise<{ readonly identities: number; readonly names: number }> => {
  const again = async (purpose: string, sealed: string): Promise<string> => {
    const text = await openUnder(keys, purpose, sealed);
    if (text === undefined) throw new Error('an identity is sealed under a key that is not here');
    return sealUnder(next, purpose, text);
  };
  const rows = await trx.selectFrom('identities').selectAll().execute();
  for (const { participant, sealed, sealed_name } of rows)
    await trx
      .updateTable('identities')
      .set({
        sealed: sealed === '' ? '' : await again(numberPurpose(participant), sealed),
        sealed_name: sealed_name === null ? null : await again(namePurpose(participant), sealed_name),
      })
      .where('participant', '=', participant)
      .execute();
  return { identities: rows.length, names: rows.filter(({ sealed_name }) => sealed_name !== null).length };
};

/** Every number and name is gone; answers how many there were (RET-3). */
export const forgetEverybody = async ({ trx }: Tx): Promise<number> => {
  const { numDeletedRows } = await trx.deleteFrom('identities').executeTakeFirstOrThrow();
  return Number(numDeletedRows);
};
