/** GET /api/admin/me: who is signed in in this browser, and what they may do (SIGN-3). */
import * as z from 'zod/mini';
import { Role } from '../domain/roles.ts';
import { Instant } from '../domain/time.ts';

export const CurrentAdministratorReply = z.strictObject({
  id: z.string(),
  name: z.string(),
  demo: z.boolean(),
  /** What they may do: the pages show nothing else (ROLE-2). */
  roles: z.array(Role),
  /** What they can show anew who they are with (SIGN-6). */
  confirmBy: z.strictObject({ password: z.boolean(), code: z.boolean(), passkey: z.boolean() }),
  /** What they have not read yet: `failed-tries`, `factors-reset` and the like, with how many. */
  news: z.array(z.strictObject({ id: z.string(), kind: z.string(), at: Instant, count: z.int() })),
});
export type CurrentAdministratorReply = z.infer<typeof CurrentAdministratorReply>;
