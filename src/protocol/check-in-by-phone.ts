/**
 * POST /api/me/check-in: a participant's own phone has seen a session's rotating code (CODE-1…CODE-5). Safe to repeat:
 * somebody who is in is told so (ATT-2).
 */
import * as z from 'zod/mini';
import { Hash, SessionId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

export const CheckInByPhoneRequest = z.strictObject({
  /** What was scanned or typed: `<session>.<half minute>.<mac>` or six characters. */
  code: z.string().check(z.maxLength(300)),
  /** This phone, as an opaque hash it made up itself. */
  phone: Hash,
  /** When the code was seen and when this is sent, both by the phone's own clock: their difference is what counts (CODE-3). */
  seenAt: Instant,
  sentAt: Instant,
  /** The person has been told that they are expected elsewhere, and is here all the same (CODE-6). */
  anyway: z.boolean(),
});
export type CheckInByPhoneRequest = z.infer<typeof CheckInByPhoneRequest>;

export const CheckInByPhoneReply = z.strictObject({
  outcome: z.enum(['checked-in', 'already', 'other-session']),
  given: z.string(),
  session: z.strictObject({
    id: SessionId,
    title: z.string(),
    place: z.string(),
    startsAt: Instant,
    endsAt: Instant,
  }),
  /** When the check-in counts from; for `other-session` when the code was seen. */
  at: Instant,
  /** Where the person is expected instead, if known. */
  expected: z.nullable(z.strictObject({ title: z.string(), place: z.string(), startsAt: Instant })),
});
export type CheckInByPhoneReply = z.infer<typeof CheckInByPhoneReply>;
