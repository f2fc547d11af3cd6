/** POST /api/admin/objections/answer: the office answers what a participant has objected to (CERT-3). */
import * as z from 'zod/mini';

export const maxAnswer = 500;

export const AnswerObjectionRequest = z.strictObject({
  objection: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  answer: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxAnswer)),
});
export type AnswerObjectionRequest = z.infer<typeof AnswerObjectionRequest>;

export const AnswerObjectionReply = z.strictObject({ objection: z.string() });
export type AnswerObjectionReply = z.infer<typeof AnswerObjectionReply>;
