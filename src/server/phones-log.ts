/**
 * The office's own log of what participants' phones send (CODE-7): one built-in device, chained like every tablet's,
 * whose heads the office signs with the key it signs receipts with (a signature names its purpose, so neither is ever
 * good for the other). Nobody can sign in as it, and it is no tablet to manage.
 */
import { AttendanceEvent, type EventDraft } from '../domain/events.ts';
import { DeviceId, Hash } from '../domain/ids.ts';
import { canonical, placeAfter } from '../domain/log.ts';
import { instant } from '../domain/time.ts';
import { sha256 } from '../signing/hash.ts';
import { signHead } from '../signing/heads.ts';
import { createId, type Services } from './http/services.ts';
import type { DeviceRow } from './store/device-store.ts';
import type { Stores } from './store/stores.ts';

const settingKey = 'phones-device';
const deviceName = 'Egen telefon';

/** True for the built-in device: it alone has the office's own key. */
export const isOffices = (device: Pick<DeviceRow, 'public_key'>, { secrets }: Services): boolean =>
  device.public_key === secrets.receiptPublicKey;

/** The built-in device, made when it is first needed. The caller holds `logs.lock()`. */
export const phonesDevice = async (
  { settings, devices }: Pick<Stores, 'settings' | 'devices'>,
  services: Services,
): Promise<DeviceRow> => {
  const held = await settings.get(settingKey);
  const id = held ?? createId(services);
  if (held === undefined) {
    const publicKey = services.secrets.receiptPublicKey;
    await devices.add({ id, name: deviceName, unit: null, publicKey }, services.clock());
    await settings.put(settingKey, id);
  }
  const device = await devices.get(id);
  if (device === undefined) throw new Error('the phones’ own log has lost its device');
  return device;
};

/**
 * After a restore the phones' log is begun anew, as a device of its own: its next number may have been given to another
 * event by the server that was lost, and tablets may hold that one (BACKUP-4). The old log stays as it is.
 */
export const forgetPhonesDevice = ({ settings }: Pick<Stores, 'settings'>): Promise<void> =>
  settings.remove(settingKey);

/** Writes an event last in the log and signs its new head. The caller holds `logs.lock()`, which is what keeps the numbers apart. */
export const recordFromPhone = async (
  stores: Pick<Stores, 'settings' | 'devices' | 'logs' | 'attendance'>,
  services: Services,
  draft: EventDraft & { readonly kind: 'checked-in' | 'hours-certified' },
): Promise<void> => {
  const { devices, logs, attendance } = stores;
  const row = await phonesDevice(stores, services);
  const device = DeviceId.parse(row.id);
  const now = instant(services.clock());
  const last = { seq: row.head_seq, hash: Hash.parse(row.head_hash) };
  const event = AttendanceEvent.parse(placeAfter(last, device, now, draft));
  const text = canonical(event);
  const head = { seq: event.seq, hash: await sha256(text) };
  await logs.append([
    {
      device,
      ...head,
      text,
      kind: event.kind,
      session: draft.session,
      participant: draft.participant,
      at: now,
      received_at: now,
      clock_offset_ms: 0,
      set_aside: null,
    },
  ]);
  const signed = await signHead(services.secrets.receiptKey, { device, ...head, at: now });
  await devices.update(device, {
    head_seq: head.seq,
    head_hash: head.hash,
    signed_head: JSON.stringify(signed),
    last_contact_at: now,
  });
  await attendance.recompute([draft.session], now);
};
