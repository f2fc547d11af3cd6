import { err, ok, type Result } from '../../domain/result.ts';
import { roles as everyRole } from '../../domain/roles.ts';
import {
  AdministratorActReply,
  AdministratorActRequest,
  ChangeRolesRequest,
} from '../../protocol/administrators.ts';
import type { Refusal } from '../../protocol/problems.ts';
import type { Administrator } from '../http/callers.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import type { ListedAccount } from '../store/account-store.ts';

type Change = {
  readonly account: ListedAccount;
  readonly now: number;
};

/**
 * Finds whose account it is, makes the change, and refuses it when it is one's own or leaves nobody to manage accounts.
 * Changes wait for each other, so that two who take the role from each other do not both succeed (ROLE-3).
 */
const changed = async (
  { accounts, services }: Context,
  caller: Administrator,
  id: string,
  change: (found: Change) => Promise<void>,
): Promise<Result<{ done: true }, Refusal>> => {
  await accounts.lock();
  const account = (await accounts.all()).find((one) => one.id === id);
  if (account === undefined) return err({ code: 'account/unknown' });
  if (account.id === caller.id) return err({ code: 'account/own' });
  await change({ account, now: services.clock() });
  const after = await accounts.all();
  const isManaged = after.some(({ roles, isDisabled }) => !isDisabled && roles.includes('system'));
  return isManaged ? ok({ done: true }) : err({ code: 'account/last-system' });
};

/** POST /api/admin/administrators/:id/roles: exactly these roles from now on; signed out everywhere (AUTH-7). */
export const changeRoles = endpoint({
  method: 'post',
  path: '/api/admin/administrators/:id/roles',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: ChangeRolesRequest,
  reply: AdministratorActReply,
  maxBytes: 4096,
  handle: ({ body, caller, params: { id = '' } }, context) =>
    changed(context, caller, id, async ({ account, now: at }) => {
      const roles = everyRole.filter((role) => body.roles.includes(role));
      const before = [...account.roles];
      await context.accounts.setRoles(id, roles);
      await context.accounts.endAllSignIns(id);
      const entry = { kind: 'roles-changed', actor: caller.id, at, administrator: id };
      await context.officeLog.append({ ...entry, before, after: roles });
    }),
});

/** POST /api/admin/administrators/:id/disable: signed out everywhere at once, and cannot sign in (ROLE-4). */
export const disableAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/administrators/:id/disable',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: AdministratorActRequest,
  reply: AdministratorActReply,
  handle: ({ caller, params: { id = '' } }, context) =>
    changed(context, caller, id, async ({ now: at }) => {
      await context.accounts.setDisabled(id, at);
      await context.accounts.endAllSignIns(id);
      await context.accounts.endPasswordLinks(id);
      const entry = { kind: 'administrator-disabled', actor: caller.id, at, administrator: id };
      await context.officeLog.append(entry);
    }),
});

/** POST /api/admin/administrators/:id/enable: may sign in again, with the roles held before. */
export const enableAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/administrators/:id/enable',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: AdministratorActRequest,
  reply: AdministratorActReply,
  handle: ({ caller, params: { id = '' } }, context) =>
    changed(context, caller, id, async ({ now: at }) => {
      await context.accounts.setDisabled(id, null);
      const entry = { kind: 'administrator-enabled', actor: caller.id, at, administrator: id };
      await context.officeLog.append(entry);
    }),
});
