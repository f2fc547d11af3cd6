/** Single sign-on at the city's own service, by OpenID Connect (AUTH-8). */
import * as z from 'zod/mini';

/** Where the service sends people back to; no other address is ever given to it. */
export const signOnPath = '/admin/sso';

/**
 * POST /api/admin/sign-on/begin: to sign in; to use an invitation, which is how an account here is tied to somebody
 * there; or to tie one's own.
 */
export const BeginSignOnRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sign-in') }),
  z.strictObject({
    kind: z.literal('invitation'),
    token: z.string().check(z.maxLength(100)),
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  }),
]);
export type BeginSignOnRequest = z.infer<typeof BeginSignOnRequest>;

/** POST /api/admin/sign-on/link, by somebody who is signed in */
export const LinkSignOnRequest = z.strictObject({});

/** Where to go. */
export const BeginSignOnReply = z.strictObject({ address: z.string() });
export type BeginSignOnReply = z.infer<typeof BeginSignOnReply>;

/** POST /api/admin/sign-on/finish: what the service sent back, as it stands in the address. */
export const FinishSignOnRequest = z.strictObject({ query: z.string().check(z.maxLength(8192)) });
export type FinishSignOnRequest = z.infer<typeof FinishSignOnRequest>;

export const FinishSignOnReply = z.strictObject({ kind: z.enum(['signed-in', 'linked']) });
export type FinishSignOnReply = z.infer<typeof FinishSignOnReply>;
