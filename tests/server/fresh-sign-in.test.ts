import { Hono } from 'hono';
import * as z from 'zod/mini';
import { afterEach, describe, expect, test } from 'vitest';
import { ok } from '../../src/domain/result.ts';
import { minuteMs } from '../../src/domain/time.ts';
import { endpoint, freshSignInMs } from '../../src/server/http/endpoint.ts';
import { createAdminLink } from '../../src/server/start-links.ts';
import { registerOn } from '../support/second-factor.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const password = 'en lugn kväll vid sjön';
const open: TestServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server with one address that needs the password given anew, where Sol is signed in. */
const aServerWithSol = async () => {
  const server = await createTestServer();
  open.push(server);
  const sensitive = new Hono();
  endpoint({
    method: 'get',
    path: '/sensitive',
    caller: 'administrator',
    roles: 'any-signed-in',
    needsFreshSignIn: true,
    reply: z.strictObject({ seen: z.literal(true) }),
    handle: () => Promise.resolve(ok({ seen: true as const })),
  }).mount(sensitive, { ...server, trustsProxy: false });
  const token = (await createAdminLink(server.database, server.services)).split('#')[1] ?? '';
  const made = { token, name: 'Sol Granhimmel', login: 'sol.granhimmel', password };
  const cookieOf = (response: Response): string =>
    (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const half = cookieOf(await server.post('/api/admin/set-up', made));
  const registered = await registerOn(server, half);
  const codes = [...registered.recoveryCodes];
  let cookie = registered.cookie;
  const look = async (as = cookie): Promise<string> => {
    const answer = await sensitive.request('/sensitive', { headers: { cookie: as } });
    return answer.ok ? 'seen' : ((await answer.json()) as { code: string }).code;
  };
  const confirm = async (given: string, as = cookie): Promise<string> => {
    const code = { kind: 'recovery', code: codes[0] };
    const body = { password: given, code };
    const answer = await server.post('/api/admin/confirm-password', body, { cookie: as });
    if (!answer.ok) return ((await answer.json()) as { code: string }).code;
    codes.shift();
    cookie = cookieOf(answer);
    return 'confirmed';
  };
  const signInElsewhere = async (): Promise<string> => {
    const first = cookieOf(await server.post('/api/admin/sign-in', { login: made.login, password }));
    const shown = { kind: 'recovery', code: codes.shift() };
    return cookieOf(await server.post('/api/admin/factor', shown, { cookie: first }));
  };
  return { server, look, confirm, signInElsewhere };
};

describe('what is most sensitive', () => {
  test('[SIGN-6] is open for five minutes after the password, then closed until it is given anew', async () => {
    const { server, look, confirm } = await aServerWithSol();

    expect(await look()).toBe('seen');
    server.advance(freshSignInMs);
    expect(await look()).toBe('seen');
    server.advance(1);
    expect(await look()).toBe('sign-in/stale');
    expect(await confirm('en annan kväll vid sjön')).toBe('sign-in/wrong');
    expect(await look()).toBe('sign-in/stale');
    expect(await confirm(password)).toBe('confirmed');
    expect(await look()).toBe('seen');
  });

  test('[SIGN-6] giving the password in one browser opens nothing in another', async () => {
    const { server, look, confirm, signInElsewhere } = await aServerWithSol();
    const elsewhere = await signInElsewhere();
    server.advance(freshSignInMs + 1);

    await confirm(password);

    expect(await look()).toBe('seen');
    expect(await look(elsewhere)).toBe('sign-in/stale');
  });

  test('[SIGN-6] the password given stands in the office log, without the password', async () => {
    const { server, confirm } = await aServerWithSol();

    await confirm(password);

    const [entry] = await server.stores(({ officeLog }) => officeLog.latest(1));
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({ kind: 'password-confirmed' });
    expect(entry?.text).not.toContain(password);
  });

  test('[SIGN-4] whoever has taken over a browser may guess ten times in a quarter of an hour', async () => {
    const { server, confirm } = await aServerWithSol();
    const tooLong = 'x'.repeat(300);

    for (let n = 0; n < 10; n += 1) expect(await confirm(tooLong)).toBe('sign-in/wrong');
    expect(await confirm(password)).toBe('request/rate-limited');
    server.advance(15 * minuteMs);
    expect(await confirm(password)).toBe('confirmed');
  });

  test('[SIGN-6] nobody who is not signed in can try a password here', async () => {
    const { confirm } = await aServerWithSol();

    expect(await confirm(password, 'narvaro=made-up')).toBe('sign-in/required');
  });
});
