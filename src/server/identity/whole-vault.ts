/** What is done to every identity at once: sealed under another key, looked through, or gone for good. */
import type { Selectable } from 'kysely';
import type { Services } from '../http/services.ts';
import type { Tx } from '../store/database.ts';
import type { Schema } from '../store/schema.ts';
import { openUnder, sealUnder, type IdentityKey } from './identity-seal.ts';
import { lookupUnder, namePurpose, numberPurpose, RealName } from './identity-vault.ts';

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
  const again = (purpose: string, sealed: string): string => {
    const text = openUnder(keys, purpose, sealed);
    if (text === undefined) throw new Error('an identity is sealed under a key that is not here');
    return sealUnder(next, purpose, text);
  };
  const rows = await trx.selectFrom('identities').selectAll().execute();
  for (const { participant, sealed, sealed_name } of rows)
    await trx
      .updateTable('identities')
      .set({
        sealed: sealed === '' ? '' : again(numberPurpose(participant), sealed),
        sealed_name: sealed_name === null ? null : again(namePurpose(participant), sealed_name),
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

const isName = (text: string | undefined): boolean => {
  try {
    return RealName.safeParse(JSON.parse(text ?? '')).success;
  } catch {
    return false;
  }
};

const isSound = (
  { participant, sealed, lookup, sealed_name }: Selectable<Schema['identities']>,
  { identityKeys, lookupKey }: Services['secrets'],
): boolean => {
  if (sealed !== '') {
    const number = openUnder(identityKeys, numberPurpose(participant), sealed);
    if (number === undefined || lookupUnder(lookupKey, number) !== lookup) return false;
  } else if (lookup !== `none/${participant}`) return false;
  return sealed_name === null || isName(openUnder(identityKeys, namePurpose(participant), sealed_name));
};

const rowsPerTurn = 250;

/**
 * Opens every number and name, and answers whose do not open or are not found by what they say. Which of them is told
 * of nobody: that a name is kept would say that an identity is protected (PRIV-3).
 */
export const unsoundIdentities = async (
  { trx }: Tx,
  { secrets }: Pick<Services, 'secrets'>,
): Promise<readonly string[]> => {
  const unsound: string[] = [];
  const rows = await trx.selectFrom('identities').selectAll().orderBy('participant').execute();
  for (const [i, row] of rows.entries()) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await new Promise((turn) => setImmediate(turn));
    if (!isSound(row, secrets)) unsound.push(row.participant);
  }
  return unsound;
};
