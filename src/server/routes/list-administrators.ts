import { ok } from '../../domain/result.ts';
import { Instant } from '../../domain/time.ts';
import { ListAdministratorsReply } from '../../protocol/administrators.ts';
import { endpoint } from '../http/endpoint.ts';
import type { FactorReset } from '../store/factor-store.ts';
import { resetMs } from './reset-factors.ts';

/** Whether somebody's factors are asked to be taken away, and whether it was the caller who asked (AUTH-6). */
const resetAskedFor = (
  resets: readonly FactorReset[],
  administrator: string,
  caller: string,
): 'by-me' | 'by-other' | null => {
  const asked = resets.find((reset) => reset.administrator === administrator);
  return asked === undefined ? null : asked.askedBy === caller ? 'by-me' : 'by-other';
};

/** GET /api/admin/administrators: who may do what, when they last signed in, and who is invited (ROLE-3). */
export const listAdministrators = endpoint({
  method: 'get',
  path: '/api/admin/administrators',
  caller: 'administrator',
  roles: ['system'],
  reply: ListAdministratorsReply,
  hasEtag: true,
  handle: async ({ caller }, { accounts, factors, services }) => {
    const resets = await factors.resets(services.clock() - resetMs);
    return ok({
      administrators: (await accounts.all()).map(({ roles, lastSignedInAt, ...account }) => ({
        ...account,
        roles: [...roles],
        lastSignedInAt: lastSignedInAt === null ? null : Instant.parse(lastSignedInAt),
        isMe: account.id === caller.id,
        factorReset: resetAskedFor(resets, account.id, caller.id),
      })),
      invitations: (await accounts.invitations(services.clock())).map(({ roles, expiresAt, ...invited }) => ({
        ...invited,
        roles: [...roles],
        expiresAt: Instant.parse(expiresAt),
      })),
    });
  },
});
