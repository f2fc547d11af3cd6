/** The second step of a sign-in, or the only one with a passkey (AUTH-1, AUTH-2). */
import { err, ok } from '../../domain/result.ts';
import { hourMs, minuteMs } from '../../domain/time.ts';
import { FactorOptionsReply, FactorOptionsRequest, ShowFactorRequest } from '../../protocol/factors.ts';
import { PasskeyOptionsRequest, PasskeyQuestion, UsedPasskeyRequest } from '../../protocol/passkeys.ts';
import { SignInAdministratorReply } from '../../protocol/sign-in-administrator.ts';
import { askForPasskey } from '../accounts/ask-passkey.ts';
import { beginSignIn } from '../accounts/begin-sign-in.ts';
import { proveByCode, proveByPasskey } from '../accounts/prove-factor.ts';
import { endpoint } from '../http/endpoint.ts';

const perMs = 15 * minuteMs;

/**
 * Tries are counted by browser where somebody has signed in with it before, and otherwise by address: behind one
 * address sits a whole office, and nobody in it, nor a stranger beside it, can use up the others' tries (AUTH-10).
 */
const byBrowser = ({
  browser,
  address,
}: {
  readonly browser: string | undefined;
  readonly address: string;
}): string => (browser === undefined ? `address/${address}` : `browser/${browser}`);

/** POST /api/admin/passkey/options: a challenge for whoever has a passkey here; says nothing of who has one. */
export const passkeyOptions = endpoint({
  method: 'post',
  path: '/api/admin/passkey/options',
  caller: 'anyone',
  body: PasskeyOptionsRequest,
  reply: PasskeyQuestion,
  maxBytes: 1024,
  limits: [{ name: 'passkey-options', max: 200, perMs: hourMs, key: byBrowser }],
  handle: async (_, context) => ok(await askForPasskey(context, 'passkey', null, [])),
});

/** POST /api/admin/passkey/sign-in: a passkey with its person verified is both steps, also while others' tries wait. */
export const signInByPasskey = endpoint({
  method: 'post',
  path: '/api/admin/passkey/sign-in',
  caller: 'anyone',
  body: UsedPasskeyRequest,
  reply: SignInAdministratorReply,
  maxBytes: 32 * 1024,
  limits: [{ name: 'passkey', max: 60, perMs, key: byBrowser }],
  prepare: ({ body }, read, services) => proveByPasskey(read, services, body.response),
  handle: async ({ prepared: owner }, context) => {
    const account = owner === undefined ? undefined : await context.accounts.byId(owner);
    if (account === undefined) return err({ code: 'sign-in/passkey-refused' });
    await beginSignIn(context, account.id, { method: 'passkey', factor: 'passkey' });
    return ok({ id: account.id, name: account.name });
  },
});

/** POST /api/admin/factor/options: how whoever is signed in, or has given the password, can show who they are. */
export const factorOptions = endpoint({
  method: 'post',
  path: '/api/admin/factor/options',
  caller: 'administrator',
  roles: 'any-signed-in',
  allowsHalf: true,
  body: FactorOptionsRequest,
  reply: FactorOptionsReply,
  maxBytes: 1024,
  handle: async ({ caller }, context) => {
    const held = await context.factors.of(caller.id);
    const hasPasskey = held.some(({ kind }) => kind === 'passkey');
    return ok({
      hasTotp: held.some(({ kind }) => kind === 'totp'),
      hasPasskey,
      recoveryCodesLeft: await context.factors.recoveryCodesLeft(caller.id),
      passkey: hasPasskey ? await askForPasskey(context, 'passkey', caller.id, held) : null,
    });
  },
});

/** POST /api/admin/factor: the code that makes a half sign-in whole, with another token (AUTH-1, AUTH-7). */
export const showFactor = endpoint({
  method: 'post',
  path: '/api/admin/factor',
  caller: 'administrator',
  roles: 'any-signed-in',
  allowsHalf: true,
  body: ShowFactorRequest,
  reply: SignInAdministratorReply,
  maxBytes: 4096,
  prepare: ({ body, caller, browser }, read, services) =>
    caller.awaits === 'factor'
      ? proveByCode(read, services, caller.id, browser, body)
      : Promise.resolve({ kind: 'wrong' as const }),
  handle: async ({ body, caller, prepared }, context) => {
    if (prepared.kind === 'wait') return err({ code: 'request/rate-limited', retryAfter: prepared.seconds });
    if (prepared.kind === 'wrong') return err({ code: 'sign-in/code-wrong' });
    const method = caller.method === 'sign-on' ? 'sign-on' : 'password';
    await beginSignIn(context, caller.id, { method, factor: body.kind });
    return ok({ id: caller.id, name: caller.name });
  },
});
