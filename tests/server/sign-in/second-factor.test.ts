/** The second step of a sign-in: what it is worth, how it is guessed, replayed, lost and taken away. */
import { afterEach, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../src/domain/time.ts';
import { freshSignInMs } from '../../../src/server/http/endpoint.ts';
import { waitAfter } from '../../../src/server/accounts/tries.ts';
import { createAdminLink } from '../../../src/server/start-links.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { codeAt, cookieOf } from '../../support/second-factor.ts';
import { codeIn, createSignInWorld, login, password, type SignInWorld } from '../../support/sign-in-world.ts';
import type { TestServerOptions } from '../../support/test-server.ts';

const open: SignInWorld[] = [];
const tooLong = 'x'.repeat(300);
const databases = ['sqlite', 'postgres'] as const;

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

const anOffice = async (options: TestServerOptions = {}): Promise<SignInWorld> => {
  const world = await createSignInWorld(options);
  open.push(world);
  return world;
};

/** Sol with a code app, and how to show a code. */
const withTotp = async (options: TestServerOptions = {}) => {
  const world = await anOffice(options);
  const registered = await world.register();
  const show = (cookie: string, code: string, kind: 'totp' | 'recovery' = 'totp') =>
    world.post('/api/admin/factor', { kind, code }, { cookie });
  const half = async (): Promise<string> => cookieOf(await world.givePassword());
  return { world, ...registered, show, half };
};

describe('a password alone', () => {
  test('[AUTH-1] opens nothing before a second factor is chosen, and nothing before it is shown', async () => {
    const { world, cookie, half } = await withTotp();

    expect(await world.me(world.half)).toBe('sign-in/required');
    expect(await world.me(cookie)).toBe('done');
    const first = await half();
    expect(await world.me(first)).toBe('sign-in/factor-needed');
    expect(await codeIn(await world.get('/api/admin/overview', { cookie: first }))).toBe(
      'sign-in/factor-needed',
    );
  });

  test('[AUTH-1] does not let a thief choose a factor of their own', async () => {
    const { world, half } = await withTotp();
    const stolen = await half();

    for (const kind of ['totp', 'passkey'])
      expect(await codeIn(await world.post(`/api/admin/factors/${kind}/begin`, {}, { cookie: stolen }))).toBe(
        'sign-in/factor-needed',
      );
  });

  test('[AUTH-1] waits ten minutes for the factor, and half an hour for one to be chosen', async () => {
    const { world, half } = await withTotp();
    const first = await half();
    world.advance(10 * minuteMs - 1);
    expect(await world.me(first)).toBe('sign-in/factor-needed');
    world.advance(1);
    expect(await world.me(first)).toBe('sign-in/required');

    const other = await anOffice();
    other.advance(30 * minuteMs);
    expect(await other.me(other.half)).toBe('sign-in/required');
  });

  test('[AUTH-7] becomes a whole sign-in under another token, and the old one is good for nothing', async () => {
    const { world, secret, show, half } = await withTotp();
    world.advance(minuteMs);
    const first = await half();

    const whole = cookieOf(await show(first, codeAt(secret, world.services.clock())));

    expect(whole).not.toBe(first);
    expect(await world.me(whole)).toBe('done');
    expect(await world.me(first)).toBe('sign-in/required');
  });
});

describe('a code', () => {
  test.each(databases)(
    '[AUTH-3] is good once, however many show it at the same moment (%s)',
    async (database) => {
      const { world, secret, show } = await withTotp({ database });
      world.advance(minuteMs);
      const code = codeAt(secret, world.services.clock());
      const halves = [];
      for (let n = 0; n < 4; n += 1) halves.push(cookieOf(await world.givePassword()));

      const answers = await Promise.all(halves.map(async (half) => codeIn(await show(half, code))));

      expect(answers.toSorted()).toEqual(['done', ...Array.from({ length: 3 }, () => 'sign-in/code-wrong')]);
      expect(await codeIn(await show(cookieOf(await world.givePassword()), code))).toBe('sign-in/code-wrong');
    },
  );

  test('[AUTH-3] of the half minute before or after is taken, and none older; one before a used one is not', async () => {
    const { world, secret, show, half } = await withTotp();
    const at = async (offset: number): Promise<string> =>
      codeIn(await show(await half(), codeAt(secret, world.services.clock() + offset)));
    world.advance(10 * minuteMs);

    expect(await at(-60_000)).toBe('sign-in/code-wrong');
    expect(await at(60_000)).toBe('sign-in/code-wrong');
    expect(await at(30_000)).toBe('done');
    expect(await at(0)).toBe('sign-in/code-wrong');
    expect(await at(-30_000)).toBe('sign-in/code-wrong');
  });

  test('[AUTH-3] that made the app known is used up by that', async () => {
    const { world, secret, show, half } = await withTotp();

    expect(await codeIn(await show(await half(), codeAt(secret, world.services.clock())))).toBe(
      'sign-in/code-wrong',
    );
  });

  test('[AUTH-3] cannot be made from the database: the secret is sealed there', async () => {
    const { world, secret, recoveryCodes } = await withTotp();
    const { db } = world.database;

    const rows = JSON.stringify([
      await db.selectFrom('factors').selectAll().execute(),
      await db.selectFrom('recovery_codes').selectAll().execute(),
      await db.selectFrom('sign_in_questions').selectAll().execute(),
    ]);

    expect(rows).not.toContain(secret);
    for (const code of recoveryCodes) expect(rows).not.toContain(code);
  });

  test('[AUTH-4] that is wrong ten times in a row closes the way, longer each time, and the person is told', async () => {
    const { world, secret, show } = await withTotp();
    const guess = async (): Promise<string> => {
      const half = cookieOf(await world.givePassword());
      return codeIn(await show(half, '000000x'.slice(0, 6).replace('x', '1')));
    };
    world.advance(minuteMs);
    const half = cookieOf(await world.givePassword());
    for (let n = 0; n < 10; n += 1)
      expect(await codeIn(await show(half, 'abcdef'))).toBe('sign-in/code-wrong');
    expect(await codeIn(await show(half, 'abcdef'))).toBe('request/rate-limited');
    world.advance(15 * minuteMs);
    expect(await guess()).toBe('sign-in/code-wrong');
    world.advance(15 * minuteMs);
    expect(await guess()).toBe('request/rate-limited');
    world.advance(15 * minuteMs);

    const cookie = await world.signIn(secret);

    expect(await world.news(cookie)).toMatchObject([{ kind: 'failed-tries', count: 11 }]);
  });
});

describe('tries with a wrong password', () => {
  test('[AUTH-4] never keep out whoever has a passkey, which also ends the row of them', async () => {
    const world = await anOffice();
    const { device } = await world.addPasskey(world.half);
    const waits: number[] = [];
    for (let n = 0; waits.length < 2; n += 1) {
      expect(n).toBeLessThan(30);
      const { status } = await world.givePassword(tooLong);
      if (status === 401) continue;
      const blocked = (await (await world.givePassword()).json()) as { retryAfter: number };
      waits.push(blocked.retryAfter / 60);
      const { challenge } = await world.ask('/api/admin/passkey/options');
      const answer = await world.post('/api/admin/passkey/sign-in', { response: device.use(challenge) });
      expect(await codeIn(answer)).toBe('done');
      world.advance(blocked.retryAfter * 1000);
    }
    expect(waits).toEqual([15, 15]);
  });

  test('[AUTH-4] wait twice as long after each that follows, an hour at most', () => {
    const minutes = [9, 10, 11, 12, 13, 40].map((streak) => waitAfter(streak) / minuteMs);

    expect(minutes).toEqual([0, 15, 30, 60, 60, 60]);
  });

  test('[AUTH-4] from elsewhere do not keep somebody out of the browser they have signed in with before', async () => {
    const { world, secret, show } = await withTotp();
    world.advance(minuteMs);
    const half = cookieOf(await world.givePassword());
    const whole = await show(half, codeAt(secret, world.services.clock()));
    const known =
      whole.headers
        .getSetCookie()
        .find((line) => line.includes('known='))
        ?.split(';')[0] ?? '';
    expect(known).not.toContain(login);
    for (let n = 0; n < 12; n += 1) await world.givePassword(tooLong);

    expect((await world.givePassword()).status).toBe(429);
    expect((await world.givePassword(password, known)).status).toBe(200);
    const made = `${known.slice(0, -2)}${known.endsWith('AA') ? 'BB' : 'AA'}`;
    expect((await world.givePassword(password, made)).status).toBe(429);
  });

  test('[AUTH-4] of the code, by somebody who knows the password, do not either', async () => {
    const { world, secret, show, recoveryCodes } = await withTotp();
    const whole = await show(cookieOf(await world.givePassword()), recoveryCodes[0] ?? '', 'recovery');
    const known =
      whole.headers
        .getSetCookie()
        .find((line) => line.includes('known='))
        ?.split(';')[0] ?? '';
    const thief = cookieOf(await world.givePassword());
    for (let n = 0; n < 11; n += 1) await show(thief, 'abcdef');
    expect(await codeIn(await show(thief, 'abcdef'))).toBe('request/rate-limited');
    world.advance(minuteMs);

    const half = cookieOf(await world.givePassword(password, known));
    const code = codeAt(secret, world.services.clock());

    expect(await codeIn(await show(`${half}; ${known}`, code))).toBe('done');
  });

  test('[AUTH-4] with a name that nobody has are counted and made to wait alike', async () => {
    const world = await anOffice();
    const tryAs = async (name: string): Promise<readonly number[]> => {
      const seen: number[] = [];
      for (let n = 0; n < 12; n += 1)
        seen.push((await world.post('/api/admin/sign-in', { login: name, password: tooLong })).status);
      return seen;
    };

    expect(await tryAs('nobody.here')).toEqual(await tryAs(login));
  });
});

describe('a recovery code', () => {
  test('[AUTH-5] lets one in once, also typed in small letters without dashes, and the person is told', async () => {
    const { world, recoveryCodes, show, half } = await withTotp();
    const [code = '', second = ''] = recoveryCodes;
    expect(new Set(recoveryCodes).size).toBe(10);

    const answer = await show(await half(), code.toLowerCase().replaceAll('-', ' '), 'recovery');
    expect(await world.news(cookieOf(answer))).toMatchObject([{ kind: 'recovery-used' }]);
    expect(await codeIn(await show(await half(), code, 'recovery'))).toBe('sign-in/code-wrong');
    expect(await codeIn(await show(await half(), second, 'recovery'))).toBe('done');
  });

  test('[AUTH-5] of before is good for nothing when new ones are made', async () => {
    const { world, cookie, recoveryCodes, show, half } = await withTotp();

    const made = await world.post('/api/admin/recovery-codes', {}, { cookie });
    const fresh = ((await made.json()) as { recoveryCodes: string[] }).recoveryCodes;

    expect(await codeIn(await show(await half(), recoveryCodes[0] ?? '', 'recovery'))).toBe(
      'sign-in/code-wrong',
    );
    expect(await codeIn(await show(await half(), fresh[0] ?? '', 'recovery'))).toBe('done');
  });
});

describe('one’s own factors', () => {
  test('[AUTH-5] are added and taken away after a fresh sign-in, and the last one never', async () => {
    const { world, cookie } = await withTotp();
    const { device } = await world.addPasskey(cookie);
    const account = async () =>
      (await (await world.get('/api/admin/account', { cookie })).json()) as {
        factors: { id: string; kind: string; name: string }[];
      };
    const { factors } = await account();
    expect(factors.map(({ kind }) => kind)).toEqual(['totp', 'passkey']);
    const [totp, passkey] = factors;
    const remove = (id: string | undefined, as = cookie) =>
      world.post(`/api/admin/factors/${id}/remove`, {}, { cookie: as });
    const done = await remove(totp?.id);
    const next = cookieOf(done);

    expect(await codeIn(done)).toBe('done');
    expect(await world.me(cookie)).toBe('sign-in/required');
    expect(await codeIn(await remove(passkey?.id, next))).toBe('sign-in/last-factor');
    world.advance(freshSignInMs + 1);
    expect(await codeIn(await remove(passkey?.id, next))).toBe('sign-in/stale');
    expect(device.id).not.toBe('');
  });

  test('[AUTH-5] may be added without a name, and are never renamed to nothing', async () => {
    const { world, cookie } = await withTotp();
    const device = createAuthenticator(world.services.origin);
    const { challenge } = await world.ask('/api/admin/factors/passkey/begin', cookie);
    const response = device.make(challenge);
    const added = await world.post('/api/admin/factors/passkey', { name: ' ', response }, { cookie });
    expect(await codeIn(added)).toBe('done');
    const account = (await (await world.get('/api/admin/account', { cookie })).json()) as {
      factors: { id: string; kind: string; name: string }[];
    };
    const passkey = account.factors.find(({ kind }) => kind === 'passkey');
    expect(passkey?.name).toBe('');
    const path = `/api/admin/factors/${passkey?.id}/name`;
    expect((await world.post(path, { name: ' ' }, { cookie })).status).toBe(400);
  });

  test('[AUTH-5] are nobody else’s to name or take away', async () => {
    const { world, cookie } = await withTotp();
    const mo = await world.administrator('Mo Alvik');
    const account = (await (await world.get('/api/admin/account', { cookie })).json()) as {
      factors: { id: string }[];
    };
    const path = `/api/admin/factors/${account.factors[0]?.id}`;

    expect(await codeIn(await world.post(`${path}/name`, { name: 'Min' }, mo))).toBe('request/not-found');
    expect(await codeIn(await world.post(`${path}/remove`, {}, mo))).toBe('request/not-found');
  });
});

describe('who somebody is, shown anew', () => {
  test('[AUTH-1, SIGN-6] takes the password and a code; neither is enough alone, and the token is another after', async () => {
    const { world, cookie, secret } = await withTotp();
    world.advance(freshSignInMs + 1);
    const confirm = (body: object) => world.post('/api/admin/confirm-password', body, { cookie });
    const code = { kind: 'totp', code: codeAt(secret, world.services.clock()) };

    expect(await codeIn(await confirm({ password }))).toBe('sign-in/factor-needed');
    expect(await codeIn(await confirm({ password: 'ett helt annat ord', code }))).toBe('sign-in/wrong');
    const done = await confirm({ password, code });
    expect(await codeIn(done.clone())).toBe('done');
    expect(await world.me(cookie)).toBe('sign-in/required');
    expect(await codeIn(await world.post('/api/admin/recovery-codes', {}, { cookie: cookieOf(done) }))).toBe(
      'done',
    );
  });

  test('[SIGN-3] does not make a sign-in last longer than twelve hours', async () => {
    const { world, recoveryCodes, cookie: first } = await withTotp();
    let cookie = first;
    for (let hour = 0; hour < 10; hour += 1) {
      for (let part = 0; part < 3; part += 1) {
        world.advance(24 * minuteMs);
        await world.me(cookie);
      }
      const code = { kind: 'recovery', code: recoveryCodes[hour] };
      const body = { password, code };
      const done = await world.post('/api/admin/confirm-password', body, { cookie });
      if (done.ok) cookie = cookieOf(done);
    }
    expect(await world.me(cookie)).toBe('sign-in/required');
  });
});

describe('a lost factor', () => {
  /** Sol with a factor, and two who manage accounts. */
  const threeOfThem = async () => {
    const { world, cookie, secret } = await withTotp();
    const ask = (who: { cookie: string }, id: string) =>
      world.post(`/api/admin/administrators/${id}/factor-reset`, {}, who);
    const me = (await (await world.get('/api/admin/me', { cookie })).json()) as { id: string };
    const mo = await world.administrator('Mo Alvik', ['system']);
    const tage = await world.administrator('Tage Lind', ['system']);
    return { world, cookie, secret, ask, sol: me.id, mo, tage };
  };

  test('[AUTH-6] is taken away by two who agree, never by one, and ends the person’s sign-ins', async () => {
    const { world, cookie, ask, sol, mo, tage } = await threeOfThem();

    expect(await (await ask(mo, sol)).json()).toEqual({ state: 'asked' });
    expect(await codeIn(await ask(mo, sol))).toBe('account/second-person');
    expect(await codeIn(await ask({ cookie }, sol))).toBe('account/own');
    expect(await world.me(cookie)).toBe('done');
    expect(await (await ask(tage, sol)).json()).toEqual({ state: 'done' });
    expect(await world.me(cookie)).toBe('sign-in/required');
    expect(await world.me(cookieOf(await world.givePassword()))).toBe('sign-in/factor-missing');
    const kinds = (await world.stores(({ officeLog }) => officeLog.latest(2))).map(
      ({ text }) => JSON.parse(text) as object,
    );
    expect(kinds).toMatchObject([
      { kind: 'factors-reset', actor: tage.id, askedBy: mo.id, administrator: sol },
      { kind: 'factor-reset-asked', actor: mo.id, administrator: sol },
    ]);
  });

  test('[AUTH-6] that was asked about more than a day ago has to be asked about again', async () => {
    const { world, ask, sol, mo, tage } = await threeOfThem();
    await ask(mo, sol);
    world.advance(24 * hourMs);
    const later = await world.administrator('Vera Ask', ['system']);

    expect(await (await ask(later, sol)).json()).toEqual({ state: 'asked' });
    expect(tage.id).not.toBe(later.id);
  });

  test('[AUTH-6] is not got around by a password link: the factor is still asked for', async () => {
    const { world, secret, sol, mo } = await threeOfThem();
    const made = await world.post(`/api/admin/administrators/${sol}/password-link`, {}, mo);
    const token = ((await made.json()) as { link: string }).link.split('#')[1] ?? '';
    const taken = { token, name: 'Mo Alvik', login, password: 'ett ord som Mo har valt' };

    const half = cookieOf(await world.post('/api/admin/set-up', taken));

    expect(await world.me(half)).toBe('sign-in/factor-needed');
    expect(await codeIn(await world.post('/api/admin/factors/totp/begin', {}, { cookie: half }))).toBe(
      'sign-in/factor-needed',
    );
    world.advance(minuteMs);
    const shown = { kind: 'totp', code: codeAt(secret, world.services.clock()) };
    const back = cookieOf(await world.post('/api/admin/factor', shown, { cookie: half }));
    expect((await world.news(back)).map(({ kind }) => kind)).toContain('password-reset');
  });

  test('[AUTH-6] is taken away by the link that only somebody at the machine can make', async () => {
    const { world } = await withTotp();
    const token = (await createAdminLink(world.database, world.services)).split('#')[1] ?? '';
    const body = { token, name: 'Sol Granhimmel', login, password: 'ett alldeles nytt ord' };

    const half = cookieOf(await world.post('/api/admin/set-up', body));

    expect(await world.me(half)).toBe('sign-in/factor-missing');
    const kinds = (await world.stores(({ officeLog }) => officeLog.latest(1))).map(({ text }) => text).join();
    expect(kinds).toContain('"factors-reset"');
  });
});

describe('one’s own sign-ins', () => {
  test('[AUTH-7] are listed by time and kind of browser, and ended one by one or all others at once', async () => {
    const { world, cookie, secret } = await withTotp();
    const list = async () =>
      (
        (await (await world.get('/api/admin/account', { cookie })).json()) as {
          signIns: { id: string; isThis: boolean; browser: string }[];
        }
      ).signIns;
    world.advance(minuteMs);
    const second = await world.signIn(secret);
    world.advance(minuteMs);
    const third = await world.signIn(secret);
    expect(await list()).toHaveLength(3);
    expect((await list()).filter(({ isThis }) => isThis)).toHaveLength(1);
    expect((await list())[0]?.browser).toBe('other other');

    const [other] = (await list()).filter(({ isThis }) => !isThis);
    await world.post(`/api/admin/sign-ins/${other?.id}/end`, {}, { cookie });
    expect([await world.me(second), await world.me(third)].toSorted()).toEqual(['done', 'sign-in/required']);
    await world.post('/api/admin/sign-ins/end-others', {}, { cookie });
    expect([await world.me(second), await world.me(third)]).toEqual(['sign-in/required', 'sign-in/required']);
    expect(await world.me(cookie)).toBe('done');
  });

  test('[AUTH-7] end when the password is changed, which takes the old one', async () => {
    const { world, cookie, secret } = await withTotp();
    world.advance(minuteMs);
    const other = await world.signIn(secret);
    const change = (current: string) =>
      world.post('/api/admin/account/password', { current, password: 'en ny morgon vid havet' }, { cookie });

    expect(await codeIn(await change('inte mitt lösenord'))).toBe('sign-in/wrong');
    const changed = await change(password);
    expect(await codeIn(changed)).toBe('done');
    expect(await world.me(other)).toBe('sign-in/required');
    expect(await world.me(cookie)).toBe('sign-in/required');
    expect(await world.me(cookieOf(changed))).toBe('done');
    expect((await world.givePassword()).status).toBe(401);
  });

  test('[AUTH-7] leave nothing in the browser’s cache when they end, and its storage alone', async () => {
    const { world, cookie } = await withTotp();

    const out = await world.post('/api/admin/sign-out', {}, { cookie });

    expect(out.headers.get('clear-site-data')).toBe('"cache"');
  });
});
