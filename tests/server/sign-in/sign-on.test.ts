/** Signing in at the city's own service: against a real provider, with answers that hold and answers that do not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../../src/domain/time.ts';
import type { SignOnSettings } from '../../../src/server/accounts/sign-on-settings.ts';
import { createAdminLink } from '../../../src/server/start-links.ts';
import { cookieOf, registerOn } from '../../support/second-factor.ts';
import { startSignInService, type Jar, type SignInService } from '../../support/sign-in-service.ts';
import { codeIn } from '../../support/sign-in-world.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';

const origin = 'http://localhost:8080';
let service: SignInService;
const open: TestServer[] = [];

beforeEach(async () => {
  service = await startSignInService(`${origin}/admin/sso`);
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  await service.end();
});

const anOffice = async (change: Partial<SignOnSettings> = {}) => {
  const { issuer, clientId, clientSecret } = service;
  const signOn = { issuer, clientId, clientSecret, name: 'Stockholms stad', twoFactors: 'two-factors' };
  const server = await createTestServer({
    origin,
    clock: Date.now(),
    signOn: { ...signOn, isOnlyWay: false, ...change },
  });
  open.push(server);
  const begin = async (body: object = { kind: 'sign-in' }) => {
    const begun = await server.post('/api/admin/sign-on/begin', body);
    const { address } = (await begun.clone().json()) as { address: string };
    return { begun, address, cookie: cookieOf(begun) };
  };
  const finish = (query: string, cookie: string): Promise<Response> =>
    server.post('/api/admin/sign-on/finish', { query }, { cookie });
  /** All the way there and back. */
  const goThere = async (body?: object): Promise<Response> => {
    const { address, cookie } = await begin(body);
    return finish((await service.visit(address)).search.slice(1), cookie);
  };
  const invitation = async (): Promise<object> => {
    const token = (await createAdminLink(server.database, server.services)).split('#')[1] ?? '';
    return { kind: 'invitation', token, name: 'Sol Granhimmel' };
  };
  /** Sol, who is known at the service as `sol`, has come by an invitation. */
  const withSol = async (): Promise<Response> => {
    service.beSomebody('sol');
    return goThere(await invitation());
  };
  const me = async (answer: Response): Promise<string> =>
    codeIn(await server.get('/api/admin/me', { cookie: signInIn(answer) }));
  return { server, begin, finish, goThere, invitation, withSol, me };
};

/** The sign-in a reply sets, wherever among its cookies. */
const signInIn = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith('narvaro-sign-in='))
    ?.split(';')[0] ?? '';

describe('somebody who signs in at the city’s service', () => {
  test('[AUTH-8] comes in by an invitation the first time, and by who they are there from then on', async () => {
    const { server, withSol, goThere, me } = await anOffice();

    const first = await withSol();

    expect(await first.clone().json()).toEqual({ kind: 'signed-in' });
    expect(await me(first)).toBe('sign-in/factor-missing');
    const registered = await registerOn(server, signInIn(first));
    expect(await codeIn(await server.get('/api/admin/me', registered))).toBe('done');
    const again = await goThere();
    expect(await me(again)).toBe('sign-in/factor-needed');
    expect(await server.stores(({ accounts }) => accounts.count())).toBe(1);
  });

  test('[AUTH-8] is not asked for our second step when the service says it has seen two', async () => {
    const { withSol, goThere, me } = await anOffice();
    await withSol();

    service.falsify((claims) => ({ ...claims, amr: ['pwd', 'two-factors'] }));
    expect(await me(await goThere())).toBe('done');
    service.falsify((claims) => ({ ...claims, acr: 'two-factors' }));
    expect(await me(await goThere())).toBe('done');
    service.falsify((claims) => ({ ...claims, acr: 'two-factors-almost', amr: ['pwd'] }));
    expect(await me(await goThere())).not.toBe('done');
  });

  test('[AUTH-8] is nobody here without an invitation, whatever their name and address are', async () => {
    const { server, withSol, goThere } = await anOffice();
    await withSol();
    const account = (await server.stores(({ accounts }) => accounts.all()))[0];
    service.beSomebody('mallory');
    service.falsify((claims) => ({
      ...claims,
      email: account?.login,
      email_verified: true,
      preferred_username: account?.login,
      name: account?.name,
    }));

    expect(await codeIn(await goThere())).toBe('sign-on/not-invited');
  });

  test('[AUTH-8] who has an account cannot take another one by an invitation', async () => {
    const { server, withSol, goThere, invitation } = await anOffice();
    await withSol();

    expect(await codeIn(await goThere(await invitation()))).toBe('sign-on/taken');
    expect(await server.stores(({ accounts }) => accounts.count())).toBe(1);
  });

  test('[AUTH-8] ties an account they have to themselves there, after a fresh sign-in', async () => {
    const { server, finish, goThere, me } = await anOffice();
    const mo = await server.administrator('Mo Alvik');
    service.beSomebody('mo');
    expect(await codeIn(await goThere())).toBe('sign-on/not-invited');
    const begun = await server.post('/api/admin/sign-on/link', {}, mo);
    const { address } = (await begun.clone().json()) as { address: string };
    const back = await service.visit(address);

    expect(await (await finish(back.search.slice(1), cookieOf(begun))).json()).toEqual({ kind: 'linked' });
    service.falsify((claims) => ({ ...claims, acr: 'two-factors' }));
    expect(await me(await goThere())).toBe('done');
  });

  test('[AUTH-8] whose account is closed does not come in', async () => {
    const { server, withSol, goThere } = await anOffice();
    await withSol();
    const [sol] = await server.stores(({ accounts }) => accounts.all());
    await server.stores(({ accounts }) => accounts.setDisabled(sol?.id ?? '', server.services.clock()));

    expect(await codeIn(await goThere())).toBe('sign-on/not-invited');
  });
});

describe('an answer from the city’s service', () => {
  test('[AUTH-8] is good once, in time, and in the browser that began alone', async () => {
    const { server, begin, finish, withSol } = await anOffice();
    await withSol();
    const { address, cookie } = await begin();
    const query = (await service.visit(address)).search.slice(1);

    expect(await codeIn(await finish(query, ''))).toBe('sign-on/refused');
    const other = await begin();
    expect(await codeIn(await finish(query, other.cookie))).toBe('sign-on/refused');
    expect(await codeIn(await finish(query, cookie))).toBe('done');
    expect(await codeIn(await finish(query, cookie))).toBe('sign-on/refused');

    const tampered = await begin();
    const right = (await service.visit(tampered.address)).search.slice(1);
    expect(await codeIn(await finish(`${right}x`, tampered.cookie))).toBe('sign-on/refused');
    expect(await codeIn(await finish(right, tampered.cookie))).toBe('sign-on/refused');

    const third = await begin();
    expect(await codeIn(await finish(query, third.cookie))).toBe('sign-on/refused');
    const late = await begin();
    const lateQuery = (await service.visit(late.address)).search.slice(1);
    server.advance(10 * minuteMs);
    expect(await codeIn(await finish(lateQuery, late.cookie))).toBe('sign-on/refused');
  });

  test('[AUTH-8] with a state of another’s, a code of another’s or from another service is refused', async () => {
    const { begin, finish, withSol } = await anOffice();
    await withSol();
    const changed = async (change: (query: URLSearchParams) => void): Promise<string> => {
      const { address, cookie } = await begin();
      const query = (await service.visit(address)).searchParams;
      change(query);
      return codeIn(await finish(query.toString(), cookie));
    };
    const { address } = await begin();
    const stolen = (await service.visit(address)).searchParams.get('code') ?? '';

    expect(await changed((query) => query.set('state', 'made-up'))).toBe('sign-on/refused');
    expect(await changed((query) => query.delete('state'))).toBe('sign-on/refused');
    expect(await changed((query) => query.set('code', stolen))).toBe('sign-on/refused');
    expect(await changed((query) => query.set('iss', 'https://evil.test'))).toBe('sign-on/refused');
    expect(await changed((query) => query.delete('iss'))).toBe('sign-on/refused');
    expect(await changed(() => undefined)).toBe('done');
  });

  const second = (): number => Math.floor(Date.now() / 1000);
  test.each<readonly [string, Parameters<SignInService['falsify']>]>([
    ['another nonce', [(claims) => ({ ...claims, nonce: 'another' })]],
    ['no nonce', [(claims) => ({ ...claims, nonce: undefined })]],
    ['another audience', [(claims) => ({ ...claims, aud: 'another-client' })]],
    ['another issuer', [(claims) => ({ ...claims, iss: 'https://evil.test' })]],
    ['a time that is over', [(claims) => ({ ...claims, exp: second() - 60, iat: second() - 600 })]],
    ['no signature', [(claims) => claims, { alg: 'none' }]],
    ['a signature by a shared secret', [(claims) => claims, { alg: 'HS256' }]],
    ['a key the service has not', [(claims) => claims, { kid: 'another' }]],
    ['nobody’s name in it', [(claims) => ({ ...claims, sub: undefined })]],
  ])('[AUTH-8] with %s is refused', async (_, [change, header]) => {
    const { withSol, goThere } = await anOffice();
    await withSol();
    service.falsify(change, header);

    expect(await codeIn(await goThere())).toBe('sign-on/refused');
    service.falsify(undefined);
    expect(await codeIn(await goThere())).toBe('done');
  });

  test('[AUTH-8] is asked for with PKCE, state and nonce, for our one address, and kept sealed here', async () => {
    const { server, begin } = await anOffice();
    const { begun, address } = await begin();
    const asked = Object.fromEntries(new URL(address).searchParams);

    expect(asked).toMatchObject({
      client_id: 'narvaro',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/admin/sso`,
      response_mode: 'query',
      response_type: 'code',
      scope: 'openid',
    });
    expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict; Max-Age=600$/);
    const rows = JSON.stringify(
      await server.database.db.selectFrom('sign_in_questions').selectAll().execute(),
    );
    for (const secret of [asked['state'], asked['nonce']]) expect(rows).not.toContain(secret);
  });
});

describe('when the city’s service does not answer', () => {
  test('[AUTH-8] people are told so, and the password is left where it is allowed', async () => {
    service.isUp(false);
    const { server } = await anOffice();

    expect(await codeIn(await server.post('/api/admin/sign-on/begin', { kind: 'sign-in' }))).toBe(
      'sign-on/unreachable',
    );
    service.isUp(true);
    expect(await codeIn(await server.post('/api/admin/sign-on/begin', { kind: 'sign-in' }))).toBe('done');
    const tried = { login: 'nobody.here', password: 'ett ord som är fel' };
    expect(await codeIn(await server.post('/api/admin/sign-in', tried))).toBe('sign-in/wrong');
  });

  test('[AUTH-8] nobody gets in with a password where that is not allowed', async () => {
    const { server } = await anOffice({ isOnlyWay: true });
    const tried = { login: 'nobody.here', password: 'ett ord som är fel' };

    expect(await codeIn(await server.post('/api/admin/sign-in', tried))).toBe('sign-in/password-off');
    const methods = (await (await server.get('/api/admin/sign-in-methods')).json()) as { methods: string[] };
    expect(methods.methods).toEqual(['passkey', 'sign-on']);
  });

  test('[AUTH-8] there is no such way where no service is set', async () => {
    const server = await createTestServer();
    open.push(server);

    expect(await codeIn(await server.post('/api/admin/sign-on/begin', { kind: 'sign-in' }))).toBe(
      'request/not-found',
    );
    expect(await codeIn(await server.post('/api/admin/sign-on/finish', { query: 'code=x' }))).toBe(
      'sign-on/refused',
    );
  });
});

describe('signing out', () => {
  const signOut = async (server: TestServer, cookie: string): Promise<string | null> => {
    const answer = await server.post('/api/admin/sign-out', {}, { cookie });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { goTo: string | null }).goTo;
  };

  test('[AUTH-9] of somebody who came from the city’s service ends here, and there when they say yes to it', async () => {
    const { server, begin, finish, withSol, me } = await anOffice();
    await withSol();
    const jar: Jar = new Map();
    const comeIn = async (): Promise<Response> => {
      const { address, cookie } = await begin();
      return finish((await service.visit(address, jar)).search.slice(1), cookie);
    };
    const signedIn = await comeIn();
    service.beSomebody('mallory');
    expect(await codeIn((await comeIn()).clone())).toBe('done');

    const goTo = await signOut(server, signInIn(signedIn));

    expect(await me(signedIn)).toBe('sign-in/required');
    expect(new URL(goTo ?? '').origin).toBe(service.issuer);
    expect(new URL(goTo ?? '').searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/admin`);
    expect((await service.leave(goTo ?? '', jar)).href).toBe(`${origin}/admin`);
    expect(await codeIn(await comeIn())).toBe('sign-on/not-invited');
  });

  test('[AUTH-9] of somebody with a password goes nowhere else', async () => {
    const { server } = await anOffice();
    const { cookie } = await server.administrator();

    expect(await signOut(server, cookie)).toBeNull();
  });

  test('[AUTH-9] is done here also when the city’s service does not answer', async () => {
    const { server, withSol, me } = await anOffice();
    const signedIn = await withSol();
    service.isUp(false);

    const goTo = await signOut(server, signInIn(signedIn));

    expect(await me(signedIn)).toBe('sign-in/required');
    expect(new URL(goTo ?? '').origin).toBe(service.issuer);
  });
});
