import { err, ok } from '../../domain/result.ts';
import { dayMs, instant } from '../../domain/time.ts';
import {
  AdministratorActReply,
  AdministratorActRequest,
  InviteAdministratorRequest,
  OneTimeLinkReply,
} from '../../protocol/administrators.ts';
import { noPassword } from '../accounts/passwords.ts';
import { endpoint } from '../http/endpoint.ts';
import { createToken, hashOf, type Services } from '../http/services.ts';

/** An invitation reaches somebody who is not at work every day. */
const invitationMs = 7 * dayMs;
/** A new password is made with the telephone in hand. */
const passwordLinkMs = dayMs;

const linkOf = ({ origin }: Services, token: string): string => `${origin}/admin/start#${token}`;

/**
 * POST /api/admin/administrators/invite: a one-time link that makes one new account with these roles. Told this once,
 * kept as a hash, and good for nobody's existing account (SIGN-1, ROLE-3).
 */
export const inviteAdministrator = endpoint({
  method: 'post',
  path: '/api/admin/administrators/invite',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: InviteAdministratorRequest,
  reply: OneTimeLinkReply,
  maxBytes: 4096,
  handle: async ({ body: { name, roles }, caller }, { accounts, officeLog, services }) => {
    const now = services.clock();
    const token = createToken(services);
    const expiresAt = instant(now + invitationMs);
    await accounts.addSetupLink(hashOf(token), expiresAt, [...new Set(roles)], {
      by: caller.id,
      forName: name,
    });
    await officeLog.append({ kind: 'administrator-invited', actor: caller.id, at: now, roles, expiresAt });
    return ok({ link: linkOf(services, token), expiresAt });
  },
});

/** POST /api/admin/invitations/:id/withdraw: the link is good for nothing any more. */
export const withdrawInvitation = endpoint({
  method: 'post',
  path: '/api/admin/invitations/:id/withdraw',
  caller: 'administrator',
  roles: ['system'],
  body: AdministratorActRequest,
  reply: AdministratorActReply,
  handle: async ({ caller, params: { id = '' } }, { accounts, officeLog, services }) => {
    if (!(await accounts.withdrawInvitation(id))) return err({ code: 'account/unknown' });
    await officeLog.append({ kind: 'invitation-withdrawn', actor: caller.id, at: services.clock() });
    return ok({ done: true as const });
  },
});

/** POST /api/admin/administrators/:id/password-link: a new password, and the second factor as it was (AUTH-6). */
export const makePasswordLink = endpoint({
  method: 'post',
  path: '/api/admin/administrators/:id/password-link',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: AdministratorActRequest,
  reply: OneTimeLinkReply,
  handle: async ({ caller, params: { id = '' } }, { accounts, officeLog, services }) => {
    const account = await accounts.byId(id);
    if (account === undefined) return err({ code: 'account/unknown' });
    if (account.password === noPassword) return err({ code: 'account/no-password' });
    const now = services.clock();
    const token = createToken(services);
    const expiresAt = instant(now + passwordLinkMs);
    await accounts.endPasswordLinks(id);
    await accounts.addSetupLink(hashOf(token), expiresAt, [], { by: caller.id, administrator: id });
    await officeLog.append({ kind: 'password-link-made', actor: caller.id, at: now, administrator: id });
    return ok({ link: linkOf(services, token), expiresAt });
  },
});
