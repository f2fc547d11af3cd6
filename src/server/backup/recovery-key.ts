/**
 * The office's recovery key: shown once and kept on paper, never on the machine. The machine has its public half alone,
 * so that it can make backups every night and whoever steals one, or the folder of them, can open none (BACKUP-2).
 * Whoever has the key and a backup can put everything back on an empty machine, the server's own keys with it.
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, hkdfSync } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../http/services.ts';

const curve = 'prime256v1';
/** Crockford's letters: none that a tired person takes for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const keyBytes = 32;
const checkBytes = 3;

export type RecoveryKey = { readonly privateKey: Buffer; readonly publicKey: string };

const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += letters[(held >>> (bits - 5)) & 31] ?? '';
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (letters[(held << (5 - bits)) & 31] ?? '');
};

const bytesIn = (text: string): Buffer | undefined => {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of plain) {
    const value = letters.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >>> (bits - 8)) & 255);
      bits -= 8;
      held &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
};

const checkOf = (privateKey: Uint8Array): Buffer =>
  createHash('sha256').update('narvaro/recovery-key/1\n').update(privateKey).digest().subarray(0, checkBytes);

const fromPrivate = (privateKey: Buffer): RecoveryKey | undefined => {
  const pair = createECDH(curve);
  try {
    pair.setPrivateKey(privateKey);
  } catch {
    return undefined;
  }
  return { privateKey, publicKey: pair.getPublicKey().toString('base64url') };
};

/** A new recovery key. */
export const createRecoveryKey = ({ randomBytes }: Pick<Services, 'randomBytes'>): RecoveryKey => {
  for (;;) {
    const key = fromPrivate(Buffer.from(randomBytes(keyBytes)));
    if (key !== undefined) return key;
  }
};

/** The key as it is written on paper: fourteen groups of four, the last of which find a slip of the pen. */
export const recoveryKeyText = ({ privateKey }: RecoveryKey): string =>
  (base32(Buffer.concat([privateKey, checkOf(privateKey)])).match(/.{1,4}/g) ?? []).join('-');

/** The key that was written, or undefined if it cannot be one: a letter is wrong or missing. */
export const readRecoveryKey = (text: string): RecoveryKey | undefined => {
  const bytes = bytesIn(text);
  if (bytes?.length !== keyBytes + checkBytes) return undefined;
  const privateKey = bytes.subarray(0, keyBytes);
  return checkOf(privateKey).equals(bytes.subarray(keyBytes)) ? fromPrivate(privateKey) : undefined;
};

/** Eight characters that tell one recovery key from another, and nothing about either. */
export const recoveryKeyName = (publicKey: string): string =>
  createHash('sha256').update(publicKey).digest('base64url').slice(0, 8);

const fileName = 'backup-public.key';

/** The public half that is kept on the machine, if a recovery key has been made. */
export const keptPublicKey = async (dataFolder: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(dataFolder, fileName), 'utf8')).trim();
  } catch {
    return undefined;
  }
};

/** Where the public half is kept: removing the file is how a key is changed. */
export const publicKeyFile = (dataFolder: string): string => join(dataFolder, fileName);

/** Keeps the public half; false if there is one already. */
export const keepPublicKey = async (dataFolder: string, publicKey: string): Promise<boolean> => {
  try {
    const file = await open(join(dataFolder, fileName), 'wx', 0o600);
    await file.writeFile(`${publicKey}\n`);
    await file.sync();
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/** A file's own key, wrapped so that only the recovery key opens it. */
export type WrappedKey = { readonly oneTime: string; readonly sealed: string };

const wrappingKey = (shared: Buffer, oneTime: Buffer): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', shared, oneTime, 'narvaro/backup-key/1', 32));

/** Wraps a file's key to a public key; throws for what is not one. */
export const wrapKey = (fileKey: Uint8Array, publicKey: string): WrappedKey => {
  const pair = createECDH(curve);
  const oneTime = pair.generateKeys();
  const shared = pair.computeSecret(Buffer.from(publicKey, 'base64url'));
  /* The wrapping key is used once, so that its nonce may stand still. */
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(shared, oneTime), Buffer.alloc(12));
  const sealed = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
  return { oneTime: oneTime.toString('base64url'), sealed: sealed.toString('base64url') };
};

/** The file's key, or undefined if it was wrapped to another recovery key. */
export const unwrapKey = (
  { oneTime, sealed }: WrappedKey,
  { privateKey }: RecoveryKey,
): Buffer | undefined => {
  const bytes = Buffer.from(sealed, 'base64url');
  const point = Buffer.from(oneTime, 'base64url');
  try {
    const pair = createECDH(curve);
    pair.setPrivateKey(privateKey);
    const cipher = createDecipheriv(
      'aes-256-gcm',
      wrappingKey(pair.computeSecret(point), point),
      Buffer.alloc(12),
    );
    cipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]);
  } catch {
    return undefined;
  }
};
