/** What the programme has decided about counting, each with effect from a day (HRS-4). */
import { policyOn } from '../../domain/policy.ts';
import { err, ok } from '../../domain/result.ts';
import { firstDayAfter, firstDayOf, dayOf, instantAt, isDay, type Day } from '../../domain/time.ts';
import { PolicyReply, SetPolicyReply, SetPolicyRequest } from '../../protocol/month.ts';
import { endpoint, type Context } from '../http/endpoint.ts';

/** The first day no locked month has been counted by. */
const earliestDay = async ({ months, services }: Context): Promise<Day> => {
  const last = [...(await months.lockedMonths())].sort().at(-1);
  if (last !== undefined) return firstDayAfter(last);
  const [first] = await months.monthsWithSessions();
  return first === undefined ? dayOf(services.clock()) : firstDayOf(first);
};

/** GET /api/admin/policy */
export const showPolicy = endpoint({
  method: 'get',
  path: '/api/admin/policy',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader', 'system'],
  reply: PolicyReply,
  handle: async (_asked, context) => {
    const decided = await context.decisions.policies();
    return ok({
      decided: [...decided],
      current: policyOn(decided, dayOf(context.services.clock())),
      earliest: await earliestDay(context),
    });
  },
});

/** POST /api/admin/policy: counts from its day on, and never in a month that is locked (HRS-4, MONTH-3). */
export const setPolicy = endpoint({
  method: 'post',
  path: '/api/admin/policy',
  caller: 'administrator',
  roles: ['system'],
  body: SetPolicyRequest,
  reply: SetPolicyReply,
  handle: async ({ body, caller }, context) => {
    if (!isDay(body.from)) return err({ code: 'request/malformed' });
    if (body.from < (await earliestDay(context))) return err({ code: 'policy/locked-month' });
    const now = context.services.clock();
    await context.officeLog.append({ kind: 'policy-set', actor: caller.id, at: now, ...body });
    const touched = await context.programme.sessionsBetween(instantAt(body.from, '00:00'), now);
    await context.attendance.recompute(
      touched.map(({ session }) => session.id),
      now,
    );
    return ok({ sessions: touched.length });
  },
});
