/** Trainers' own codes: six random digits, never two trainers with the same (ATTEST-2, ATTEST-3). */
import type { Hash } from '../../domain/ids.ts';
import type { TrainerCodes } from '../../domain/programme.ts';
import { hashTrainerCode } from '../../signing/trainer-code.ts';
import type { Services } from '../http/services.ts';

const codes = 1_000_000;

/** Six digits, each code as likely as any other. */
const randomCode = ({ randomBytes }: Pick<Services, 'randomBytes'>): string => {
  for (;;) {
    const [a = 0, b = 0, c = 0] = randomBytes(3);
    const number = a * 65_536 + b * 256 + c;
    if (number < codes * Math.floor(2 ** 24 / codes)) return String(number % codes).padStart(6, '0');
  }
};

/** A new code that is none of those in `taken`, with its hash. Slow on purpose: not to be done in a transaction. */
export const newTrainerCode = async (
  services: Pick<Services, 'randomBytes'>,
  hashing: Pick<TrainerCodes, 'salt' | 'iterations'>,
  taken: ReadonlySet<string>,
): Promise<{ readonly code: string; readonly hash: Hash }> => {
  for (;;) {
    const code = randomCode(services);
    const hash = await hashTrainerCode(code, hashing);
    if (!taken.has(hash)) return { code, hash };
  }
};
