/** POST /api/admin/sign-out: ends this browser's sign-in (SIGN-3). */
import * as z from 'zod/mini';

export const SignOutAdministratorRequest = z.strictObject({});
export const SignOutAdministratorReply = z.strictObject({
  signedOut: z.literal(true),
  /** Where the sign-in at the city's own service is ended too, when it was used. */
  goTo: z.nullable(z.string()),
});
export type SignOutAdministratorReply = z.infer<typeof SignOutAdministratorReply>;
