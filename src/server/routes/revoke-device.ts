import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { RevokeDeviceReply, RevokeDeviceRequest } from '../../protocol/revoke-device.ts';
import { endpoint } from '../http/endpoint.ts';
import { isOffices } from '../phones-log.ts';

/**
 * POST /api/admin/devices/:id/revoke: from now on the tablet gets no plan, and wipes names when it next hears from
 * us. What it has recorded can still be handed in and waits for a person (DEV-4). Safe to repeat.
 */
export const revokeDevice = endpoint({
  method: 'post',
  path: '/api/admin/devices/:id/revoke',
  caller: 'administrator',
  roles: ['system'],
  body: RevokeDeviceRequest,
  reply: RevokeDeviceReply,
  handle: async ({ body, caller, params }, { devices, officeLog, services, tell }) => {
    const device = await devices.get(params['id'] ?? '');
    if (device === undefined || isOffices(device, services)) return err({ code: 'request/not-found' });
    const now = services.clock();
    if (!(await devices.revoke(device.id, now))) return ok({ revokedAt: instant(device.revoked_at ?? now) });
    await officeLog.append({
      kind: 'device-revoked',
      actor: caller.id,
      at: now,
      device: device.id,
      reason: body.reason,
    });
    tell({ event: 'device-revoked', device: device.id });
    return ok({ revokedAt: instant(now) });
  },
});
