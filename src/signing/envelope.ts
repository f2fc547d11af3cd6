/**
 * An envelope to the office: anybody can seal, only the office's private key opens (WALK-1). ECDH on P-256 with a key
 * made for the one envelope, HKDF-SHA-256, then AES-256-GCM.
 */
import { base64UrlToBytes, bytesToBase64Url, utf8 } from './hash.ts';
import { openBytes, sealBytes } from './seal.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const publicKeyLength = 65;
const decoder = new TextDecoder();

/** The office's private key from PKCS #8 bytes kept in a file. */
export const importEnvelopeKey = (pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['deriveBits']);

const importPublic = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, curve, false, []);

const sealingKey = async (
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  oneTime: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> => {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: oneTime, info: utf8('narvaro/envelope/1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

/** Seals a text to the office for one `purpose`. `officeKey` is 65 raw bytes in base64url; the answer is base64url. */
export const sealToOffice = async (officeKey: string, purpose: string, text: string): Promise<string> => {
  const raw = base64UrlToBytes(officeKey);
  if (raw?.length !== publicKeyLength) throw new Error('the office’s key is not a P-256 public key');
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const oneTime = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const key = await sealingKey(pair.privateKey, await importPublic(raw), oneTime);
  const sealed = await sealBytes(key, purpose, utf8(text));
  const out = new Uint8Array(oneTime.length + sealed.length);
  out.set(oneTime);
  out.set(sealed, oneTime.length);
  return bytesToBase64Url(out);
};

/** Opens an envelope, or `undefined` if it was sealed to another key, for another purpose, or is damaged. */
export const openEnvelope = async (
  privateKey: CryptoKey,
  purpose: string,
  envelope: string,
): Promise<string | undefined> => {
  const bytes = base64UrlToBytes(envelope);
  if (bytes === undefined || bytes.length <= publicKeyLength) return undefined;
  try {
    const oneTime = bytes.slice(0, publicKeyLength);
    const key = await sealingKey(privateKey, await importPublic(oneTime), oneTime);
    const opened = await openBytes(key, purpose, bytes.slice(publicKeyLength));
    return opened === undefined ? undefined : decoder.decode(opened);
  } catch {
    return undefined;
  }
};
