/** POST /api/admin/enrolments: a one-time code with which a tablet becomes a device (DEV-1). Shown once, kept as a hash. */
import * as z from 'zod/mini';
import { UnitId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

export const CreateEnrolmentRequest = z.strictObject({
  /** What the tablet is to be called. */
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  /** Whose sessions it gets; null for a spare tablet, which gets everybody's. */
  unit: z.nullable(UnitId),
});
export type CreateEnrolmentRequest = z.infer<typeof CreateEnrolmentRequest>;

export const CreateEnrolmentReply = z.strictObject({
  /** Names the code in the device list and when it is cancelled. */
  id: z.string(),
  /** Eight characters of Crockford's alphabet. */
  code: z.string(),
  /** The same as a link, for the QR: the code stands in the fragment. */
  link: z.string(),
  expiresAt: Instant,
  /** The server's clock, because the office's laptop may go wrong. */
  serverTime: Instant,
});
export type CreateEnrolmentReply = z.infer<typeof CreateEnrolmentReply>;
