/** POST /api/admin/trainers/code: gives a trainer a new code of six digits, shown this once; the old one stops working (ATTEST-3). */
import * as z from 'zod/mini';

export const IssueTrainerCodeRequest = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type IssueTrainerCodeRequest = z.infer<typeof IssueTrainerCodeRequest>;
export const IssueTrainerCodeReply = z.strictObject({ name: z.string(), code: z.string() });
export type IssueTrainerCodeReply = z.infer<typeof IssueTrainerCodeReply>;
