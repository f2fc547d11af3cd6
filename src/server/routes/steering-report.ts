import { err, ok } from '../../domain/result.ts';
import { SteeringReportReply } from '../../protocol/follow-up.ts';
import { monthsUntil } from '../figures/period.ts';
import { steeringBasis, steeringReport } from '../figures/steering.ts';
import { endpoint } from '../http/endpoint.ts';
import { silentDevices } from './programme-overview.ts';

/** GET /api/admin/followup/steering/:month: the report to the steering group, computed anew each time (DASH-8). */
export const showSteeringReport = endpoint({
  method: 'get',
  path: '/api/admin/followup/steering/:month',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: SteeringReportReply,
  hasEtag: true,
  showsFigures: true,
  handle: async ({ params }, context) => {
    const { figures, services } = context;
    const now = services.clock();
    await figures.keep(now);
    const kept = await figures.months();
    const month = params['month'] ?? '';
    if (!monthsUntil(kept, now).includes(month)) return err({ code: 'figures/month-unknown' });
    const silentTablets = (await silentDevices(context, now)).length;
    const basis = await steeringBasis(context, kept, month);
    return ok(steeringReport({ ...basis, programme: services.programme, silentTablets }, now));
  },
});
