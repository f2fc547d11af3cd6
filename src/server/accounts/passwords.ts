/**
 * Passwords are kept as scrypt hashes together with the parameters that made them, so that the parameters can be
 * raised and old hashes made anew at the next sign-in.
 */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Services } from '../http/services.ts';

type Cost = { readonly ln: number; readonly r: number; readonly p: number };

/** One of the settings OWASP holds equal; this one needs 32 MB, so that a small server is not pressed by tries. */
const cost: Cost = { ln: 15, r: 8, p: 3 };
const hashLength = 32;
const saltLength = 16;

let turn: Promise<unknown> = Promise.resolve();

/** One hash at a time: tries wait for each other instead of taking all memory and threads from check-ins. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
};

const derive = (password: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        const N = 2 ** ln;
        scrypt(password, salt, hashLength, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
          if (error === null) resolve(key);
          else reject(error);
        });
      }),
  );

const pattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** `$scrypt$ln=15,r=8,p=3$salt$hash`; `password` as passwordOf gives it. */
export const hashPassword = async (
  services: Pick<Services, 'randomBytes'>,
  password: string,
): Promise<string> => {
  const salt = Buffer.from(services.randomBytes(saltLength));
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
};

/**
 * Whether this is the password. Without a hash to compare with (no such login) the same work is done and the answer
 * is no, so that the time says nothing about which logins exist (SIGN-2). `isOutdated`: the hash should be made anew.
 */
export const checkPassword = async (
  password: string,
  held: string | undefined,
): Promise<{ readonly isRight: boolean; readonly isOutdated: boolean }> => {
  const [, ln, r, p, salt, hash] = pattern.exec(held ?? '') ?? [];
  if (salt === undefined || hash === undefined) {
    await derive(password, new Uint8Array(saltLength), cost);
    return { isRight: false, isOutdated: false };
  }
  const heldCost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, 'base64url'), heldCost);
  const wanted = Buffer.from(hash, 'base64url');
  return {
    isRight: wanted.length === key.length && timingSafeEqual(wanted, key),
    isOutdated: heldCost.ln !== cost.ln || heldCost.r !== cost.r || heldCost.p !== cost.p,
  };
};
