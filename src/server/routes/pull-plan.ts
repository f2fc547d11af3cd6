import { Plan } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { endpoint } from '../http/endpoint.ts';
import { planOfDevice } from './plan-of-device.ts';

/** GET /api/plan: everything this device needs, whole, with an ETag; no deltas to get wrong (PLAN-5). */
export const pullPlan = endpoint({
  method: 'get',
  path: '/api/plan',
  caller: 'device',
  reply: Plan,
  hasEtag: true,
  handle: async ({ caller }, context) => {
    const now = context.services.clock();
    await context.devices.update(caller.device, { last_contact_at: now, plan_fetched_at: now });
    return ok(await planOfDevice(caller, context));
  },
});
