/**
 * The server's keys: made once, kept in files beside the database and never in it (ARCHITECTURE, "Identity and
 * secrets"). Whoever has a copy of the database alone can read neither identity numbers nor badge tokens.
 */
import { generateKeyPairSync, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesToBase64Url, base64UrlToBytes } from '../signing/hash.ts';
import { importEnvelopeKey } from '../signing/envelope.ts';
import { importPrivateKey } from '../signing/keys.ts';
import { importSealingKey } from '../signing/seal.ts';
import type { Secrets } from './http/services.ts';

/** The file's bytes; made with `create` if it is not there. Two processes that start at once agree on one file. */
const keptFile = async (path: string, create: () => Buffer): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(create());
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return new Uint8Array(await readFile(path));
};

/** A P-256 key: for signing, or for opening what was sealed to it. */
const newCurveKey = (): Buffer =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });

const publicKeyOf = (pkcs8: Uint8Array): string => {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const x = base64UrlToBytes(jwk.x ?? '') ?? new Uint8Array();
  const y = base64UrlToBytes(jwk.y ?? '') ?? new Uint8Array();
  return bytesToBase64Url(new Uint8Array([4, ...x, ...y]));
};

const files = {
  receipt: 'receipt.key',
  identity: 'identity.key',
  lookup: 'lookup.key',
  badge: 'badge.key',
} as const;

/** Keys that came with the door's second version: made where they are missing, and from then on needed too. */
const laterFiles = { office: 'office.key', codes: 'codes.key' } as const;

/** Whether every key of the first version is there, so that reading them makes none. */
export const hasAllSecrets = (folder: string): boolean =>
  Object.values(files).every((name) => existsSync(join(folder, name)));

/** Reads the keys from `folder`, and makes those that are missing (readable by this user alone). */
export const loadSecrets = async (folder: string): Promise<Secrets> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const random = (): Buffer => randomBytes(32);
  const kept = (name: string, create: () => Buffer) => keptFile(join(folder, name), create);
  const receipt = await kept(files.receipt, newCurveKey);
  const office = await kept(laterFiles.office, newCurveKey);
  return {
    receiptKey: await importPrivateKey(receipt),
    receiptPublicKey: publicKeyOf(receipt),
    identityKey: await importSealingKey(await kept(files.identity, random)),
    lookupKey: await kept(files.lookup, random),
    badgeKey: await importSealingKey(await kept(files.badge, random)),
    officeKey: await importEnvelopeKey(office),
    officePublicKey: publicKeyOf(office),
    codesKey: await kept(laterFiles.codes, random),
  };
};
