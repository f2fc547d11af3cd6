/** AES-256-GCM: names on a tablet, and what the office keeps encrypted. Each sealed text has its own random nonce. */
import { base64UrlToBytes, bytesToBase64Url, utf8 } from './hash.ts';

const nonceLength = 12;
const decoder = new TextDecoder();

/** A new key that cannot be read out (PLAN-4). */
export const createSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** A sealing key from 32 bytes kept in a file. */
export const importSealingKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Seals bytes for one `purpose`: opening it as anything else fails. Nonce first, then ciphertext and tag. */
export const sealBytes = async (
  key: CryptoKey,
  purpose: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: utf8(purpose) },
    key,
    bytes,
  );
  const out = new Uint8Array(nonceLength + sealed.byteLength);
  out.set(nonce);
  out.set(new Uint8Array(sealed), nonceLength);
  return out;
};

/** Opens what `sealBytes` made, or `undefined` if the key, the purpose or the bytes are not the same. */
export const openBytes = async (
  key: CryptoKey,
  purpose: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.subarray(0, nonceLength), additionalData: utf8(purpose) },
      key,
      sealed.subarray(nonceLength),
    );
    return new Uint8Array(opened);
  } catch {
    return undefined;
  }
};

/** Seals a text; the answer is base64url. */
export const sealText = async (key: CryptoKey, purpose: string, text: string): Promise<string> =>
  bytesToBase64Url(await sealBytes(key, purpose, utf8(text)));

/** Opens what `sealText` made, or `undefined`. */
export const openText = async (
  key: CryptoKey,
  purpose: string,
  sealed: string,
): Promise<string | undefined> => {
  const bytes = base64UrlToBytes(sealed);
  const opened = bytes === undefined ? undefined : await openBytes(key, purpose, bytes);
  return opened === undefined ? undefined : decoder.decode(opened);
};
