import { readTypedCode } from '../../domain/badge.ts';
import { DeviceId } from '../../domain/ids.ts';
import { hourMs } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import { EnrolDeviceReply, EnrolDeviceRequest } from '../../protocol/enrol-device.ts';
import { isPublicKey } from '../../signing/keys.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId, hashOf } from '../http/services.ts';

/**
 * POST /api/enrol: a one-time code and the tablet's own public key make a device (DEV-1). The code is used up by the
 * first who gives it; a GET never uses it, because mail programs open links on their own.
 */
export const enrolDevice = endpoint({
  method: 'post',
  path: '/api/enrol',
  caller: 'anyone',
  body: EnrolDeviceRequest,
  reply: EnrolDeviceReply,
  limit: { name: 'enrol', max: 20, perMs: hourMs, key: ({ address }) => address },
  handle: async ({ body }, { devices, officeLog, services }) => {
    const code = readTypedCode(body.code);
    const held = code === undefined ? undefined : await devices.enrolmentCode(hashOf(code));
    if (held === undefined) return err({ code: 'enrol/code-unknown' });
    if (!(await isPublicKey(body.publicKey))) return err({ code: 'enrol/key-invalid' });
    const now = services.clock();
    if (!(await devices.useEnrolmentCode(held.code_hash, now))) return err({ code: 'enrol/code-used' });
    const device = DeviceId.parse(createId(services));
    await devices.add({ id: device, name: held.name, unit: held.unit, publicKey: body.publicKey }, now);
    await officeLog.append({ kind: 'device-enrolled', actor: 'server', at: now, device });
    return ok({
      device,
      name: held.name,
      receiptKey: services.secrets.receiptPublicKey,
      demo: services.isDemo,
    });
  },
});
