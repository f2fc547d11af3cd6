/** GET /api/me/known: whether the office knows whose phone this is. Everybody may ask, and nobody is refused. */
import * as z from 'zod/mini';

export const WhosePhoneReply = z.strictObject({ isKnown: z.boolean() });
export type WhosePhoneReply = z.infer<typeof WhosePhoneReply>;
