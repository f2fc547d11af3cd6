/** GET /api/admin/me: who is signed in in this browser, and what they may do (SIGN-3). */
import * as z from 'zod/mini';
import { Role } from '../domain/roles.ts';

export const CurrentAdministratorReply = z.strictObject({
  id: z.string(),
  name: z.string(),
  demo: z.boolean(),
  /** What they may do: the pages show nothing else (ROLE-2). */
  roles: z.array(Role),
});
export type CurrentAdministratorReply = z.infer<typeof CurrentAdministratorReply>;
