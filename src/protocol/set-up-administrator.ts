/**
 * POST /api/admin/set-up: a one-time link makes an administrator and signs them in (SIGN-1). The token comes from the
 * link's fragment. POST /api/admin/set-up-link asks whether a link is still good, without using it.
 */
import * as z from 'zod/mini';

const Token = z.string().check(z.maxLength(100));

export const minPasswordLength = 12;
export const maxPasswordLength = 256;

export const SetUpLinkRequest = z.strictObject({ token: Token });
export const SetUpLinkReply = z.strictObject({
  isGood: z.boolean(),
  demo: z.boolean(),
  /** The city's own sign-in service by name, where the link can be used by it too (AUTH-8). */
  signOn: z.nullable(z.string()),
});
export type SetUpLinkReply = z.infer<typeof SetUpLinkReply>;

export const SetUpAdministratorRequest = z.strictObject({
  token: Token,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  login: z.string().check(z.trim(), z.minLength(3), z.maxLength(100)),
  /** Judged by the server's rules, which answer `sign-in/password-weak` with a `PasswordWeakness` as reason. */
  password: z.string().check(z.maxLength(1024)),
});
export type SetUpAdministratorRequest = z.infer<typeof SetUpAdministratorRequest>;

export const PasswordWeakness = z.enum(['short', 'long', 'common', 'own-words', 'leaked', 'contains-login']);
export type PasswordWeakness = z.infer<typeof PasswordWeakness>;

export const SetUpAdministratorReply = z.strictObject({ id: z.string(), name: z.string() });
export type SetUpAdministratorReply = z.infer<typeof SetUpAdministratorReply>;
