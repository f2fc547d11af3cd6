import { err, ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import {
  SignInAdministratorReply,
  SignInAdministratorRequest,
} from '../../protocol/sign-in-administrator.ts';
import { maxPasswordLength } from '../../protocol/set-up-administrator.ts';
import { loginOf, passwordOf } from '../accounts/password-rules.ts';
import { checkPassword, hashPassword } from '../accounts/passwords.ts';
import { beginSignIn } from '../accounts/begin-sign-in.ts';
import { endpoint } from '../http/endpoint.ts';

const perMs = 15 * minuteMs;

/**
 * POST /api/admin/sign-in: login name and password. A wrong name and a wrong password get the same answer after the
 * same work (SIGN-2). Tries are counted per login name and per address (SIGN-4).
 */
export const signInAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/sign-in',
  caller: 'anyone',
  body: SignInAdministratorRequest,
  reply: SignInAdministratorReply,
  maxBytes: 16 * 1024,
  limits: [
    { name: 'sign-in-address', max: 30, perMs, key: ({ address }) => address },
    { name: 'sign-in-login', max: 10, perMs, key: ({ body }) => loginOf(body.login) },
  ],
  prepare: async ({ body }, read, services) => {
    const password = passwordOf(body.password);
    if ([...password].length > maxPasswordLength) return { right: undefined, renewed: undefined };
    const account = await read(({ accounts }) => accounts.byLogin(loginOf(body.login)));
    const { isRight, isOutdated } = await checkPassword(password, account?.password);
    return {
      right: isRight ? account : undefined,
      renewed: isRight && isOutdated ? await hashPassword(services, password) : undefined,
    };
  },
  handle: async ({ prepared: { right, renewed } }, context) => {
    const { accounts } = context;
    const account = right === undefined ? undefined : await accounts.byLogin(right.login);
    if (account === undefined || account.password !== right?.password) return err({ code: 'sign-in/wrong' });
    if (renewed !== undefined) await accounts.setPassword(account.id, renewed);
    await beginSignIn(context, account.id, 'password');
    return ok({ id: account.id, name: account.name });
  },
});
