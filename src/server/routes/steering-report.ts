import { err, ok } from '../../domain/result.ts';
import { SteeringReportReply } from '../../protocol/follow-up.ts';
import { gatherFigures } from '../figures/gather.ts';
import { monthsUntil } from '../figures/period.ts';
import { steeringReport } from '../figures/steering.ts';
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
  handle: async ({ params }, context) => {
    const { services } = context;
    const now = services.clock();
    const gathered = await gatherFigures(context);
    const month = params['month'] ?? '';
    if (!monthsUntil(gathered.sessions, now).includes(month)) return err({ code: 'figures/month-unknown' });
    const silentTablets = (await silentDevices(context, now)).length;
    return ok(steeringReport(gathered, month, now, { programme: services.programme, silentTablets }));
  },
});
