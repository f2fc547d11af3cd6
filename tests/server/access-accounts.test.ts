/** Who manages the accounts of the office, and what nobody can do to their own or with somebody else's link. */
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../src/domain/time.ts';
import type { Role } from '../../src/domain/roles.ts';
import { ListAdministratorsReply, OneTimeLinkReply } from '../../src/protocol/administrators.ts';
import { cookieOf, registerOn } from '../support/second-factor.ts';
import { createTestServer, type TestServer, type TestServerOptions } from '../support/test-server.ts';

const password = 'en lugn kväll vid sjön';
const databases = ['sqlite', 'postgres'] as const;
const open: TestServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A server with two system administrators. */
const anOffice = async (options: TestServerOptions = {}) => {
  const server = await createTestServer(options);
  open.push(server);
  const sol = await server.administrator('Sol Granhimmel', ['system', 'planner']);
  const mo = await server.administrator('Mo Alvik', ['system']);
  const act = (id: string, what: string, as = sol, body: unknown = {}) =>
    server.post(`/api/admin/administrators/${id}/${what}`, body, as);
  const list = async () =>
    ListAdministratorsReply.parse(await (await server.get('/api/admin/administrators', sol)).json());
  const invite = async (roles: readonly Role[]): Promise<string> => {
    const asked = { name: 'Tage Lind', roles };
    const reply = await server.post('/api/admin/administrators/invite', asked, sol);
    return OneTimeLinkReply.parse(await reply.json()).link.split('#')[1] ?? '';
  };
  const come = (token: string, login = 'tage.lind') =>
    server.post('/api/admin/set-up', { token, name: 'Tage Lind', login, password });
  const lastLogged = async (): Promise<unknown> => {
    const [entry] = await server.stores(({ officeLog }) => officeLog.latest(1));
    return JSON.parse(entry?.text ?? '');
  };
  return { server, sol, mo, act, list, invite, come, lastLogged };
};

const codeIn = async (answer: Response): Promise<string> =>
  answer.ok ? 'done' : ((await answer.json()) as { code: string }).code;

describe('an invitation', () => {
  test('[ROLE-3] makes one account with the roles that were chosen, once, and stands in the list until then', async () => {
    const { server, list, invite, come } = await anOffice();
    const token = await invite(['reader', 'reviewer']);
    expect((await list()).invitations).toMatchObject([{ name: 'Tage Lind', roles: ['reader', 'reviewer'] }]);

    const came = await come(token);

    expect(came.status).toBe(200);
    const { cookie } = await registerOn(server, cookieOf(came));
    const me = (await (await server.get('/api/admin/me', { cookie })).json()) as { roles: string[] };
    expect(me.roles).toEqual(['reviewer', 'reader']);
    expect((await list()).invitations).toEqual([]);
    expect(await codeIn(await come(token, 'another'))).toBe('sign-in/setup-link-used');
  });

  test('[SIGN-1] never opens the account of somebody who has one, also not one that is disabled', async () => {
    const { server, mo, act, list, invite, come } = await anOffice();
    const login = (await list()).administrators.find(({ id }) => id === mo.id)?.login ?? '';

    expect(await codeIn(await come(await invite(['reader']), login))).toBe('sign-in/name-taken');
    await act(mo.id, 'disable');
    expect(await codeIn(await come(await invite(['reader']), login))).toBe('sign-in/name-taken');
    expect(await server.stores(({ accounts }) => accounts.count())).toBe(2);
  });

  test('[ROLE-3] is good for a week, and for nothing once it is withdrawn', async () => {
    const { server, sol, list, invite, come } = await anOffice();
    const token = await invite(['reader']);
    const [invited] = (await list()).invitations;

    const withdrawn = await server.post(`/api/admin/invitations/${invited?.id}/withdraw`, {}, sol);

    expect(await codeIn(withdrawn)).toBe('done');
    expect(await codeIn(await come(token))).toBe('sign-in/setup-link-used');
    const old = await invite(['reader']);
    server.advance(7 * dayMs);
    expect(await codeIn(await come(old))).toBe('sign-in/setup-link-used');
  });

  test('[ROLE-3] and its link, name and roles: the office log holds the roles alone', async () => {
    const { server, invite } = await anOffice();
    const token = await invite(['reader']);

    const [entry] = await server.stores(({ officeLog }) => officeLog.latest(1));

    expect(JSON.parse(entry?.text ?? '')).toMatchObject({ kind: 'administrator-invited', roles: ['reader'] });
    expect(entry?.text).not.toContain(token);
    expect(entry?.text).not.toContain('Tage');
  });
});

describe('somebody else’s account', () => {
  test('[ROLE-3] gets other roles and is signed out, with what they were before in the office log', async () => {
    const { server, mo, act, lastLogged } = await anOffice();

    expect(await codeIn(await act(mo.id, 'roles', undefined, { roles: ['reader'] }))).toBe('done');

    expect(await lastLogged()).toMatchObject({
      kind: 'roles-changed',
      administrator: mo.id,
      before: ['system'],
      after: ['reader'],
    });
    expect(await server.stores(({ accounts }) => accounts.rolesOf(mo.id))).toEqual(new Set(['reader']));
    expect((await server.get('/api/admin/me', mo)).status).toBe(401);
  });

  test('[ROLE-4] that is disabled is signed out at once and stays out, until it is enabled again', async () => {
    const { server, mo, act, list } = await anOffice();

    await act(mo.id, 'disable');

    expect((await server.get('/api/admin/me', mo)).status).toBe(401);
    expect((await list()).administrators.find(({ id }) => id === mo.id)).toMatchObject({ isDisabled: true });
    await act(mo.id, 'enable');
    expect((await server.get('/api/admin/me', mo)).status).toBe(401);
    expect((await list()).administrators.find(({ id }) => id === mo.id)).toMatchObject({
      isDisabled: false,
      roles: ['system'],
    });
  });

  test('[SIGN-1] gets a new password by a link that opens no other account', async () => {
    const { sol, mo, act, list, come } = await anOffice();
    const { administrators } = await list();
    const loginOf = (who: string): string => administrators.find(({ id }) => id === who)?.login ?? '';
    const made = OneTimeLinkReply.parse(await (await act(mo.id, 'password-link')).json());
    const token = made.link.split('#')[1] ?? '';

    expect(await codeIn(await come(token, loginOf(sol.id)))).toBe('sign-in/wrong');
    expect(await codeIn(await come(token, 'somebody-new'))).toBe('sign-in/wrong');
    expect(await codeIn(await come(token, loginOf(mo.id)))).toBe('done');
  });
});

describe('one’s own account', () => {
  test('[ROLE-3] is changed and disabled by somebody else', async () => {
    const { sol, act } = await anOffice();

    expect(await codeIn(await act(sol.id, 'roles', sol, { roles: ['system', 'protected'] }))).toBe(
      'account/own',
    );
    expect(await codeIn(await act(sol.id, 'disable', sol))).toBe('account/own');
  });

  test.each(databases)(
    '[ROLE-3] two system administrators who disable each other at the same moment: one is left (%s)',
    async (database) => {
      const { server, sol, mo, act } = await anOffice({ database });

      await Promise.all([act(mo.id, 'disable', sol), act(sol.id, 'disable', mo)]);

      const left = (await server.stores(({ accounts }) => accounts.all())).filter((one) => !one.isDisabled);
      expect(left).toHaveLength(1);
    },
  );
});
