import { err, ok, type Result } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import { ConfirmPasswordReply, ConfirmPasswordRequest } from '../../protocol/confirm-password.ts';
import { UsedPasskeyRequest } from '../../protocol/passkeys.ts';
import type { Refusal } from '../../protocol/problems.ts';
import { maxPasswordLength } from '../../protocol/set-up-administrator.ts';
import { passwordOf } from '../accounts/password-rules.ts';
import { checkPassword, noPassword } from '../accounts/passwords.ts';
import { proveByCode, proveByPasskey } from '../accounts/prove-factor.ts';
import type { Administrator, CallingBrowser } from '../http/callers.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createToken, hashOf, type Services } from '../http/services.ts';
import type { Account } from '../store/account-store.ts';
import type { Stores } from '../store/stores.ts';

const perMs = 15 * minuteMs;

type Read = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
type Checked = Result<Account, Refusal>;

/** Whether the password is this account's; somebody who signs in at the city's service has none to give. */
const isOwnPassword = async (account: Account, given: string): Promise<boolean> => {
  if (account.password === noPassword) return given === '';
  const password = passwordOf(given);
  if ([...password].length > maxPasswordLength) return false;
  return (await checkPassword(password, account.password)).isRight;
};

/** The password first, then the code: a code is not used up by somebody who does not know the password. */
const check = async (
  read: Read,
  services: Services,
  { id, browser }: { readonly id: string; readonly browser: CallingBrowser },
  body: ConfirmPasswordRequest,
): Promise<Checked> => {
  const account = await read(({ accounts }) => accounts.byId(id));
  if (account === undefined || !(await isOwnPassword(account, body.password)))
    return err({ code: 'sign-in/wrong' });
  const held = await read(({ factors }) => factors.of(id));
  if (held.length === 0)
    return account.password === noPassword ? err({ code: 'account/no-password' }) : ok(account);
  if (body.code === undefined) return err({ code: 'sign-in/factor-needed' });
  const proof = await proveByCode(read, services, id, browser, body.code);
  if (proof.kind === 'wait') return err({ code: 'request/rate-limited', retryAfter: proof.seconds });
  return proof.kind === 'wrong' ? err({ code: 'sign-in/code-wrong' }) : ok(account);
};

/** The sign-in is fresh again, and from here has another token (AUTH-7). */
const confirm = async (
  { accounts, officeLog, services, setSignIn }: Context,
  caller: Administrator,
  kind: 'password-confirmed' | 'passkey-confirmed',
): Promise<{ confirmed: true }> => {
  const token = createToken(services);
  const now = services.clock();
  await accounts.confirm(caller.tokenHash, hashOf(token), now);
  setSignIn(token);
  await officeLog.append({ kind, actor: caller.id, at: now });
  return { confirmed: true };
};

/**
 * POST /api/admin/confirm-password: the password of whoever is signed in, and a code of their second factor, open what
 * needs a fresh sign-in, on this sign-in alone (SIGN-6). As many tries as a sign-in has, counted per person alone, so
 * that strangers at the same address use up nobody's, and the same work (SIGN-4).
 */
export const confirmPassword = endpoint({
  method: 'post',
  path: '/api/admin/confirm-password',
  caller: 'administrator',
  roles: 'any-signed-in',
  body: ConfirmPasswordRequest,
  reply: ConfirmPasswordReply,
  maxBytes: 16 * 1024,
  limits: [{ name: 'confirm-password', max: 10, perMs, key: ({ administrator }) => administrator }],
  prepare: ({ body, caller, browser }, read, services) =>
    check(read, services, { id: caller.id, browser }, body),
  handle: async ({ caller, prepared }, context) => {
    if (!prepared.ok) return prepared;
    const account = await context.accounts.byId(caller.id);
    if (account?.password !== prepared.value.password) return err({ code: 'sign-in/wrong' });
    return ok(await confirm(context, caller, 'password-confirmed'));
  },
});

/** POST /api/admin/confirm-passkey: a passkey of whoever is signed in does the same by itself (AUTH-2, SIGN-6). */
export const confirmPasskey = endpoint({
  method: 'post',
  path: '/api/admin/confirm-passkey',
  caller: 'administrator',
  roles: 'any-signed-in',
  body: UsedPasskeyRequest,
  reply: ConfirmPasswordReply,
  maxBytes: 32 * 1024,
  limits: [{ name: 'confirm-passkey', max: 60, perMs, key: ({ administrator }) => administrator }],
  prepare: ({ body }, read, services) => proveByPasskey(read, services, body.response),
  handle: async ({ caller, prepared: owner }, context) =>
    owner === caller.id
      ? ok(await confirm(context, caller, 'passkey-confirmed'))
      : err({ code: 'sign-in/passkey-refused' }),
});
