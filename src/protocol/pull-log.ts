/** GET /api/log?after=cursor: other devices' events in this device's sessions, so that two tablets at one door agree. */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const OtherEvent = z.strictObject({ text: z.string(), clockOffsetMs: z.int() });
export type OtherEvent = z.infer<typeof OtherEvent>;

export const PullLogReply = z.strictObject({
  events: z.array(OtherEvent),
  /** Give it back as `after` next time. */
  cursor: z.int(),
  /** True if there is more to fetch at once. */
  more: z.boolean(),
  serverTime: Instant,
});
export type PullLogReply = z.infer<typeof PullLogReply>;
