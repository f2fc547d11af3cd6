/** What every way of signing in ends with, whether a password, a passkey or the city's own sign-in service. */
import type { SignInMethod } from '../../protocol/sign-in-methods.ts';
import type { Context } from '../http/endpoint.ts';
import { createId, createToken, hashOf, type Services } from '../http/services.ts';
import type { Awaits } from '../store/sign-in-store.ts';
import { knownBrowserMark } from './sign-in-keys.ts';
import { tryKeysOf } from './tries.ts';

export type Shown = {
  readonly method: SignInMethod | 'setup-link';
  /** What was shown besides, or nothing yet. */
  readonly factor: 'totp' | 'passkey' | 'recovery' | 'sign-on' | 'registered' | undefined;
};

/** What is left to show: the demo asks for a second factor of those alone who have one (AUTH-1). */
const leftToShow = async (
  { factors, services }: Pick<Context, 'factors' | 'services'>,
  administrator: string,
): Promise<Awaits | null> => {
  if ((await factors.of(administrator)).length > 0) return 'factor';
  return services.isDemo ? null : 'registration';
};

/** What the person is told: tries with their name that were wrong since the last time, which are then forgotten. */
const tellOfTries = async (context: Context, administrator: string): Promise<void> => {
  const { accounts, signInGuard, services, browser } = context;
  const account = await accounts.byId(administrator);
  if (account === undefined) return;
  const { name, guard } = tryKeysOf(services, account.login, browser.known);
  const { total } = await signInGuard.tries(name);
  if (total > 0)
    await signInGuard.tell(administrator, {
      id: createId(services),
      kind: 'failed-tries',
      at: services.clock(),
      count: total,
    });
  await signInGuard.forgetTries([name, guard, factorTryKey(administrator, guard)]);
  context.setKnown(knownBrowserMark(services, account.login));
};

/** What wrong codes of somebody who has given the password are counted by: a known browser's apart (AUTH-4). */
export const factorTryKey = (administrator: string, guard: string): string =>
  hashOf(`guard/factor/${administrator}/${guard}`);

/** A notice for the next sign-in. */
export const tellOwner = (
  { signInGuard, services }: Pick<Context, 'signInGuard'> & { readonly services: Services },
  administrator: string,
  kind: string,
): Promise<void> =>
  signInGuard.tell(administrator, { id: createId(services), kind, at: services.clock(), count: 1 });

/**
 * Begins a sign-in with a token nobody has seen before and sets the cookie (SIGN-3). It is good for nothing but the
 * second factor until that has been shown (AUTH-1); then it stands in the office log (LOG-6). The sign-in this
 * browser had before ends: its token is never raised to more than it was (AUTH-7).
 */
export const beginSignIn = async (
  context: Context,
  administrator: string,
  { method, factor }: Shown,
): Promise<void> => {
  const { accounts, officeLog, services, browser, setSignIn } = context;
  const token = createToken(services);
  const now = services.clock();
  const awaits = factor === undefined ? await leftToShow(context, administrator) : null;
  if (browser.signIn !== undefined) await accounts.endSignIn(hashOf(browser.signIn));
  await accounts.addSignIn(hashOf(token), administrator, now, { awaits, browser: browser.kind, method });
  setSignIn(token);
  if (awaits !== null) return;
  await tellOfTries(context, administrator);
  const entry = { kind: 'signed-in', actor: administrator, at: now, method };
  await officeLog.append(factor === undefined ? entry : { ...entry, factor });
};
