/**
 * How what is kept about an identity is sealed: under the current key, whose id stands before the sealed text, so that
 * a text sealed before the key was changed is opened with the key it was sealed with (KEY-1).
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  type webcrypto,
} from 'node:crypto';
import { importSealingKey } from '../../signing/seal.ts';

export type IdentityKey = {
  readonly id: string;
  readonly key: webcrypto.CryptoKey;
  /** The same key, for very many short texts: asking the platform for each takes ten times as long. */
  readonly secret: KeyObject;
};

export const identityKeyOf = async (id: string, bytes: Uint8Array<ArrayBuffer>): Promise<IdentityKey> => ({
  id,
  key: await importSealingKey(bytes),
  secret: createSecretKey(bytes),
});

/** The id of the key a text was sealed under; undefined for one that is from before keys had ids. */
export const keyIdIn = (sealed: string): string | undefined =>
  sealed.includes('.') ? sealed.slice(0, sealed.indexOf('.')) : undefined;

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** `keyId.sealed`: what `sealText` makes, nonce, ciphertext and tag, under the key's id. */
export const sealUnder = ({ id, secret }: IdentityKey, purpose: string, text: string): string => {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealing = createCipheriv(cipher, secret, nonce, { authTagLength: tagLength });
  sealing.setAAD(Buffer.from(purpose));
  const parts = [nonce, sealing.update(text), sealing.final(), sealing.getAuthTag()];
  return `${id}.${Buffer.concat(parts).toString('base64url')}`;
};

const openedBy = (secret: KeyObject, purpose: string, sealed: string): string | undefined => {
  const bytes = Buffer.from(sealed, 'base64url');
  const tagAt = bytes.length - tagLength;
  if (tagAt < nonceLength) return undefined;
  const opening = createDecipheriv(cipher, secret, bytes.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  opening.setAAD(Buffer.from(purpose));
  opening.setAuthTag(bytes.subarray(tagAt));
  const text = opening.update(bytes.subarray(nonceLength, tagAt));
  try {
    opening.final();
  } catch {
    return undefined;
  }
  return text.toString();
};

/** Opens a text with the key it names, or undefined when that key is not here or the text is another's. */
export const openUnder = (
  keys: readonly IdentityKey[],
  purpose: string,
  sealed: string,
): string | undefined => {
  const named = keyIdIn(sealed);
  const text = named === undefined ? sealed : sealed.slice(named.length + 1);
  for (const { id, secret } of keys) {
    if (named !== undefined && id !== named) continue;
    const opened = openedBy(secret, purpose, text);
    if (opened !== undefined) return opened;
  }
  return undefined;
};
