import { err, ok } from '../../domain/result.ts';
import { dayMs } from '../../domain/time.ts';
import { AccountActRequest, FactorResetReply } from '../../protocol/factors.ts';
import { tellOwner } from '../accounts/begin-sign-in.ts';
import { endpoint } from '../http/endpoint.ts';

/** How long a second person has to agree. */
export const resetMs = dayMs;

/**
 * POST /api/admin/administrators/:id/factor-reset: for somebody who has lost every second factor and recovery code. One
 * system administrator asks and another agrees, neither of them the person; then the factors are gone, the person is
 * signed out everywhere, and is told at the next sign-in (AUTH-6). The password stays as it is.
 */
export const resetFactors = endpoint({
  method: 'post',
  path: '/api/admin/administrators/:id/factor-reset',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: AccountActRequest,
  reply: FactorResetReply,
  maxBytes: 1024,
  handle: async ({ caller, params: { id = '' } }, context) => {
    const { accounts, factors, officeLog, services } = context;
    await accounts.lock();
    const now = services.clock();
    if ((await accounts.byId(id)) === undefined) return err({ code: 'account/unknown' });
    if (id === caller.id) return err({ code: 'account/own' });
    const asked = (await factors.resets(now - resetMs)).find(({ administrator }) => administrator === id);
    if (asked?.askedBy === caller.id) return err({ code: 'account/second-person' });
    const entry = { actor: caller.id, at: now, administrator: id };
    if (asked === undefined) {
      await factors.askReset(id, caller.id, now);
      await officeLog.append({ ...entry, kind: 'factor-reset-asked' });
      await tellOwner(context, id, 'factor-reset-asked');
      return ok({ state: 'asked' as const });
    }
    await factors.endReset(id);
    await factors.removeAll(id);
    await accounts.endAllSignIns(id);
    await accounts.endPasswordLinks(id);
    await officeLog.append({ ...entry, kind: 'factors-reset', askedBy: asked.askedBy });
    await tellOwner(context, id, 'factors-reset');
    return ok({ state: 'done' as const });
  },
});
