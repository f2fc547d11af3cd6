/** POST /api/me/certify: a participant certifies a month, session by session, for exactly the minutes shown (CERT-1). */
import * as z from 'zod/mini';
import { MonthText } from '../domain/certify-month.ts';
import { SessionId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

const minutes = z.int().check(z.minimum(0), z.maximum(24 * 60));

export const CertifyHoursRequest = z.strictObject({
  month: MonthText,
  /** Every session the month asks about. */
  rows: z.array(z.strictObject({ session: SessionId, minutes })).check(z.minLength(1), z.maxLength(100)),
});
export type CertifyHoursRequest = z.infer<typeof CertifyHoursRequest>;

export const CertifyHoursReply = z.strictObject({
  /** The month's sum, in minutes. */
  minutes: z.int(),
  /** When the latest of its certificates was given. */
  at: Instant,
});
export type CertifyHoursReply = z.infer<typeof CertifyHoursReply>;
