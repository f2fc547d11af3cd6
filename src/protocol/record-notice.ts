/** POST /api/me/notice: the participant has been shown why time is recorded, in this version of the words (ME-4). */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

export const RecordNoticeRequest = z.strictObject({
  version: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)),
});
export type RecordNoticeRequest = z.infer<typeof RecordNoticeRequest>;
/** When it was shown first. */
export const RecordNoticeReply = z.strictObject({ shownAt: Instant });
export type RecordNoticeReply = z.infer<typeof RecordNoticeReply>;
