/**
 * POST /api/me/open: a participant's own phone has opened the badge's address. Gives the phone a cookie of its own with
 * the right to see the person's hours, good for ninety days or until the badge is blocked (ME-1).
 */
import * as z from 'zod/mini';
import { crockford } from '../domain/badge.ts';

export const OpenMyPageRequest = z.strictObject({
  token: z.string().check(z.regex(new RegExp(`^[${crockford}]{26}$`))),
});
export type OpenMyPageRequest = z.infer<typeof OpenMyPageRequest>;
export const OpenMyPageReply = z.strictObject({ given: z.string() });
export type OpenMyPageReply = z.infer<typeof OpenMyPageReply>;
