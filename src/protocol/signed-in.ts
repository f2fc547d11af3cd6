/** GET /api/admin/signed-in: how far this browser has come in signing in. Everybody may ask, and nobody is refused. */
import * as z from 'zod/mini';

export const SignedInReply = z.strictObject({
  /** What is left to show: everything, a second factor, or one has to be chosen first (AUTH-1). */
  left: z.enum(['everything', 'factor', 'registration', 'nothing']),
});
export type SignedInReply = z.infer<typeof SignedInReply>;
