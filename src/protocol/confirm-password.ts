/**
 * POST /api/admin/confirm-password: whoever is signed in gives their password anew, and a code where they have a second
 * factor (SIGN-6, AUTH-1). POST /api/admin/confirm-passkey takes a passkey instead.
 */
import * as z from 'zod/mini';

export const ConfirmPasswordRequest = z.strictObject({
  password: z.string().check(z.maxLength(1024)),
  code: z.optional(
    z.strictObject({ kind: z.enum(['totp', 'recovery']), code: z.string().check(z.maxLength(60)) }),
  ),
});
export type ConfirmPasswordRequest = z.infer<typeof ConfirmPasswordRequest>;

export const ConfirmPasswordReply = z.strictObject({ confirmed: z.literal(true) });
export type ConfirmPasswordReply = z.infer<typeof ConfirmPasswordReply>;
