import { ok } from '../../domain/result.ts';
import {
  DecideRetentionReply,
  DecideRetentionRequest,
  ShowRetentionReply,
} from '../../protocol/retention.ts';
import { firstRetention, RetentionPolicy } from '../../domain/retention.ts';
import { endpoint } from '../http/endpoint.ts';
import { retentionSetting } from '../jobs/dispose.ts';

/** GET /api/admin/retention: the rule as it has been decided. */
export const showRetention = endpoint({
  method: 'get',
  path: '/api/admin/retention',
  caller: 'administrator',
  roles: ['system', 'reader'],
  reply: ShowRetentionReply,
  handle: async (_asked, { settings }) => {
    const held = await settings.get(retentionSetting);
    return ok({ policy: held === undefined ? firstRetention : RetentionPolicy.parse(JSON.parse(held)) });
  },
});

/** POST /api/admin/retention: decides the last day names are kept, in the office log. Nothing goes by it alone (RET-2). */
export const decideRetention = endpoint({
  method: 'post',
  path: '/api/admin/retention',
  caller: 'administrator',
  roles: ['system'],
  needsFreshSignIn: true,
  body: DecideRetentionRequest,
  reply: DecideRetentionReply,
  maxBytes: 4096,
  handle: async ({ body, caller }, { officeLog, services, settings }) => {
    await settings.put(retentionSetting, JSON.stringify(body));
    await officeLog.append({ kind: 'retention-decided', actor: caller.id, at: services.clock(), ...body });
    return ok({ decided: true as const });
  },
});
