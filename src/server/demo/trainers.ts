/** The demo's trainers and their own codes. */
import { createHmac } from 'node:crypto';
import { TrainerId } from '../../domain/ids.ts';
import { newTrainerCode } from '../accounts/trainer-codes.ts';
import type { Services } from '../http/services.ts';
import type { Stores } from '../store/stores.ts';
import { trainerNames } from './name-parts.ts';

export type DemoTrainer = { readonly id: TrainerId; readonly name: string };

export const demoTrainers: readonly DemoTrainer[] = trainerNames.map((name, index) => ({
  id: TrainerId.parse(`demo-trainer-${String(index + 1).padStart(2, '0')}`),
  name,
}));

/**
 * Where the code that a demo's start tells comes from: its own keys, so that each of several processes, and each start,
 * tells the same one and none makes another's useless (MANY-5).
 */
export const demoCodeBytes = (
  { codesKey }: Services['secrets'],
  trainer: string,
): Pick<Services, 'randomBytes'> => {
  let asked = 0;
  return {
    randomBytes: (length) => {
      asked += 1;
      const made = createHmac('sha256', codesKey).update(`demo-trainer\n${trainer}\n${asked}`).digest();
      return new Uint8Array(made.subarray(0, length));
    },
  };
};

/**
 * Gives every demo trainer who has none a code of their own (ATTEST-2). Nobody is told these: whoever tries the demo
 * is told one at each start, and an administrator can make one at any time (ATTEST-3).
 */
export const giveTrainersCodes = async (
  { trainers }: Pick<Stores, 'trainers'>,
  services: Services,
): Promise<void> => {
  const held = await trainers.all();
  const names = new Set(held.map(({ name }) => name));
  const missing = demoTrainers.filter(({ name }) => !names.has(name));
  const hashing = await trainers.hashing();
  const taken = new Set(held.map(({ code_hash }) => code_hash));
  const made = await Promise.all(missing.map(() => newTrainerCode(services, hashing, taken)));
  for (const [i, { id, name }] of missing.entries()) {
    const first = made[i];
    if (first === undefined) continue;
    const { hash } = taken.has(first.hash) ? await newTrainerCode(services, hashing, taken) : first;
    taken.add(hash);
    await trainers.put({ id, name, code_hash: hash, issued_at: services.clock() });
  }
};
