/** POST /api/admin/enrolments/:id/cancel: an open code stops working (DEV-1). */
import * as z from 'zod/mini';

export const CancelEnrolmentRequest = z.strictObject({});
export const CancelEnrolmentReply = z.strictObject({ cancelled: z.literal(true) });
export type CancelEnrolmentReply = z.infer<typeof CancelEnrolmentReply>;
