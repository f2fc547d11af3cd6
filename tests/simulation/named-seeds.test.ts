/** Worlds that once went wrong, each under what people at the door would have seen. The shortest story of each is in sync/. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const run = join(import.meta.dirname, 'run.ts');
/** What goes wrong in the world of this seed, in one line; nothing when all is well. */
const wrongIn = (seed: number): Promise<string> =>
  new Promise((resolve) => {
    const words = [run, '--seeds', '1', '--first', String(seed), '--workers', '1', '--json'];
    execFile(process.execPath, words, (_, out, problems) => resolve(out + problems));
  });

test.each([
  [127, 'a tablet that is enrolled anew forgot whom it had checked in'],
  [138, 'a copied tablet’s events vanished when the office was put back twice'],
  [43, 'a person was moved to a group of another unit, and its tablets were given the name'],
  [74, 'an officer had signed in before the office was put back, and signed in again'],
])(
  '[SIM-4] seed %i: %s, and does so no more',
  async (seed) => {
    expect(await wrongIn(seed)).toBe('');
  },
  900_000,
);
