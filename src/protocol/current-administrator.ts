/** GET /api/admin/me: who is signed in in this browser (SIGN-3). */
import * as z from 'zod/mini';

export const CurrentAdministratorReply = z.strictObject({
  id: z.string(),
  name: z.string(),
  demo: z.boolean(),
});
export type CurrentAdministratorReply = z.infer<typeof CurrentAdministratorReply>;
