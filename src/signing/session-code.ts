/** How a rotating session code is worked out: HMAC-SHA-256 over the session and the half minute (CODE-1). */
import { base32 } from '../domain/badge.ts';
import { base64UrlToBytes, bytesToBase64Url, utf8 } from './hash.ts';

const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;
const macBytes = 10;

const importKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);

const macOf = async (key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', await importKey(key), utf8(text)));

/** A session's own key from the office's root key: a tablet is given its own sessions' keys and no other (CODE-1). */
export const sessionKeyOf = async (root: Uint8Array<ArrayBuffer>, session: string): Promise<string> =>
  bytesToBase64Url(await macOf(root, `narvaro/session-key/1\n${session}`));

/** The code of half minute `step`: 80 bits as 16 characters of Crockford base32. `key` as the plan has it. */
export const macOfStep = async (key: string, session: string, step: number): Promise<string> => {
  const bytes = base64UrlToBytes(key);
  if (bytes === undefined) throw new Error('a session key that is not base64url');
  return base32((await macOf(bytes, `narvaro/session-code/1\n${session}\n${step}`)).subarray(0, macBytes));
};
