import { ok } from '../../domain/result.ts';
import { Instant } from '../../domain/time.ts';
import { ListAdministratorsReply } from '../../protocol/administrators.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /api/admin/administrators: who may do what, when they last signed in, and who is invited (ROLE-3). */
export const listAdministrators = endpoint({
  method: 'get',
  path: '/api/admin/administrators',
  caller: 'administrator',
  roles: ['system'],
  reply: ListAdministratorsReply,
  hasEtag: true,
  handle: async ({ caller }, { accounts, services }) =>
    ok({
      administrators: (await accounts.all()).map(({ roles, lastSignedInAt, ...account }) => ({
        ...account,
        roles: [...roles],
        lastSignedInAt: lastSignedInAt === null ? null : Instant.parse(lastSignedInAt),
        isMe: account.id === caller.id,
      })),
      invitations: (await accounts.invitations(services.clock())).map(({ roles, expiresAt, ...invited }) => ({
        ...invited,
        roles: [...roles],
        expiresAt: Instant.parse(expiresAt),
      })),
    }),
});
