import { scryptSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { createAdminLink } from '../../src/server/start-links.ts';
import { registerOn } from '../support/second-factor.ts';
import { createTestServer, type TestServer, type TestServerOptions } from '../support/test-server.ts';

const password = 'en lugn kväll vid sjön';
/** Wrong for everybody, and refused without the work of a hash: tries with it are quick. */
const tooLong = 'x'.repeat(300);
const databases = ['sqlite', 'postgres'] as const;
const open: TestServer[] = [];

const aServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const server = await createTestServer(options);
  open.push(server);
  return server;
};

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** The token of a new link, as the server prints it. */
const aLinkToken = async ({ database, services }: TestServer): Promise<string> =>
  (await createAdminLink(database, services)).split('/admin/start#')[1] ?? '';

const aSetUp = (token: string, change: Partial<Record<'name' | 'login' | 'password', string>> = {}) => ({
  token,
  name: 'Sol Granhimmel',
  login: 'sol.granhimmel',
  password,
  ...change,
});

const problemIn = async (
  response: Response,
): Promise<{ code: string; reason?: string; retryAfter?: number }> =>
  (await response.json()) as { code: string; reason?: string; retryAfter?: number };

const cookieIn = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** A server where Sol has set up an account and is signed in. */
const aServerWithSol = async (options: TestServerOptions = {}) => {
  const server = await aServer(options);
  const done = await server.post('/api/admin/set-up', aSetUp(await aLinkToken(server)));
  expect(done.status).toBe(200);
  const { cookie } = await registerOn(server, cookieIn(done));
  const me = () => server.get('/api/admin/me', { cookie });
  const signIn = (given: { login?: string; password?: string }, headers: Record<string, string> = {}) =>
    server.post('/api/admin/sign-in', { login: 'sol.granhimmel', password, ...given }, { headers });
  return { ...server, cookie, me, signIn };
};

describe('the one-time set-up link', () => {
  test('[SIGN-1] whoever opens the link becomes an administrator and is signed in', async () => {
    const server = await aServerWithSol();

    expect(await (await server.me()).json()).toMatchObject({ name: 'Sol Granhimmel', demo: false });
  });

  test('[SIGN-1] a link that is used, old or made up is refused and makes nobody', async () => {
    const server = await aServer();
    const token = await aLinkToken(server);
    await server.post('/api/admin/set-up', aSetUp(token));
    const old = await aLinkToken(server);
    server.advance(24 * hourMs);

    for (const bad of [token, old, 'made-up']) {
      const answer = await server.post('/api/admin/set-up', aSetUp(bad, { login: 'someone.else' }));
      expect(answer.status).toBe(410);
      expect(await problemIn(answer)).toMatchObject({ code: 'sign-in/setup-link-used' });
      const check = await server.post('/api/admin/set-up-link', { token: bad });
      expect(await check.json()).toMatchObject({ isGood: false });
    }
    expect(await server.stores(({ accounts }) => accounts.count())).toBe(1);
  });

  test.each(databases)(
    '[SIGN-1] of five who use one link at the same moment one wins (%s)',
    async (database) => {
      const server = await aServer({ database });
      const token = await aLinkToken(server);

      const answers = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => server.post('/api/admin/set-up', aSetUp(token, { login: `person-${n}` }))),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410]);
      expect(await server.stores(({ accounts }) => accounts.count())).toBe(1);
    },
  );

  test('[SIGN-1] a refused password leaves the link as it was', async () => {
    const server = await aServerWithSol();
    const token = await aLinkToken(server);

    const weak = await server.post('/api/admin/set-up', aSetUp(token, { login: 'mo', password: 'kort' }));
    const short = await server.post('/api/admin/set-up', aSetUp(token, { password: 'kort' }));

    expect([weak.status, short.status]).toEqual([400, 422]);
    const check = await server.post('/api/admin/set-up-link', { token });
    expect(await check.json()).toEqual({ isGood: true, demo: false, signOn: null });
  });

  test('[SIGN-1] whoever has forgotten the password opens a new link, keeps the account and is signed out elsewhere', async () => {
    const server = await aServerWithSol();
    const before = (await (await server.me()).json()) as { id: string };
    const token = await aLinkToken(server);
    const change = { login: ' SOL.Granhimmel ', name: 'Någon Annan', password: 'en ny morgon vid havet' };

    const done = await server.post('/api/admin/set-up', aSetUp(token, change));

    expect(done.status).toBe(200);
    expect(await done.json()).toEqual({ id: before.id, name: 'Sol Granhimmel' });
    expect((await server.me()).status).toBe(401);
    expect((await server.get('/api/admin/me', { cookie: cookieIn(done) })).status).toBe(403);
    expect((await server.signIn({})).status).toBe(401);
    expect((await server.signIn({ password: change.password })).status).toBe(200);
    expect((await server.post('/api/admin/set-up', aSetUp(token))).status).toBe(410);
    expect(await server.stores(({ accounts }) => accounts.count())).toBe(1);
    const texts = (await server.stores(({ officeLog }) => officeLog.latest(10))).map(({ text }) => text);
    const kinds = texts.map((text) => (JSON.parse(text) as { kind: string }).kind).reverse();
    expect(kinds.slice(0, 5)).toEqual([
      'administrator-added',
      'factor-added',
      'signed-in',
      'administrator-password-reset',
      'factors-reset',
    ]);
    expect(texts.join()).not.toMatch(/granhimmel/i);
  });

  test('[SIGN-1] the database holds no token, neither of the link nor of the sign-in', async () => {
    const server = await aServer();
    const token = await aLinkToken(server);
    const done = await server.post('/api/admin/set-up', aSetUp(token));
    const signInToken = cookieIn(done).split('=')[1] ?? '';

    const { db } = server.database;
    const rows = JSON.stringify([
      await db.selectFrom('setup_links').selectAll().execute(),
      await db.selectFrom('sign_ins').selectAll().execute(),
      await db.selectFrom('office_log').selectAll().execute(),
    ]);
    expect(signInToken.length).toBeGreaterThan(40);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(signInToken);
  });
});

describe('passwords', () => {
  test.each([
    ['elva tecken', 'short'],
    ['x'.repeat(100) + 'y'.repeat(157), 'long'],
    ['Sommar2026!!', 'common'],
    ['Stockholm 2026', 'own-words'],
    ['123456789012', 'common'],
    ['qwertyuiop12', 'common'],
    ['abcabcabcabc', 'common'],
    ['aaaaaaaaaaaaaaa', 'common'],
    ['hej Sol.Granhimmel hej', 'contains-login'],
  ])('[SIGN-2] "%s" is refused as %s', async (weak, reason) => {
    const server = await aServer();
    const answer = await server.post(
      '/api/admin/set-up',
      aSetUp(await aLinkToken(server), { password: weak }),
    );

    expect(answer.status).toBe(422);
    expect(await problemIn(answer)).toMatchObject({ code: 'sign-in/password-weak', reason });
  });

  test('[SIGN-2] a phrase of twelve letters without digits or capitals is good enough', async () => {
    const server = await aServer();
    const answer = await server.post(
      '/api/admin/set-up',
      aSetUp(await aLinkToken(server), { password: 'grå tall vann' }),
    );

    expect(answer.status).toBe(200);
  });

  test('[SIGN-2] å typed as one letter or as a with a ring is the same password', async () => {
    const server = await aServerWithSol();

    expect((await server.signIn({ password: password.normalize('NFD') })).status).toBe(200);
  });

  test('[SIGN-2] a wrong name and a wrong password get the same answer', async () => {
    const server = await aServerWithSol();
    const wrongName = await server.signIn({ login: 'nobody.here' });
    const wrongPassword = await server.signIn({ password: 'något annat helt' });

    expect([wrongName.status, wrongPassword.status]).toEqual([401, 401]);
    expect(await wrongName.text()).toBe(await wrongPassword.text());
    expect(wrongName.headers.get('set-cookie')).toBeNull();
  });

  test('[SIGN-2] a hash of an older kind still signs in, and is made anew', async () => {
    const server = await aServerWithSol();
    const salt = Buffer.alloc(16, 7);
    const key = scryptSync(password, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
    const old = `$scrypt$ln=12,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`;
    await server.stores(async ({ accounts }) => {
      const account = await accounts.byLogin('sol.granhimmel');
      await accounts.setPassword(account?.id ?? '', old);
    });

    expect((await server.signIn({})).status).toBe(200);
    const held = await server.stores(({ accounts }) => accounts.byLogin('sol.granhimmel'));
    expect(held?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(held?.password).not.toContain(password);
    expect((await server.signIn({})).status).toBe(200);
  });
});

describe('a sign-in', () => {
  test('[SIGN-3] ends after an hour without use, and lives on while it is used', async () => {
    const server = await aServerWithSol();
    server.advance(59 * minuteMs);
    expect((await server.me()).status).toBe(200);
    server.advance(59 * minuteMs);
    expect((await server.me()).status).toBe(200);
    server.advance(60 * minuteMs);

    const late = await server.me();
    expect(late.status).toBe(401);
    expect(await problemIn(late)).toMatchObject({ code: 'sign-in/required' });
  });

  test('[SIGN-3] ends after twelve hours, however much it is used', async () => {
    const server = await aServerWithSol();
    for (let half = 0; half < 23; half += 1) {
      server.advance(30 * minuteMs);
      expect((await server.me()).status).toBe(200);
    }
    server.advance(30 * minuteMs);

    expect((await server.me()).status).toBe(401);
  });

  test('[SIGN-3] ends at sign-out, also for whoever has copied the cookie', async () => {
    const server = await aServerWithSol();
    const out = await server.post('/api/admin/sign-out', {}, { cookie: server.cookie });

    expect(out.status).toBe(200);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await server.me()).status).toBe(401);
  });

  test('[SIGN-3] is kept in a cookie that no script and no other site can use', async () => {
    const server = await aServer({ origin: 'https://narvaro.example' });
    const done = await server.post('/api/admin/set-up', aSetUp(await aLinkToken(server)));

    expect(done.headers.get('set-cookie')).toMatch(
      /^__Host-narvaro=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  test('[SIGN-7] the page that asks first is told how far the browser has come, and is never refused', async () => {
    const server = await aServerWithSol();
    const left = async (cookie?: string): Promise<unknown> => {
      const answer = await server.get('/api/admin/signed-in', cookie === undefined ? {} : { cookie });
      expect(answer.status).toBe(200);
      return answer.json();
    };
    const half = cookieIn(await server.signIn({}));
    const other = await server.post(
      '/api/admin/set-up',
      aSetUp(await aLinkToken(server), { login: 'mo.alvik' }),
    );

    expect(await left()).toEqual({ left: 'everything' });
    expect(await left('narvaro-sign-in=made-up')).toEqual({ left: 'everything' });
    expect(await left(cookieIn(other))).toEqual({ left: 'registration' });
    expect(await left(half)).toEqual({ left: 'factor' });
    expect(await left(server.cookie)).toEqual({ left: 'nothing' });
    server.advance(13 * hourMs);
    expect(await left(server.cookie)).toEqual({ left: 'everything' });
    expect((await server.me()).status).toBe(401);
  });

  test('[SIGN-3] each one has a token of its own', async () => {
    const server = await aServerWithSol();
    const again = await server.signIn({});

    expect(cookieIn(again)).not.toBe(server.cookie);
    expect((await server.get('/api/admin/me', { cookie: cookieIn(again) })).status).toBe(403);
  });

  test('[SIGN-3] the page is told which ways there are to sign in, and whether anybody can', async () => {
    const server = await aServer();
    const before = await (await server.get('/api/admin/sign-in-methods')).json();
    await server.administrator();
    const after = await (await server.get('/api/admin/sign-in-methods')).json();

    const ways = { methods: ['password', 'passkey'], signOn: null, demo: false };
    expect(before).toEqual({ ...ways, isSetUp: false });
    expect(after).toEqual({ ...ways, isSetUp: true });
  });
});

describe('too many tries', () => {
  test('[SIGN-4] the eleventh try for one name waits a quarter of an hour, also with the right password', async () => {
    const server = await aServerWithSol();
    for (let n = 0; n < 10; n += 1) await server.signIn({ password: tooLong });

    const refused = await server.signIn({});
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('900');
    expect(await problemIn(refused)).toMatchObject({ code: 'request/rate-limited', retryAfter: 900 });

    server.advance(15 * minuteMs);
    expect((await server.signIn({})).status).toBe(200);
  });

  test('[SIGN-4] one address that tries many names is stopped; another address is not', async () => {
    const server = await aServerWithSol({ trustsProxy: true });
    const from = (address: string) => ({ 'X-Forwarded-For': `203.0.113.9, ${address}` });
    const tries = Array.from({ length: 30 }, (_, n) =>
      server.signIn({ login: `name-${n}`, password: tooLong }, from('198.51.100.7')),
    );
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 401));

    expect((await server.signIn({}, from('198.51.100.7'))).status).toBe(429);
    expect((await server.signIn({}, from('198.51.100.8'))).status).toBe(200);
  });

  test('[AUTH-4] strangers at the same address use up nobody’s tries: a browser that is known and whoever is signed in go on', async () => {
    const server = await aServer({ trustsProxy: true });
    const headers = { 'X-Forwarded-For': '198.51.100.7' };
    const set = await server.post('/api/admin/set-up', aSetUp(await aLinkToken(server)));
    const { cookie, recoveryCodes } = await registerOn(server, cookieIn(set));
    const signIn = (given: object, known = '') =>
      server.post(
        '/api/admin/sign-in',
        { login: 'sol.granhimmel', password, ...given },
        { headers, cookie: known },
      );
    const half = await signIn({});
    const shown = { kind: 'recovery', code: recoveryCodes[0] };
    const whole = await server.post('/api/admin/factor', shown, { cookie: cookieIn(half) });
    const known =
      whole.headers
        .getSetCookie()
        .find((line) => line.includes('known='))
        ?.split(';')[0] ?? '';
    const strangers = Array.from({ length: 35 }, (_, n) => signIn({ login: `name-${n}`, password: tooLong }));
    await Promise.all(strangers);

    expect((await signIn({})).status).toBe(429);
    expect((await signIn({}, known)).status).toBe(200);
    const code = { kind: 'recovery', code: recoveryCodes[1] };
    const confirm = await server.post('/api/admin/confirm-password', { password, code }, { headers, cookie });
    expect(confirm.status).toBe(200);
    expect((await signIn({ login: 'name-1', password: tooLong }, known)).status).toBe(429);
  });

  test('[SIGN-4] neither login names nor addresses stand in the database’s counters', async () => {
    const server = await aServerWithSol({ trustsProxy: true });
    await server.signIn({ password: tooLong }, { 'X-Forwarded-For': '198.51.100.7' });
    const rows = JSON.stringify(await server.database.db.selectFrom('rate_limits').selectAll().execute());

    expect(rows).not.toContain('granhimmel');
    expect(rows).not.toContain('198.51');
  });
});

describe('requests made by other sites', () => {
  test.each<Record<string, string>>([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
  ])('[SIGN-5] are refused before anything happens: %o', async (headers) => {
    const server = await aServerWithSol();
    const answers = await Promise.all([
      server.signIn({}, headers),
      server.post('/api/admin/sign-out', {}, { cookie: server.cookie, headers }),
      server.post('/api/admin/enrolments', { name: 'x', unit: null }, { cookie: server.cookie, headers }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await server.me()).status).toBe(200);
  });

  test('[SIGN-5] a form that another site sends is no JSON and is refused', async () => {
    const server = await aServerWithSol();
    const form = await server.app.request('/api/admin/sign-out', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'text/plain', Cookie: server.cookie },
    });

    expect(form.status).toBe(415);
    expect((await server.me()).status).toBe(200);
  });
});

test('[LOG-6] the office log tells who signed in and out by id, never by name or login', async () => {
  const server = await aServerWithSol();
  await server.post('/api/admin/sign-out', {}, { cookie: server.cookie });
  const entries = await server.stores(({ officeLog }) => officeLog.latest(10));
  const texts = entries.map(({ text }) => text).reverse();
  const kinds = texts.map((text) => (JSON.parse(text) as { kind: string }).kind);

  expect(kinds).toEqual(['administrator-added', 'factor-added', 'signed-in', 'signed-out']);
  expect(texts.join()).not.toMatch(/granhimmel/i);
});
