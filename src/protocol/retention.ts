/** /api/admin/retention: how long names are kept (RET-2). */
import * as z from 'zod/mini';
import { RetentionPolicy } from '../domain/retention.ts';

/** GET */
export const ShowRetentionReply = z.strictObject({
  policy: RetentionPolicy,
});
export type ShowRetentionReply = z.infer<typeof ShowRetentionReply>;

/** POST */
export const DecideRetentionRequest = RetentionPolicy;
export const DecideRetentionReply = z.strictObject({ decided: z.literal(true) });
