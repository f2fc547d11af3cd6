import { readTypedCode } from '../../domain/badge.ts';
import { DeviceId } from '../../domain/ids.ts';
import { hourMs } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import { EnrolDeviceReply, EnrolDeviceRequest } from '../../protocol/enrol-device.ts';
import { isPublicKey } from '../../signing/keys.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId, hashOf } from '../http/services.ts';
import { isOffices } from '../phones-log.ts';

/** An office connects many tablets behind one address; a code has 40 bits. */
const perHour = 120;
/** More than any tablet can have recorded beyond what the office holds: four times what half a year makes. */
const mostUnsent = 100_000;

/**
 * POST /api/enrol: a one-time code and the tablet's own public key make a device (DEV-1). The code is used up by the
 * first who gives it; a GET never uses it, because mail programs open links on their own. Given again with the key
 * of the very device it made it gets the same answer, because a browser that lost the first one sends the request again on its own (SYNC-1).
 * Which tablet it was before nobody can prove whose key is gone: it is noted as what this one says, and no more is
 * answered of the other than how much is held of what it claims to have recorded (PG-6).
 */
export const enrolDevice = endpoint({
  method: 'post',
  path: '/api/enrol',
  caller: 'anyone',
  body: EnrolDeviceRequest,
  reply: EnrolDeviceReply,
  limits: [{ name: 'enrol', max: perHour, perMs: hourMs, key: ({ address }) => address }],
  handle: async ({ body }, { devices, handIns, officeLog, services, tell }) => {
    const code = readTypedCode(body.code);
    const held = code === undefined ? undefined : await devices.enrolmentCode(hashOf(code));
    if (held === undefined) return err({ code: 'enrol/code-unknown' });
    const isOfficeKey = body.publicKey === services.secrets.receiptPublicKey;
    if (isOfficeKey || !(await isPublicKey(body.publicKey))) return err({ code: 'enrol/key-invalid' });
    const before = body.former === undefined ? undefined : await devices.get(body.former.device);
    const recorded = body.former?.recorded ?? 0;
    const isNamed =
      before !== undefined && !isOffices(before, services) && recorded <= before.head_seq + mostUnsent;
    const former = isNamed ? { held: Math.min(before.head_seq, recorded), lastAt: null } : undefined;
    const reply = (device: DeviceId, name: string) =>
      ok({
        device,
        name,
        receiptKey: services.secrets.receiptPublicKey,
        demo: services.isDemo,
        ...(former === undefined ? {} : { former }),
      });
    const now = services.clock();
    const device = DeviceId.parse(createId(services));
    if (!(await devices.useEnrolmentCode(held.code_hash, device, now))) {
      const made = (await devices.enrolmentCode(held.code_hash))?.device ?? undefined;
      const same = made === undefined ? undefined : await devices.get(made);
      return same?.public_key === body.publicKey
        ? reply(DeviceId.parse(same.id), same.name)
        : err({ code: 'enrol/code-used' });
    }
    await devices.add({ id: device, name: held.name, unit: held.unit, publicKey: body.publicKey }, now);
    await officeLog.append({
      kind: 'device-enrolled',
      actor: 'server',
      at: now,
      device,
      key: hashOf(body.publicKey),
    });
    if (isNamed) {
      const loss = { recorded, held: before.head_seq, at: now };
      await handIns.addLoss({ device: before.id, became: device, ...loss });
      await officeLog.append({
        kind: 'device-log-lost',
        actor: 'server',
        device: before.id,
        became: device,
        ...loss,
      });
    }
    tell({ event: 'device-enrolled', device });
    return reply(device, held.name);
  },
});
