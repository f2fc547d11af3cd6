/** POST /api/enrol: a tablet gives a one-time code and its own public key, and becomes a device (DEV-1). */
import * as z from 'zod/mini';
import { DeviceId } from '../domain/ids.ts';

export const EnrolDeviceRequest = z.strictObject({
  code: z.string().check(z.maxLength(64)),
  publicKey: z.string().check(z.maxLength(100)),
});
export type EnrolDeviceRequest = z.infer<typeof EnrolDeviceRequest>;

export const EnrolDeviceReply = z.strictObject({
  device: DeviceId,
  name: z.string(),
  /** The office's public key: receipts are checked against it. */
  receiptKey: z.string(),
  demo: z.boolean(),
});
export type EnrolDeviceReply = z.infer<typeof EnrolDeviceReply>;
