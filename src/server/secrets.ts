/**
 * The server's keys: made once, kept in files beside the database and never in it (ARCHITECTURE, "Identity and
 * secrets"). Whoever has a copy of the database alone can read neither identity numbers nor badge tokens.
 */
import { generateKeyPairSync, createPrivateKey, createPublicKey, createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesToBase64Url, base64UrlToBytes } from '../signing/hash.ts';
import { importEnvelopeKey } from '../signing/envelope.ts';
import { importPrivateKey } from '../signing/keys.ts';
import { importSealingKey } from '../signing/seal.ts';
import type { Secrets } from './http/services.ts';
import { identityKeyOf, type IdentityKey } from './identity/identity-seal.ts';

/** The file's bytes; made with `create` if it is not there. Two processes that start at once agree on one file. */
const keptFile = async (path: string, create: () => Buffer): Promise<Uint8Array<ArrayBuffer>> => {
  if (!existsSync(path)) {
    /* Whole before it has its name: a start that is killed leaves no half key, which no later start could use (CRASH-1). */
    const fresh = `${path}.${process.pid}.new`;
    const file = await open(fresh, 'w', 0o600);
    try {
      await file.writeFile(create());
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      await link(fresh, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      await rm(fresh, { force: true });
    }
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
  lookup: 'lookup.key',
  badge: 'badge.key',
} as const;

/** Keys that came with the door's second version: made where they are missing, and from then on needed too. */
const laterFiles = { office: 'office.key', codes: 'codes.key', evaluation: 'evaluation.key' } as const;

const firstIdentityFile = 'identity.key';
/** The first key's file, or one that came with a change of key: `identity-<id>.key` (KEY-1). */
const identityFile = /^identity(-[\w-]+)?\.key$/;

/** The first key comes first: it is the current one until the database names another (KEY-1). */
const identityFilesIn = (folder: string): readonly string[] => {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => identityFile.test(name)) : [];
  const later = found.filter((name) => name !== firstIdentityFile).toSorted();
  return found.length === later.length ? later : [firstIdentityFile, ...later];
};

/** Eight characters that tell an identity key from the others and nothing about it. */
const idOfKey = (bytes: Uint8Array): string =>
  createHash('sha256').update('identity-key\n').update(bytes).digest('base64url').slice(0, 8);

const identityKeyFrom = (bytes: Uint8Array<ArrayBuffer>): Promise<IdentityKey> =>
  identityKeyOf(idOfKey(bytes), bytes);

/** Makes one more identity key in a file of its own. Nothing is sealed under it before the database names it (KEY-1). */
export const makeIdentityKey = async (folder: string): Promise<IdentityKey> => {
  const bytes = randomBytes(32);
  return identityKeyFrom(await keptFile(join(folder, `identity-${idOfKey(bytes)}.key`), () => bytes));
};

/** Where a key that is here is kept. */
export const fileOfIdentityKey = async (folder: string, id: string): Promise<string | undefined> => {
  for (const name of identityFilesIn(folder)) {
    const file = join(folder, name);
    if (idOfKey(await readFile(file)) === id) return file;
  }
  return undefined;
};

/** The same secrets with another identity key as the current one, or undefined if that key is not here. */
export const withIdentityKey = (secrets: Secrets, id: string): Secrets | undefined => {
  const identity = secrets.identityKeys.find((one) => one.id === id);
  if (identity === undefined) return undefined;
  const others = secrets.identityKeys.filter((one) => one !== identity);
  return { ...secrets, identity, identityKeys: [identity, ...others] };
};

/** Whether every key of the first version is there, so that reading them makes none. */
export const hasAllSecrets = (folder: string): boolean =>
  identityFilesIn(folder).length > 0 && Object.values(files).every((name) => existsSync(join(folder, name)));

/** Reads the keys from `folder`, and makes those that are missing (readable by this user alone). */
export const loadSecrets = async (folder: string): Promise<Secrets> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const random = (): Buffer => randomBytes(32);
  const kept = (name: string, create: () => Buffer) => keptFile(join(folder, name), create);
  const receipt = await kept(files.receipt, newCurveKey);
  const office = await kept(laterFiles.office, newCurveKey);
  if (identityFilesIn(folder).length === 0) await kept(firstIdentityFile, random);
  const identityKeys: IdentityKey[] = [];
  for (const name of identityFilesIn(folder))
    identityKeys.push(await identityKeyFrom(await kept(name, random)));
  const [identity] = identityKeys;
  if (identity === undefined) throw new Error('no identity key could be made');
  return {
    receiptKey: await importPrivateKey(receipt),
    receiptPublicKey: publicKeyOf(receipt),
    identity,
    identityKeys,
    lookupKey: await kept(files.lookup, random),
    badgeKey: await importSealingKey(await kept(files.badge, random)),
    officeKey: await importEnvelopeKey(office),
    officePublicKey: publicKeyOf(office),
    codesKey: await kept(laterFiles.codes, random),
    evaluationKey: await kept(laterFiles.evaluation, random),
  };
};
