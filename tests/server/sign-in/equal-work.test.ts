/** Nothing is learnt from how long an answer takes or what it says (A18). */
import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { login, createSignInWorld, type SignInWorld } from '../../support/sign-in-world.ts';

const open: SignInWorld[] = [];
const rounds = 30;

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('a sign-in with a wrong password', () => {
  test('[SIGN-2, AUTH-4] says the same and takes as long for a name that exists as for one that does not', async () => {
    const world = await createSignInWorld({ trustsProxy: true });
    open.push(world);
    const texts = new Set<string>();
    const took = { known: [] as number[], unknown: [] as number[] };
    const tryAs = async (name: string, address: string): Promise<number> => {
      const before = performance.now();
      const answer = await world.post(
        '/api/admin/sign-in',
        { login: name, password: 'fel ord på fel plats' },
        { headers: { 'X-Forwarded-For': address } },
      );
      const after = performance.now();
      texts.add(`${answer.status} ${await answer.text()}`);
      return after - before;
    };
    // Taken in turns, so that what else the machine does falls on both alike.
    for (let n = 0; n < rounds; n += 1) {
      const address = `198.51.100.${n}`;
      const isKnownFirst = n % 2 === 0;
      for (const isKnown of [isKnownFirst, !isKnownFirst])
        took[isKnown ? 'known' : 'unknown'].push(await tryAs(isKnown ? login : `nobody.${n}`, address));
      await world.database.db.deleteFrom('rate_limits').execute();
      await world.database.db.deleteFrom('sign_in_tries').execute();
    }

    expect([...texts]).toHaveLength(1);
    const ratio = median(took.known) / median(took.unknown);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });
});
