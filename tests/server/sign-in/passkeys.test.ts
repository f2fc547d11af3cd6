/** Passkeys: taken from our own address, for our own questions, from whoever they belong to, and from nobody else. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../../src/domain/time.ts';
import { freshSignInMs } from '../../../src/server/http/endpoint.ts';
import { createAuthenticator, type Change } from '../../support/authenticator.ts';
import { cookieOf } from '../../support/second-factor.ts';
import { codeIn, createSignInWorld, type SignInWorld } from '../../support/sign-in-world.ts';

const open: SignInWorld[] = [];

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** Sol with a passkey, and how to sign in with it. */
const withPasskey = async () => {
  const world = await createSignInWorld({ origin: 'https://narvaro.example' });
  open.push(world);
  const { device, cookie } = await world.addPasskey(world.half);
  const signIn = async (change: Change = {}, challenge?: string): Promise<Response> => {
    const asked = challenge ?? (await world.ask('/api/admin/passkey/options')).challenge;
    return world.post('/api/admin/passkey/sign-in', { response: device.use(asked, change) });
  };
  const meOf = async (as: string): Promise<string> =>
    ((await (await world.get('/api/admin/me', { cookie: as })).json()) as { id: string }).id;
  return { world, device, cookie, signIn, meOf };
};

describe('a passkey', () => {
  test('[AUTH-2] signs in by itself, with a whole sign-in of its own', async () => {
    const { world, cookie, signIn, meOf } = await withPasskey();

    const done = await signIn();

    expect(await codeIn(done.clone())).toBe('done');
    expect(cookieOf(done)).not.toBe(cookie);
    expect(await meOf(cookieOf(done))).toBe(await meOf(cookie));
    expect(await world.me(cookieOf(done))).toBe('done');
  });

  const { privateKey: someOther } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  test.each<readonly [string, Change]>([
    ['made on a page that looks like ours', { origin: 'https://narvaro.example.evil.test' }],
    ['made on our address without TLS', { origin: 'http://narvaro.example' }],
    ['made for another site', { rpId: 'evil.test' }],
    ['whose holder the device did not check', { isUnverified: true }],
    ['signed by another key', { key: someOther }],
    ['that nobody has here', { id: Buffer.alloc(32, 9).toString('base64url') }],
    ['said to be another’s', { userHandle: Buffer.from('someone-else').toString('base64url') }],
    ['that answers what is asked when one is made', { type: 'webauthn.create' }],
  ])('[AUTH-2] is refused when it is one %s', async (_, change) => {
    const { signIn } = await withPasskey();

    expect(await codeIn(await signIn(change))).toBe('sign-in/passkey-refused');
    expect(await codeIn(await signIn())).toBe('done');
  });

  test('[AUTH-2] answers a question once, in time, and only a question that was asked', async () => {
    const { world, device, signIn } = await withPasskey();
    const { challenge } = await world.ask('/api/admin/passkey/options');
    const body = { response: device.use(challenge) };

    expect(await codeIn(await world.post('/api/admin/passkey/sign-in', body))).toBe('done');
    expect(await codeIn(await world.post('/api/admin/passkey/sign-in', body))).toBe(
      'sign-in/passkey-refused',
    );
    expect(await codeIn(await signIn({}, 'made-up-by-somebody'))).toBe('sign-in/passkey-refused');
    const { challenge: old } = await world.ask('/api/admin/passkey/options');
    world.advance(5 * minuteMs);
    expect(await codeIn(await signIn({}, old))).toBe('sign-in/passkey-refused');
  });

  test('[AUTH-2] whose counter has gone backwards is a copy: refused, logged, and its owner is told', async () => {
    const { world, cookie, signIn } = await withPasskey();
    await signIn({ counter: 40 });

    expect(await codeIn(await signIn({ counter: 39 }))).toBe('sign-in/passkey-refused');

    expect((await world.news(cookie)).map(({ kind }) => kind)).toEqual(['passkey-copied']);
    const texts = (await world.stores(({ officeLog }) => officeLog.latest(1))).map(({ text }) => text);
    expect(texts.join()).toContain('"passkey-copied"');
    expect(await codeIn(await signIn({ counter: 41 }))).toBe('done');
  });

  test('[AUTH-2] that keeps no count is taken each time', async () => {
    const world = await createSignInWorld();
    open.push(world);
    const device = createAuthenticator(world.services.origin);
    const { challenge } = await world.ask('/api/admin/factors/passkey/begin', world.half);
    const made = { name: 'Synkad', response: device.make(challenge, { counter: 0 }) };
    expect(await codeIn(await world.post('/api/admin/factors/passkey', made, { cookie: world.half }))).toBe(
      'done',
    );

    for (let n = 0; n < 2; n += 1) {
      const asked = await world.ask('/api/admin/passkey/options');
      const body = { response: device.use(asked.challenge, { counter: 0 }) };
      expect(await codeIn(await world.post('/api/admin/passkey/sign-in', body))).toBe('done');
    }
  });

  test('[AUTH-2] of another person does not answer a question put to this one, nor show anew who this one is', async () => {
    const { world, device, cookie } = await withPasskey();
    const mo = await world.administrator('Mo Alvik');
    const { device: hers } = await world.addPasskey(mo.cookie);
    const toSol = await world.ask('/api/admin/factor/options', cookie);
    expect(toSol.known.map(({ id }) => id)).toEqual([device.id]);
    const answer = { response: hers.use(toSol.challenge) };

    expect(await codeIn(await world.post('/api/admin/passkey/sign-in', answer))).toBe(
      'sign-in/passkey-refused',
    );
    world.advance(freshSignInMs + 1);
    const { challenge } = await world.ask('/api/admin/passkey/options');
    const wrong = { response: hers.use(challenge) };
    expect(await codeIn(await world.post('/api/admin/confirm-passkey', wrong, { cookie }))).toBe(
      'sign-in/passkey-refused',
    );
    const { challenge: again } = await world.ask('/api/admin/factor/options', cookie);
    const right = await world.post('/api/admin/confirm-passkey', { response: device.use(again) }, { cookie });
    expect(await codeIn(right.clone())).toBe('done');
    expect(cookieOf(right)).not.toBe(cookie);
  });

  test('[AUTH-2] is made once, by whoever was asked, here and with the person verified', async () => {
    const { world, cookie } = await withPasskey();
    const mo = await world.administrator('Mo Alvik');
    const device = createAuthenticator(world.services.origin);
    const add = async (change: Change, as = { cookie }): Promise<string> => {
      const { challenge } = await world.ask('/api/admin/factors/passkey/begin', cookie);
      const body = { name: 'Ny', response: device.make(challenge, change) };
      return codeIn(await world.post('/api/admin/factors/passkey', body, as));
    };

    expect(await add({ origin: 'https://evil.test' })).toBe('sign-in/passkey-refused');
    expect(await add({ rpId: 'evil.test' })).toBe('sign-in/passkey-refused');
    expect(await add({ isUnverified: true })).toBe('sign-in/passkey-refused');
    expect(await add({}, mo)).toBe('sign-in/passkey-refused');
    expect(await add({})).toBe('done');
    expect(await add({})).toBe('sign-in/passkey-refused');
  });

  test('[AUTH-2] of somebody whose account is closed signs nobody in', async () => {
    const { world, cookie, signIn, meOf } = await withPasskey();
    const id = await meOf(cookie);
    await world.stores(({ accounts }) => accounts.setDisabled(id, world.services.clock()));

    expect(await codeIn(await signIn())).toBe('sign-in/passkey-refused');
  });
});

describe('tries with passkeys from one address', () => {
  const knownIn = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .find((line) => line.includes('known='))
      ?.split(';')[0] ?? '';

  const anOffice = async () => {
    const { world, device, signIn } = await withPasskey();
    const known = knownIn(await signIn());
    const tryIt = async (cookie?: string, change: Change = {}): Promise<string> => {
      const caller = cookie === undefined ? {} : { cookie };
      const asked = await world.post('/api/admin/passkey/options', {}, caller);
      if (!asked.ok) return codeIn(asked);
      const { challenge } = (await asked.json()) as { challenge: string };
      const response = device.use(challenge, change);
      return codeIn(await world.post('/api/admin/passkey/sign-in', { response }, caller));
    };
    const tries = async (count: number, cookie?: string): Promise<readonly string[]> => {
      const seen = new Set<string>();
      for (let n = 0; n < count; n += 1) seen.add(await tryIt(cookie, { rpId: 'evil.test' }));
      return [...seen];
    };
    return { known, tryIt, tries };
  };

  test('[AUTH-10] of strangers are bounded, and keep out nobody who has signed in with their browser before', async () => {
    const { known, tryIt, tries } = await anOffice();

    expect(await tries(70)).toEqual(['sign-in/passkey-refused', 'request/rate-limited']);
    expect(await tryIt()).toBe('request/rate-limited');

    expect(await tryIt(known)).toBe('done');
  });

  test('[AUTH-10] of a colleague in a known browser are bounded too, and keep nobody else out', async () => {
    const { known, tryIt, tries } = await anOffice();

    expect(await tries(70, known)).toEqual(['sign-in/passkey-refused', 'request/rate-limited']);

    expect(await tryIt()).toBe('done');
  });

  test('[AUTH-10] a mark that was made up, changed or put together makes no browser known', async () => {
    const { known, tryIt, tries } = await anOffice();
    await tries(70);
    const [name = '', mark = ''] = known.split('=');
    const [nonce = '', anyones = '', own = ''] = mark.split('.');

    for (const other of [
      `${nonce}.${own}`,
      `${nonce}.${own}.${own}`,
      `${'A'.repeat(16)}.${anyones}.${own}`,
      `${nonce}.${'A'.repeat(43)}.${own}`,
    ])
      expect(await tryIt(`${name}=${other}`)).toBe('request/rate-limited');
  });
});
