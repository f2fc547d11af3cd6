import { ok } from '../../domain/result.ts';
import { SignedInReply } from '../../protocol/signed-in.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { hashOf } from '../http/services.ts';

const leftOf = async ({ accounts, browser, services }: Context): Promise<SignedInReply['left']> => {
  const { signIn: token } = browser;
  const found = token === undefined ? undefined : await accounts.bySignIn(hashOf(token), services.clock());
  if (found === undefined) return 'everything';
  if (found.awaits === null) return 'nothing';
  return found.awaits === 'factor' ? 'factor' : 'registration';
};

/**
 * GET /api/admin/signed-in: what the page asks before anything else. That nobody is signed in is an answer like any
 * other, so that a browser reports no error on the sign-in page (SIGN-7).
 */
export const signedIn = endpoint({
  method: 'get',
  path: '/api/admin/signed-in',
  caller: 'anyone',
  reply: SignedInReply,
  handle: async (_, context) => ok({ left: await leftOf(context) }),
});
