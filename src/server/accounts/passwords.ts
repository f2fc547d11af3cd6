/**
 * Passwords are kept as Argon2id hashes (OpenSSL's, by node:crypto) together with the parameters that made them, so that
 * the parameters can be raised. Those kept as scrypt before are checked as they are; whatever is not today's is made
 * anew at the next sign-in.
 */
import { argon2, scrypt, timingSafeEqual } from 'node:crypto';
import type { Services } from '../http/services.ts';

/** One of the settings OWASP holds equal: 19 MiB, two passes, one lane; a small server is not pressed by tries. */
const cost = { m: 19_456, t: 2, p: 1 } as const;
type Cost = { readonly m: number; readonly t: number; readonly p: number };
const hashLength = 32;
const saltLength = 16;

let turn: Promise<unknown> = Promise.resolve();

/** One hash at a time: tries wait for each other instead of taking all memory and threads from check-ins. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
};

/** A callback's answer as a promise. */
const answered = (work: (done: (error: Error | null, key: Buffer) => void) => void): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    work((error, key) => (error === null ? resolve(key) : reject(error)));
  });

const deriveArgon2 = (password: string, nonce: Uint8Array, { m, t, p }: Cost): Promise<Buffer> =>
  inTurn(() =>
    answered((done) => {
      const parameters = { message: password, nonce, parallelism: p, tagLength: hashLength };
      argon2('argon2id', { ...parameters, memory: m, passes: t }, done);
    }),
  );

type ScryptCost = { readonly ln: number; readonly r: number; readonly p: number };

const deriveScrypt = (password: string, salt: Uint8Array, { ln, r, p }: ScryptCost): Promise<Buffer> =>
  inTurn(() =>
    answered((done) => {
      const N = 2 ** ln;
      scrypt(password, salt, hashLength, { N, r, p, maxmem: 256 * N * r }, done);
    }),
  );

const argon2Pattern = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;
const scryptPattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** What is kept for somebody who has no password: no password is right for it. */
export const noPassword = 'no-password';

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`; `password` as passwordOf gives it. */
export const hashPassword = async (
  services: Pick<Services, 'randomBytes'>,
  password: string,
): Promise<string> => {
  const salt = Buffer.from(services.randomBytes(saltLength));
  const key = await deriveArgon2(password, salt, cost);
  const parameters = `m=${cost.m},t=${cost.t},p=${cost.p}`;
  return `$argon2id$v=19$${parameters}$${salt.toString('base64url')}$${key.toString('base64url')}`;
};

const isSame = (wanted: string, key: Buffer): boolean => {
  const bytes = Buffer.from(wanted, 'base64url');
  return bytes.length === key.length && timingSafeEqual(bytes, key);
};

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/**
 * Whether this is the password. Without a hash to compare with (no such login) the same work is done and the answer
 * is no, so that the time says nothing about which logins exist (SIGN-2). `isOutdated`: the hash should be made anew.
 */
export const checkPassword = async (
  password: string,
  held: string | undefined,
): Promise<{ readonly isRight: boolean; readonly isOutdated: boolean }> => {
  const [, m, t, p, salt, hash] = argon2Pattern.exec(held ?? '') ?? [];
  if (salt !== undefined && hash !== undefined) {
    const heldCost = { m: Number(m), t: Number(t), p: Number(p) };
    const key = await deriveArgon2(password, bytesOf(salt), heldCost);
    const isOutdated = heldCost.m !== cost.m || heldCost.t !== cost.t || heldCost.p !== cost.p;
    return { isRight: isSame(hash, key), isOutdated };
  }
  const [, ln, r, lanes, oldSalt, oldHash] = scryptPattern.exec(held ?? '') ?? [];
  if (oldSalt !== undefined && oldHash !== undefined) {
    const oldCost = { ln: Number(ln), r: Number(r), p: Number(lanes) };
    return {
      isRight: isSame(oldHash, await deriveScrypt(password, bytesOf(oldSalt), oldCost)),
      isOutdated: true,
    };
  }
  await deriveArgon2(password, new Uint8Array(saltLength), cost);
  return { isRight: false, isOutdated: false };
};
