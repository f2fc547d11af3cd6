import { ok } from '../../domain/result.ts';
import {
  SignOutAdministratorReply,
  SignOutAdministratorRequest,
} from '../../protocol/sign-out-administrator.ts';
import { hasSignOn, signOutAddress } from '../accounts/sign-on.ts';
import { endpoint } from '../http/endpoint.ts';

/**
 * POST /api/admin/sign-out: the sign-in ends on the server too, so that a copied cookie is worth nothing (SIGN-3).
 * Whoever came from the city's own service is told where to sign out there (AUTH-8).
 */
export const signOutAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/sign-out',
  caller: 'administrator',
  roles: 'any-signed-in',
  allowsHalf: true,
  body: SignOutAdministratorRequest,
  reply: SignOutAdministratorReply,
  prepare: ({ caller }, _, services) =>
    caller.method === 'sign-on' && hasSignOn(services)
      ? signOutAddress(services)
      : Promise.resolve(undefined),
  handle: async ({ caller, prepared: goTo }, { accounts, officeLog, services, setSignIn }) => {
    await accounts.endSignIn(caller.tokenHash);
    if (caller.awaits === null)
      await officeLog.append({ kind: 'signed-out', actor: caller.id, at: services.clock() });
    setSignIn(null);
    return ok({ signedOut: true as const, goTo: goTo ?? null });
  },
});
