/** GET /api/admin/sign-in-methods: what the sign-in page can offer. Methods may be added, never redefined. */
import * as z from 'zod/mini';

export const SignInMethod = z.enum(['password', 'passkey', 'sign-on']);
export type SignInMethod = z.infer<typeof SignInMethod>;

export const SignInMethodsReply = z.strictObject({
  methods: z.array(SignInMethod),
  /** What the city's own sign-in service is called, where there is one. */
  signOn: z.nullable(z.string()),
  /** False until the first administrator has used a set-up link. */
  isSetUp: z.boolean(),
  demo: z.boolean(),
});
export type SignInMethodsReply = z.infer<typeof SignInMethodsReply>;
