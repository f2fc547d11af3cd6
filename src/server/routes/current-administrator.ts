import { ok } from '../../domain/result.ts';
import { roles as everyRole } from '../../domain/roles.ts';
import { Instant } from '../../domain/time.ts';
import { CurrentAdministratorReply } from '../../protocol/current-administrator.ts';
import { noPassword } from '../accounts/passwords.ts';
import { endpoint } from '../http/endpoint.ts';

/**
 * GET /api/admin/me: who is signed in here and what they are to be told; `sign-in/required` when nobody is (SIGN-3), and
 * what is left to show when the sign-in is not whole (AUTH-1).
 */
export const currentAdministrator = endpoint({
  method: 'get',
  path: '/api/admin/me',
  caller: 'administrator',
  roles: 'any-signed-in',
  reply: CurrentAdministratorReply,
  handle: async ({ caller: { id, name, roles } }, { accounts, factors, signInGuard, services }) => {
    const held = await factors.of(id);
    const password = (await accounts.byId(id))?.password;
    return ok({
      id,
      name,
      demo: services.isDemo,
      roles: everyRole.filter((role) => roles.has(role)),
      confirmBy: {
        password: password !== noPassword,
        code: held.some(({ kind }) => kind === 'totp'),
        passkey: held.some(({ kind }) => kind === 'passkey'),
      },
      news: (await signInGuard.news(id)).map(({ at, ...news }) => ({ ...news, at: Instant.parse(at) })),
    });
  },
});
