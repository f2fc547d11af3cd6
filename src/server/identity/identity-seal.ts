/**
 * How what is kept about an identity is sealed: under the current key, whose id stands before the sealed text, so that
 * a text sealed before the key was changed is opened with the key it was sealed with (KEY-1).
 */
import type { webcrypto } from 'node:crypto';
import { openText, sealText } from '../../signing/seal.ts';

export type IdentityKey = { readonly id: string; readonly key: webcrypto.CryptoKey };

/** `keyId.sealed` */
export const sealUnder = async ({ id, key }: IdentityKey, purpose: string, text: string): Promise<string> =>
  `${id}.${await sealText(key, purpose, text)}`;

/** The id of the key a text was sealed under; undefined for one that is from before keys had ids. */
export const keyIdIn = (sealed: string): string | undefined =>
  sealed.includes('.') ? sealed.slice(0, sealed.indexOf('.')) : undefined;

/** Opens a text with the key it names, or undefined when that key is not here. */
export const openUnder = async (
  keys: readonly IdentityKey[],
  purpose: string,
  sealed: string,
): Promise<string | undefined> => {
  const named = keyIdIn(sealed);
  const text = named === undefined ? sealed : sealed.slice(named.length + 1);
  for (const { id, key } of keys) {
    if (named !== undefined && id !== named) continue;
    const opened = await openText(key, purpose, text);
    if (opened !== undefined) return opened;
  }
  return undefined;
};
