/** GET /api/admin/log?before=…&kind=…: the office's own log, newest first, with its chain followed (ADM-8). */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const OfficeLogEntry = z.strictObject({
  seq: z.int(),
  at: Instant,
  kind: z.string(),
  /** Name of the administrator, or null when the server or a command did it. */
  actor: z.nullable(z.string()),
  /** Names of the participant, cohort, session, device or administrator it was about, as far as they still exist. */
  about: z.array(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type OfficeLogEntry = z.infer<typeof OfficeLogEntry>;

export const ListOfficeLogReply = z.strictObject({
  entries: z.array(OfficeLogEntry),
  /** Give it back as `before` for the next page; null at the end. */
  next: z.nullable(z.int()),
  /** Every kind there is in the log, to filter by. */
  kinds: z.array(z.string()),
  /** `brokenAt` is the first number where the chain does not hold; null when it does. */
  chain: z.strictObject({ entries: z.int(), brokenAt: z.nullable(z.int()) }),
});
export type ListOfficeLogReply = z.infer<typeof ListOfficeLogReply>;
