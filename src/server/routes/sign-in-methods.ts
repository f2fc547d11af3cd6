import { ok } from '../../domain/result.ts';
import { SignInMethodsReply, type SignInMethod } from '../../protocol/sign-in-methods.ts';
import { endpoint } from '../http/endpoint.ts';
import type { Services } from '../http/services.ts';

const methodsOf = ({ signOn }: Services): SignInMethod[] => [
  ...(signOn?.isOnlyWay === true ? [] : (['password'] as const)),
  'passkey',
  ...(signOn === undefined ? [] : (['sign-on'] as const)),
];

/** GET /api/admin/sign-in-methods: how one can sign in here, and what the city's own service is called. */
export const signInMethods = endpoint({
  method: 'get',
  path: '/api/admin/sign-in-methods',
  caller: 'anyone',
  reply: SignInMethodsReply,
  handle: async (_, { accounts, services }) =>
    ok({
      methods: methodsOf(services),
      signOn: services.signOn?.name ?? null,
      isSetUp: (await accounts.count()) > 0,
      demo: services.isDemo,
    }),
});
