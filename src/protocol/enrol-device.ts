/** POST /api/enrol: a tablet gives a one-time code and its own public key, and becomes a device (DEV-1). */
import * as z from 'zod/mini';
import { DeviceId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

export const EnrolDeviceRequest = z.strictObject({
  code: z.string().check(z.maxLength(64)),
  publicKey: z.string().check(z.maxLength(100)),
  /** Which tablet this was before it lost its log, and how many events it had written as far as it knows (STORE-5). */
  former: z.optional(
    z.strictObject({ device: z.string().check(z.maxLength(64)), recorded: z.int().check(z.minimum(0)) }),
  ),
});
export type EnrolDeviceRequest = z.infer<typeof EnrolDeviceRequest>;

export const EnrolDeviceReply = z.strictObject({
  device: DeviceId,
  name: z.string(),
  /** The office's public key: receipts are checked against it. */
  receiptKey: z.string(),
  demo: z.boolean(),
  /** What the office holds of the former tablet, for those who named one it knows. */
  former: z.optional(z.strictObject({ held: z.int(), lastAt: z.nullable(Instant) })),
});
export type EnrolDeviceReply = z.infer<typeof EnrolDeviceReply>;
