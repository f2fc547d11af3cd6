/** POST /api/admin/access-log: who has seen what of the sensitive parts, newest first (ACC-2). No name is in an address. */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const AccessEntry = z.strictObject({
  id: z.int(),
  at: Instant,
  /** The administrator's name, or null when there is none by that id any more. */
  actor: z.nullable(z.string()),
  kind: z.string(),
  /** Whom it was about: a name, `hidden` from whoever may not know, or null for nobody in particular. */
  person: z.nullable(z.string()),
  isHidden: z.boolean(),
  about: z.string(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

export const ListAccessLogRequest = z.strictObject({
  before: z.nullable(z.int()),
  kind: z.nullable(z.string().check(z.regex(/^[a-z-]{1,60}$/))),
  /** The beginning of somebody's names; empty for everybody. */
  search: z.string().check(z.maxLength(100)),
});
export type ListAccessLogRequest = z.infer<typeof ListAccessLogRequest>;

export const ListAccessLogReply = z.strictObject({
  entries: z.array(AccessEntry),
  /** What to ask `before` for the next page. */
  next: z.nullable(z.int()),
  kinds: z.array(z.string()),
});
export type ListAccessLogReply = z.infer<typeof ListAccessLogReply>;
