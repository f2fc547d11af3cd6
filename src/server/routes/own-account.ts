/** One's own account: factors, recovery codes, sign-ins, password and what one is told (AUTH-5, AUTH-7). */
import { err, ok } from '../../domain/result.ts';
import { Instant, minuteMs } from '../../domain/time.ts';
import {
  AccountActReply,
  AccountActRequest,
  ChangePasswordRequest,
  NameFactorRequest,
  NewsReadRequest,
  OwnAccountReply,
  RecoveryCodesReply,
} from '../../protocol/factors.ts';
import { maxPasswordLength } from '../../protocol/set-up-administrator.ts';
import { giveRecoveryCodes } from '../accounts/add-factor.ts';
import { tellOwner } from '../accounts/begin-sign-in.ts';
import { passwordOf, readNewPassword } from '../accounts/password-rules.ts';
import { checkPassword, hashPassword, noPassword } from '../accounts/passwords.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createToken, hashOf } from '../http/services.ts';
import type { Administrator } from '../http/callers.ts';

const mine = { caller: 'administrator', roles: 'any-signed-in' } as const;

const signOnOf = async (
  { signInGuard, services }: Context,
  administrator: string,
): Promise<OwnAccountReply['signOn']> =>
  services.signOn === undefined
    ? null
    : { name: services.signOn.name, isLinked: await signInGuard.hasSubject(administrator) };

/** GET /api/admin/account */
export const showOwnAccount = endpoint({
  ...mine,
  method: 'get',
  path: '/api/admin/account',
  reply: OwnAccountReply,
  hasEtag: true,
  handle: async ({ caller }, context) => {
    const { accounts, factors, services } = context;
    const account = await accounts.byId(caller.id);
    const signIns = await accounts.signInsOf(caller.id, services.clock());
    return ok({
      login: account?.login ?? '',
      hasPassword: account !== undefined && account.password !== noPassword,
      factors: (await factors.of(caller.id)).map((factor) => ({
        id: factor.id,
        kind: factor.kind === 'passkey' ? ('passkey' as const) : ('totp' as const),
        name: factor.name,
        createdAt: Instant.parse(factor.created_at),
        lastUsedAt: factor.last_used_at === null ? null : Instant.parse(factor.last_used_at),
        isBackedUp: factor.backed_up === 1,
      })),
      recoveryCodesLeft: await factors.recoveryCodesLeft(caller.id),
      signIns: signIns.map(({ id, createdAt, lastSeenAt, browser }) => ({
        id,
        createdAt: Instant.parse(createdAt),
        lastSeenAt: Instant.parse(lastSeenAt),
        browser,
        isThis: id === caller.tokenHash,
      })),
      signOn: await signOnOf(context, caller.id),
    });
  },
});

/** POST /api/admin/factors/:id/name */
export const nameFactor = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/factors/:id/name',
  body: NameFactorRequest,
  reply: AccountActReply,
  maxBytes: 4096,
  handle: async ({ body, caller, params: { id = '' } }, { factors }) =>
    (await factors.rename(caller.id, id, body.name))
      ? ok({ done: true as const })
      : err({ code: 'request/not-found' }),
});

/** After what a sign-in rests on has changed: this one goes on with another token, the others end (AUTH-7). */
const startAnew = async (
  { accounts, services, setSignIn }: Context,
  caller: Administrator,
): Promise<void> => {
  const token = createToken(services);
  await accounts.endOtherSignIns(caller.id, caller.tokenHash);
  await accounts.confirm(caller.tokenHash, hashOf(token), services.clock());
  setSignIn(token);
};

/** POST /api/admin/factors/:id/remove: never the last one (AUTH-5). */
export const removeFactor = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/factors/:id/remove',
  needsFreshSignIn: true,
  body: AccountActRequest,
  reply: AccountActReply,
  maxBytes: 1024,
  handle: async ({ caller, params: { id = '' } }, context) => {
    const { accounts, factors, officeLog, services } = context;
    await accounts.lock();
    const held = await factors.of(caller.id);
    const factor = held.find((one) => one.id === id);
    if (factor === undefined) return err({ code: 'request/not-found' });
    if (held.length === 1) return err({ code: 'sign-in/last-factor' });
    await factors.remove(caller.id, id);
    const entry = { kind: 'factor-removed', actor: caller.id, at: services.clock(), factor: factor.kind };
    await officeLog.append(entry);
    await tellOwner(context, caller.id, 'factor-removed');
    await startAnew(context, caller);
    return ok({ done: true as const });
  },
});

/** POST /api/admin/recovery-codes: ten new ones; the old are good for nothing (AUTH-5). */
export const renewRecoveryCodes = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/recovery-codes',
  needsFreshSignIn: true,
  body: AccountActRequest,
  reply: RecoveryCodesReply,
  maxBytes: 1024,
  handle: async ({ caller }, context) => {
    const { officeLog, services } = context;
    const recoveryCodes = await giveRecoveryCodes(context, caller.id);
    await officeLog.append({ kind: 'recovery-codes-made', actor: caller.id, at: services.clock() });
    return ok({ recoveryCodes });
  },
});

/** POST /api/admin/account/password: the old one and a new one; every other sign-in ends (SIGN-2, AUTH-7). */
export const changePassword = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/account/password',
  needsFreshSignIn: true,
  body: ChangePasswordRequest,
  reply: AccountActReply,
  maxBytes: 16 * 1024,
  limits: [
    { name: 'confirm-password', max: 10, perMs: 15 * minuteMs, key: ({ administrator }) => administrator },
  ],
  prepare: async ({ body, caller }, read, services) => {
    const current = passwordOf(body.current);
    const account = await read(({ accounts }) => accounts.byId(caller.id));
    if (account === undefined || [...current].length > maxPasswordLength) return undefined;
    const { isRight } = await checkPassword(current, account.password);
    const whose = { login: account.login, name: account.name };
    const wanted = await readNewPassword(body.password, whose, services);
    return {
      account,
      isRight,
      wanted,
      hash: isRight && wanted.ok ? await hashPassword(services, wanted.value) : '',
    };
  },
  handle: async ({ caller, prepared }, context) => {
    const { accounts, officeLog, services } = context;
    const held = await accounts.byId(caller.id);
    if (held?.password === noPassword) return err({ code: 'account/no-password' });
    if (prepared?.isRight !== true || held?.password !== prepared.account.password)
      return err({ code: 'sign-in/wrong' });
    if (!prepared.wanted.ok) return err({ code: 'sign-in/password-weak', reason: prepared.wanted.error });
    await accounts.setPassword(caller.id, prepared.hash);
    await accounts.endPasswordLinks(caller.id);
    await officeLog.append({ kind: 'password-changed', actor: caller.id, at: services.clock() });
    await tellOwner(context, caller.id, 'password-changed');
    await startAnew(context, caller);
    return ok({ done: true as const });
  },
});

/** POST /api/admin/sign-ins/:id/end: one of one's own. */
export const endOwnSignIn = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/sign-ins/:id/end',
  body: AccountActRequest,
  reply: AccountActReply,
  maxBytes: 1024,
  handle: async ({ caller, params: { id = '' } }, { accounts, officeLog, services }) => {
    if (!(await accounts.endOwnSignIn(caller.id, id))) return err({ code: 'request/not-found' });
    await officeLog.append({ kind: 'sign-ins-ended', actor: caller.id, at: services.clock() });
    return ok({ done: true as const });
  },
});

/** POST /api/admin/sign-ins/end-others: all of one's own but this. */
export const endOtherSignIns = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/sign-ins/end-others',
  body: AccountActRequest,
  reply: AccountActReply,
  maxBytes: 1024,
  handle: async ({ caller }, { accounts, officeLog, services }) => {
    await accounts.endOtherSignIns(caller.id, caller.tokenHash);
    await officeLog.append({ kind: 'sign-ins-ended', actor: caller.id, at: services.clock() });
    return ok({ done: true as const });
  },
});

/** POST /api/admin/news/read: what one has been told and has read. */
export const readNews = endpoint({
  ...mine,
  method: 'post',
  path: '/api/admin/news/read',
  body: NewsReadRequest,
  reply: AccountActReply,
  maxBytes: 8192,
  handle: async ({ body, caller }, { signInGuard }) => {
    await signInGuard.newsRead(caller.id, body.ids);
    return ok({ done: true as const });
  },
});
