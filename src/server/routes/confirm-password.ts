import { err, ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import { ConfirmPasswordReply, ConfirmPasswordRequest } from '../../protocol/confirm-password.ts';
import { maxPasswordLength } from '../../protocol/set-up-administrator.ts';
import { passwordOf } from '../accounts/password-rules.ts';
import { checkPassword } from '../accounts/passwords.ts';
import { endpoint } from '../http/endpoint.ts';

const perMs = 15 * minuteMs;

/**
 * POST /api/admin/confirm-password: the password of whoever is signed in opens what needs a fresh sign-in, on this
 * sign-in alone (SIGN-6). As many tries as a sign-in has, counted per person and per address, and the same work (SIGN-4).
 */
export const confirmPassword = endpoint({
  method: 'post',
  path: '/api/admin/confirm-password',
  caller: 'administrator',
  roles: 'any-signed-in',
  body: ConfirmPasswordRequest,
  reply: ConfirmPasswordReply,
  maxBytes: 16 * 1024,
  limits: [
    { name: 'sign-in-address', max: 30, perMs, key: ({ address }) => address },
    { name: 'confirm-password', max: 10, perMs, key: ({ administrator }) => administrator },
  ],
  prepare: async ({ body, caller }, read) => {
    const password = passwordOf(body.password);
    if ([...password].length > maxPasswordLength) return undefined;
    const account = await read(({ accounts }) => accounts.byId(caller.id));
    const { isRight } = await checkPassword(password, account?.password);
    return isRight ? account : undefined;
  },
  handle: async ({ caller, prepared: right }, { accounts, officeLog, services }) => {
    const account = right === undefined ? undefined : await accounts.byId(caller.id);
    if (account === undefined || account.password !== right?.password) return err({ code: 'sign-in/wrong' });
    const now = services.clock();
    await accounts.confirm(caller.tokenHash, now);
    await officeLog.append({ kind: 'password-confirmed', actor: caller.id, at: now });
    return ok({ confirmed: true as const });
  },
});
