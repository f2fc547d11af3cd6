import { ok } from '../../domain/result.ts';
import {
  SignOutAdministratorReply,
  SignOutAdministratorRequest,
} from '../../protocol/sign-out-administrator.ts';
import { endpoint } from '../http/endpoint.ts';

/** POST /api/admin/sign-out: the sign-in ends on the server too, so that a copied cookie is worth nothing (SIGN-3). */
export const signOutAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/sign-out',
  caller: 'administrator',
  roles: 'any-signed-in',
  body: SignOutAdministratorRequest,
  reply: SignOutAdministratorReply,
  handle: async ({ caller }, { accounts, officeLog, services, setSignIn }) => {
    await accounts.endSignIn(caller.tokenHash);
    await officeLog.append({ kind: 'signed-out', actor: caller.id, at: services.clock() });
    setSignIn(null);
    return ok({ signedOut: true as const });
  },
});
