/**
 * ECDSA P-256 with SHA-256, the one signature there is: every browser has it, also with keys that cannot be read out.
 * A public key travels as its 65 raw bytes in base64url.
 */
import { base64UrlToBytes, bytesToBase64Url, utf8 } from './hash.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export type KeyPair = { readonly privateKey: CryptoKey; readonly publicKey: string };

/** A new key pair. The private key cannot be read out, so it cannot leave the device it was made on (DEV-2). */
export const createKeyPair = async (): Promise<KeyPair> => {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, publicKey: bytesToBase64Url(raw) };
};

/** A private key from PKCS #8 bytes: the office's own, kept in a file outside the database. */
export const importPrivateKey = (pkcs8: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);

/** Signs a text; the answer is 64 bytes as base64url. */
export const sign = async (privateKey: CryptoKey, text: string): Promise<string> =>
  bytesToBase64Url(new Uint8Array(await crypto.subtle.sign(signing, privateKey, utf8(text))));

/** True if `signature` is this key's signature of this text. Malformed keys and signatures are simply false. */
export const isSignedBy = async (publicKey: string, text: string, signature: string): Promise<boolean> => {
  const key = base64UrlToBytes(publicKey);
  const bytes = base64UrlToBytes(signature);
  if (key?.length !== 65 || bytes?.length !== 64) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['verify']);
    return await crypto.subtle.verify(signing, imported, bytes, utf8(text));
  } catch {
    return false;
  }
};

/** True if the text is a P-256 public key in raw form. */
export const isPublicKey = async (publicKey: string): Promise<boolean> => {
  const key = base64UrlToBytes(publicKey);
  if (key?.length !== 65) return false;
  try {
    await crypto.subtle.importKey('raw', key, algorithm, false, ['verify']);
    return true;
  } catch {
    return false;
  }
};
