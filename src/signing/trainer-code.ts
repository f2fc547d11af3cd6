/**
 * A trainer's own code, four to six digits, as office and tablet keep it (ATTEST-2). A short code's hash can be tried
 * through by whoever holds it; what protects it is that the plan is sealed under a key that cannot be read out, that
 * the screen counts tries, and that the code opens nothing but an attestation and a locked tablet.
 */
import type { TrainerCodes } from '../domain/programme.ts';
import type { Hash, TrainerId } from '../domain/ids.ts';
import { bytesToBase64Url, utf8 } from './hash.ts';

/** How many rounds an office of today asks for; the plan says how many its hashes were made with. */
export const trainerCodeIterations = 100_000;

/** The code's digits, or `undefined` if it is not four to six digits; spaces do not matter. */
export const readTrainerCode = (typed: string): string | undefined => {
  const digits = typed.replace(/\s/g, '');
  return /^[0-9]{4,6}$/.test(digits) ? digits : undefined;
};

/** PBKDF2-SHA-256 of a code, 32 bytes as base64url. */
export const hashTrainerCode = async (
  code: string,
  { salt, iterations }: Pick<TrainerCodes, 'salt' | 'iterations'>,
): Promise<Hash> => {
  const key = await crypto.subtle.importKey('raw', utf8(code), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: utf8(salt), iterations },
    key,
    256,
  );
  return bytesToBase64Url(new Uint8Array(bits)) as Hash;
};

/** Whose code it is, or `undefined`. */
export const trainerWithCode = async (
  typed: string,
  codes: TrainerCodes,
): Promise<{ readonly id: TrainerId; readonly name: string } | undefined> => {
  const code = readTrainerCode(typed);
  if (code === undefined) return undefined;
  const hash = await hashTrainerCode(code, codes);
  return codes.trainers.find((trainer) => trainer.hash === hash);
};
