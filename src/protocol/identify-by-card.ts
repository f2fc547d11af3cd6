/**
 * POST /api/me/identify: "Vem är du?" answered with the readable code on the badge. The code is no secret (BADGE-3), so
 * the cookie it gives lets the phone check the person in and shows nothing of their hours (ME-2).
 */
import * as z from 'zod/mini';
import { crockford } from '../domain/badge.ts';

export const IdentifyByCardRequest = z.strictObject({
  code: z.string().check(z.regex(new RegExp(`^[${crockford}]{8}$`))),
});
export type IdentifyByCardRequest = z.infer<typeof IdentifyByCardRequest>;
export const IdentifyByCardReply = z.strictObject({ given: z.string() });
export type IdentifyByCardReply = z.infer<typeof IdentifyByCardReply>;
