/** POST /api/admin/sign-in: an administrator signs in with a password (SIGN-3, SIGN-4). */
import * as z from 'zod/mini';

export const SignInAdministratorRequest = z.strictObject({
  login: z.string().check(z.maxLength(200)),
  password: z.string().check(z.maxLength(1024)),
});
export type SignInAdministratorRequest = z.infer<typeof SignInAdministratorRequest>;

export const SignInAdministratorReply = z.strictObject({ id: z.string(), name: z.string() });
export type SignInAdministratorReply = z.infer<typeof SignInAdministratorReply>;
