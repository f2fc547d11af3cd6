import { ok } from '../../domain/result.ts';
import { SignInMethodsReply } from '../../protocol/sign-in-methods.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /api/admin/sign-in-methods: how one can sign in here. A new way (passkey, OIDC) is one more word in the list. */
export const signInMethods = endpoint({
  method: 'get',
  path: '/api/admin/sign-in-methods',
  caller: 'anyone',
  reply: SignInMethodsReply,
  handle: async (_, { accounts, services }) =>
    ok({
      methods: ['password' as const],
      isSetUp: (await accounts.count()) > 0,
      demo: services.isDemo,
    }),
});
