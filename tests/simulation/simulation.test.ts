/**
 * A few hundred worlds in every run of the tests; many more by `npm run simulate`. Each run is a process of its own, because
 * a world replaces the clock, chance and cryptography of the process it lives in.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults } from './faults.ts';
import { invariants } from './invariants.ts';

type Ran = { readonly code: number; readonly out: string };

const run = join(import.meta.dirname, 'run.ts');
const simulate = (...words: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [run, ...words], { maxBuffer: 64 * 1024 * 1024 }, (error, out, problems) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: out + problems });
    });
  });

const hashIn = ({ out }: Ran): string | undefined => /trace hash (\S+),/.exec(out)?.[1];

test('[SIM-1] whatever befalls tablets, network and office, nothing is lost, doubled or invented, and the minutes are right', async () => {
  const ran = await simulate('--seeds', '120', '--first', '1', '--workers', '2');
  expect(ran.out).toContain('lost 0, doubled 0, invented 0, unexplained minutes 0');
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.out).toMatch(/seeds 120, failing 0/);
}, 900_000);

test('[SIM-2] a world that somebody saw fail can be lived through again, step by step', async () => {
  const [one, again] = await Promise.all([
    simulate('--seeds', '4', '--first', '700', '--workers', '1'),
    simulate('--seeds', '4', '--first', '700', '--workers', '2'),
  ]);
  expect(hashIn(one)).toMatch(/^[\w-]{22}$/);
  expect(hashIn(again)).toBe(hashIn(one));
}, 900_000);

test('[SIM-2] another world is another story', async () => {
  const [one, other] = await Promise.all([
    simulate('--seeds', '1', '--first', '700', '--workers', '1'),
    simulate('--seeds', '1', '--first', '701', '--workers', '1'),
  ]);
  expect(hashIn(other)).not.toBe(hashIn(one));
}, 900_000);

test('[SIM-3] every fault and every invariant that people have agreed on is in the table', () => {
  expect(Object.keys(faults).slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, i) => `F${i + 1}`));
  expect(Object.keys(invariants)).toEqual(Array.from({ length: 26 }, (_, i) => `I${i + 1}`));
});
