import { err, ok } from '../../domain/result.ts';
import { hourMs } from '../../domain/time.ts';
import {
  SetUpAdministratorReply,
  SetUpAdministratorRequest,
  SetUpLinkReply,
  SetUpLinkRequest,
} from '../../protocol/set-up-administrator.ts';
import { beginSignIn, tellOwner } from '../accounts/begin-sign-in.ts';
import { loginOf, readNewPassword } from '../accounts/password-rules.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import type { ListedAccount } from '../store/account-store.ts';
import type { UsedLink } from '../store/setup-link-store.ts';
import { createId, hashOf } from '../http/services.ts';

/** POST /api/admin/set-up-link: whether a link still works, so that nobody fills in a form in vain. Uses nothing up. */
export const checkSetUpLink = endpoint({
  method: 'post',
  path: '/api/admin/set-up-link',
  caller: 'anyone',
  body: SetUpLinkRequest,
  reply: SetUpLinkReply,
  limits: [{ name: 'set-up-link', max: 60, perMs: hourMs, key: ({ address }) => address }],
  handle: async ({ body }, { accounts, services }) =>
    ok({
      isGood: await accounts.isSetupLinkGood(hashOf(body.token), services.clock()),
      demo: services.isDemo,
      signOn: services.signOn?.name ?? null,
    }),
});

/**
 * Whether a link may be used with a login name: an invitation makes somebody new and never opens another's account, a
 * link for one administrator's password opens that one alone, and the server's own does both (SIGN-1). An account that
 * is disabled is opened by none, and no link gives a password to somebody who signs in at the city's service.
 */
const isFor = ({ isInvitation, administrator }: UsedLink, known: ListedAccount | undefined): boolean => {
  if (known?.isDisabled === true || known?.login.startsWith('sso:') === true) return false;
  if (administrator !== null) return known?.id === administrator;
  return known === undefined || !isInvitation;
};

/**
 * What goes with a new password for an account that is there: signed out everywhere, and told at the next sign-in. A
 * link from another administrator leaves the second factor as it was; the server's own, which takes somebody at the
 * machine, takes it away too (AUTH-6).
 */
const resetAccount = async (
  context: Context,
  { administrator: onlyFor }: UsedLink,
  id: string,
  hash: string,
): Promise<void> => {
  const { accounts, factors, officeLog, services } = context;
  await accounts.setPassword(id, hash);
  await accounts.endAllSignIns(id);
  await tellOwner(context, id, 'password-reset');
  const at = services.clock();
  await officeLog.append({ kind: 'administrator-password-reset', actor: id, at });
  if (onlyFor !== null || (await factors.of(id)).length === 0) return;
  await factors.removeAll(id);
  await tellOwner(context, id, 'factors-reset');
  await officeLog.append({ kind: 'factors-reset', actor: 'server', at, administrator: id });
};

/**
 * POST /api/admin/set-up: the link's token makes an administrator and signs them in (SIGN-1). A login name that exists
 * gets the new password instead, keeps its account and name, and is signed out everywhere else: the way back in for a
 * forgotten password. Of two who use the same link at the same moment one wins. A refused password leaves the link as
 * it was.
 */
export const setUpAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/set-up',
  caller: 'anyone',
  body: SetUpAdministratorRequest,
  reply: SetUpAdministratorReply,
  maxBytes: 16 * 1024,
  limits: [{ name: 'set-up', max: 20, perMs: hourMs, key: ({ address }) => address }],
  prepare: async ({ body }, read, services) => {
    const isGood = await read(({ accounts }) =>
      accounts.isSetupLinkGood(hashOf(body.token), services.clock()),
    );
    if (!isGood) return undefined;
    const whose = { login: loginOf(body.login), name: body.name };
    const password = await readNewPassword(body.password, whose, services);
    return { password, hash: password.ok ? await hashPassword(services, password.value) : undefined };
  },
  handle: async ({ body, prepared }, context) => {
    const { accounts, officeLog, services } = context;
    const tokenHash = hashOf(body.token);
    const now = services.clock();
    const isGood = await accounts.isSetupLinkGood(tokenHash, now);
    if (!isGood || prepared === undefined) return err({ code: 'sign-in/setup-link-used' });
    const login = loginOf(body.login);
    const { password, hash } = prepared;
    if (!password.ok) return err({ code: 'sign-in/password-weak', reason: password.error });
    const link = hash === undefined ? undefined : await accounts.useSetupLink(tokenHash, now);
    if (hash === undefined || link === undefined) return err({ code: 'sign-in/setup-link-used' });
    if (services.signOn?.isOnlyWay === true && link.isInvitation)
      return err({ code: 'sign-in/password-off' });
    await accounts.lock();
    const known = (await accounts.all()).find((account) => account.login === login);
    if (!isFor(link, known))
      return err({ code: link.administrator === null ? 'sign-in/name-taken' : 'sign-in/wrong' });
    const { id, name } = known ?? { id: createId(services), name: body.name };
    if (known === undefined) {
      await accounts.add({ id, name, login, password: hash }, now);
      await accounts.setRoles(id, link.roles);
      await officeLog.append({ kind: 'administrator-added', actor: id, at: now, roles: [...link.roles] });
    } else await resetAccount(context, link, id, hash);
    await beginSignIn(context, id, { method: 'setup-link', factor: undefined });
    return ok({ id, name });
  },
});
