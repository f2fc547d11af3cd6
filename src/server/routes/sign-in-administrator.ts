import { err, ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import {
  SignInAdministratorReply,
  SignInAdministratorRequest,
} from '../../protocol/sign-in-administrator.ts';
import { maxPasswordLength } from '../../protocol/set-up-administrator.ts';
import { limitedByAddress } from '../accounts/limit-by-address.ts';
import { loginOf, passwordOf } from '../accounts/password-rules.ts';
import { checkPassword, hashPassword } from '../accounts/passwords.ts';
import { beginSignIn } from '../accounts/begin-sign-in.ts';
import { endpoint } from '../http/endpoint.ts';

const path = '/api/admin/sign-in';
const perMs = 15 * minuteMs;

/**
 * POST /api/admin/sign-in: login name and password. A wrong name and a wrong password get the same answer after the
 * same work (SIGN-2). Tries are counted per login name and per address (SIGN-4).
 */
export const signInAdministrator = limitedByAddress(
  { path, name: 'sign-in-address', max: 30, perMs },
  endpoint({
    method: 'post',
    path,
    caller: 'anyone',
    body: SignInAdministratorRequest,
    reply: SignInAdministratorReply,
    maxBytes: 16 * 1024,
    limit: { name: 'sign-in-login', max: 10, perMs, key: ({ body }) => loginOf(body.login) },
    handle: async ({ body }, context) => {
      const { accounts, services } = context;
      const password = passwordOf(body.password);
      if ([...password].length > maxPasswordLength) return err({ code: 'sign-in/wrong' });
      const account = await accounts.byLogin(loginOf(body.login));
      const { isRight, isOutdated } = await checkPassword(password, account?.password);
      if (account === undefined || !isRight) return err({ code: 'sign-in/wrong' });
      if (isOutdated) await accounts.setPassword(account.id, await hashPassword(services, password));
      await beginSignIn(context, account.id, 'password');
      return ok({ id: account.id, name: account.name });
    },
  }),
);
