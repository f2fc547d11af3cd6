import { ok } from '../../domain/result.ts';
import { roles as everyRole } from '../../domain/roles.ts';
import { CurrentAdministratorReply } from '../../protocol/current-administrator.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /api/admin/me: who is signed in here; `sign-in/required` when nobody is (SIGN-3). */
export const currentAdministrator = endpoint({
  method: 'get',
  path: '/api/admin/me',
  caller: 'administrator',
  roles: 'any-signed-in',
  reply: CurrentAdministratorReply,
  handle: ({ caller: { id, name, roles } }, { services }) =>
    Promise.resolve(
      ok({ id, name, demo: services.isDemo, roles: everyRole.filter((role) => roles.has(role)) }),
    ),
});
