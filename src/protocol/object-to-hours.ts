/** POST /api/me/objection: "Något stämmer inte" about one session; the office answers (CERT-3). */
import * as z from 'zod/mini';
import { SessionId } from '../domain/ids.ts';

export const maxObjection = 500;

export const ObjectToHoursRequest = z.strictObject({
  session: SessionId,
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxObjection)),
});
export type ObjectToHoursRequest = z.infer<typeof ObjectToHoursRequest>;

export const ObjectToHoursReply = z.strictObject({ objection: z.string() });
export type ObjectToHoursReply = z.infer<typeof ObjectToHoursReply>;
