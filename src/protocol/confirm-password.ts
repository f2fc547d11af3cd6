/** POST /api/admin/confirm-password: whoever is signed in gives their password anew (SIGN-6). */
import * as z from 'zod/mini';

export const ConfirmPasswordRequest = z.strictObject({ password: z.string().check(z.maxLength(1024)) });
export type ConfirmPasswordRequest = z.infer<typeof ConfirmPasswordRequest>;

export const ConfirmPasswordReply = z.strictObject({ confirmed: z.literal(true) });
export type ConfirmPasswordReply = z.infer<typeof ConfirmPasswordReply>;
