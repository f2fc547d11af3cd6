/** GET /api/admin/access-log?before=…&kind=…&search=…: who has seen what of the sensitive parts, newest first (ACC-2). */
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

export const ListAccessLogReply = z.strictObject({
  entries: z.array(AccessEntry),
  /** What to ask `before` for the next page. */
  next: z.nullable(z.int()),
  kinds: z.array(z.string()),
});
export type ListAccessLogReply = z.infer<typeof ListAccessLogReply>;
