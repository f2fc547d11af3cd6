/** What every way of signing in ends with, whether a password, a passkey or the city's own sign-in service. */
import type { SignInMethod } from '../../protocol/sign-in-methods.ts';
import type { Context } from '../http/endpoint.ts';
import { createToken, hashOf } from '../http/services.ts';

/** Begins a sign-in with a token nobody has seen before, sets the cookie and writes the office log (SIGN-3, LOG-6). */
export const beginSignIn = async (
  { accounts, officeLog, services, setSignIn }: Context,
  administrator: string,
  method: SignInMethod | 'setup-link',
): Promise<void> => {
  const token = createToken(services);
  const now = services.clock();
  await accounts.addSignIn(hashOf(token), administrator, now);
  await officeLog.append({ kind: 'signed-in', actor: administrator, at: now, method });
  setSignIn(token);
};
