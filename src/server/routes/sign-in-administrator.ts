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
import { countWrongTry, tryKeysOf, waitLeft } from '../accounts/tries.ts';
import { endpoint } from '../http/endpoint.ts';
import type { Account } from '../store/account-store.ts';

const perMs = 15 * minuteMs;

type Checked = {
  readonly right?: Account | undefined;
  readonly renewed?: string | undefined;
  readonly wait?: number;
};

/**
 * POST /api/admin/sign-in: login name and password, the first of two steps (AUTH-1). A wrong name and a wrong password
 * get the same answer after the same work (SIGN-2). Tries are counted per login name and per address (SIGN-4, AUTH-4);
 * from a browser that the person has signed in with before, apart from everybody else's: behind one address sits a
 * whole city, and any one of them could use up its tries.
 */
export const signInAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/sign-in',
  caller: 'anyone',
  body: SignInAdministratorRequest,
  reply: SignInAdministratorReply,
  maxBytes: 16 * 1024,
  limits: [
    {
      name: 'sign-in-address',
      max: 30,
      perMs,
      key: ({ address, body, browserOf }) => browserOf(loginOf(body.login)) ?? address,
    },
    { name: 'sign-in-login', max: 10, perMs, key: ({ body, known }) => known(loginOf(body.login)) },
  ],
  prepare: async ({ body, browser }, read, services): Promise<Checked> => {
    const login = loginOf(body.login);
    const keys = tryKeysOf(services, login, browser.known);
    const wait = await waitLeft(read, keys, services);
    if (wait !== undefined) return { wait };
    const password = passwordOf(body.password);
    const account = await read(({ accounts }) => accounts.byLogin(login));
    const isTooLong = [...password].length > maxPasswordLength;
    const { isRight, isOutdated } = isTooLong
      ? { isRight: false, isOutdated: false }
      : await checkPassword(password, account?.password);
    if (!isRight) await countWrongTry(read, keys, services);
    return {
      right: isRight ? account : undefined,
      renewed: isRight && isOutdated ? await hashPassword(services, password) : undefined,
    };
  },
  handle: async ({ prepared: { right, renewed, wait } }, context) => {
    const { accounts, services } = context;
    if (services.signOn?.isOnlyWay === true) return err({ code: 'sign-in/password-off' });
    if (wait !== undefined) return err({ code: 'request/rate-limited', retryAfter: wait });
    const account = right === undefined ? undefined : await accounts.byLogin(right.login);
    if (account === undefined || account.password !== right?.password) return err({ code: 'sign-in/wrong' });
    if (renewed !== undefined) await accounts.setPassword(account.id, renewed);
    await beginSignIn(context, account.id, { method: 'password', factor: undefined });
    return ok({ id: account.id, name: account.name });
  },
});
