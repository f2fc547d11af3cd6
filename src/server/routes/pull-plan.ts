import { Plan } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { firstDayAfter, instant, instantAt, type Instant } from '../../domain/time.ts';
import { oldestPlanVersion } from '../../protocol/version.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { hashOf } from '../http/services.ts';
import { isFormerSettled } from './former-settled.ts';
import { planOfDevice } from './plan-of-device.ts';

/** The beginning of the first month with sessions that is not locked; undefined while none is locked (STORE-3). */
const lockedUntilOf = async ({ months }: Pick<Context, 'months'>): Promise<Instant | undefined> => {
  const locked = await months.lockedMonths();
  const all = await months.monthsWithSessions();
  const firstOpen = all.findIndex((month) => !locked.has(month));
  const until = all.slice(0, firstOpen < 0 ? all.length : firstOpen).at(-1);
  return until === undefined ? undefined : instant(instantAt(firstDayAfter(until), '00:00'));
};

/** GET /api/plan: everything this device needs, whole, with an ETag; no deltas to get wrong (PLAN-5). */
export const pullPlan = endpoint({
  method: 'get',
  path: '/api/plan',
  caller: 'device',
  fromVersion: oldestPlanVersion,
  reply: Plan,
  etagOf: ({ cards, ...rest }) => ({ ...rest, cards: cards === undefined ? null : hashOf(cards.rows) }),
  handle: async ({ caller, query }, context) => {
    const now = context.services.clock();
    await context.devices.update(caller.device, { last_contact_at: now, plan_fetched_at: now });
    const plan = await planOfDevice(caller, context, query['cards'] === 'table');
    if (query['journal'] !== '1') return ok(plan);
    const lockedUntil = await lockedUntilOf(context);
    const restoredAt = context.services.epoch?.lost?.to;
    const waiting = await context.logs.waitingDeliveries(caller.device);
    const isCopied = waiting.some(({ reason }) => reason === 'fork');
    const formerSettled = await isFormerSettled(caller.device, context);
    return ok({
      ...plan,
      ...(lockedUntil === undefined ? {} : { lockedUntil }),
      ...(restoredAt === undefined ? {} : { restoredAt: instant(restoredAt) }),
      ...(isCopied ? { copied: true } : {}),
      ...(formerSettled === undefined ? {} : { formerSettled }),
    });
  },
});
