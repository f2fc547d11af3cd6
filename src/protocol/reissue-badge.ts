/** POST /api/admin/badges/reissue: blocks a participant's badge everywhere and makes a new one (ADM-7, DOOR-4). */
import * as z from 'zod/mini';
import { ParticipantId } from '../domain/ids.ts';

export const ReissueReason = z.enum(['lost', 'damaged', 'misused', 'never-arrived']);
export type ReissueReason = z.infer<typeof ReissueReason>;

export const ReissueBadgeRequest = z.strictObject({ participant: ParticipantId, reason: ReissueReason });
export type ReissueBadgeRequest = z.infer<typeof ReissueBadgeRequest>;

export const ReissueBadgeReply = z.strictObject({
  /** The new badge's readable code. */
  code: z.string(),
  /** How many badges were blocked: 0 if the person had none that worked. */
  blocked: z.int(),
});
