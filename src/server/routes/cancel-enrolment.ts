import { err, ok } from '../../domain/result.ts';
import { CancelEnrolmentReply, CancelEnrolmentRequest } from '../../protocol/cancel-enrolment.ts';
import { endpoint } from '../http/endpoint.ts';

/** POST /api/admin/enrolments/:id/cancel: the code stops working. One that a tablet has used is not undone here (DEV-1). */
export const cancelEnrolment = endpoint({
  method: 'post',
  path: '/api/admin/enrolments/:id/cancel',
  caller: 'administrator',
  roles: ['system', 'planner'],
  body: CancelEnrolmentRequest,
  reply: CancelEnrolmentReply,
  handle: async ({ caller, params }, { devices, officeLog, services }) => {
    const held = await devices.enrolmentCode(params['id'] ?? '');
    if (held === undefined) return err({ code: 'enrol/code-unknown' });
    if (held.used_at !== null) return err({ code: 'enrol/code-used' });
    const now = services.clock();
    if (held.cancelled_at === null) {
      await devices.cancelEnrolmentCode(held.code_hash, now);
      await officeLog.append({ kind: 'enrolment-cancelled', actor: caller.id, at: now, unit: held.unit });
    }
    return ok({ cancelled: true as const });
  },
});
