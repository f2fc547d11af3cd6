/**
 * Handing in a rescue file: by another tablet (POST /api/hand-in) or by the office, which may look first
 * (POST /api/admin/hand-in/look, POST /api/admin/hand-in). Safe to repeat (RESCUE-3).
 */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';
import { maxRescueFileChars } from './rescue-file.ts';

export const HandInRequest = z.strictObject({ file: z.string().check(z.maxLength(maxRescueFileChars)) });
export type HandInRequest = z.infer<typeof HandInRequest>;

/** Why a file waits for a person instead of going into its tablet's log. */
export const HandInReason = z.enum([
  'unknown-device',
  'no-signature',
  'wrong-key',
  'gap',
  'fork',
  'broken-chain',
  'revoked',
  'unreadable',
  'unopened',
]);
export type HandInReason = z.infer<typeof HandInReason>;

/** The same, and why events that went into the log do not count until a person has decided (LOG-5). */
const ReplyReason = z.enum([
  ...HandInReason.options,
  'unknown-session',
  'not-own-session',
  'unknown-participant',
]);

/** Why a file is not even kept: `problem.reason` of `rescue/refused`. */
export const HandInRefusal = z.enum(['too-large', 'cut', 'not-ours', 'other-office', 'not-opened']);
export type HandInRefusal = z.infer<typeof HandInRefusal>;

const count = z.int().check(z.minimum(0));

export const HandInReply = z.strictObject({
  device: z.string(),
  /** Null for a tablet the office does not know. */
  deviceName: z.nullable(z.string()),
  /** `taken`: it is in the log now, or may be; `set-aside`: kept whole until a person has decided. */
  outcome: z.enum(['taken', 'set-aside']),
  reason: z.nullable(ReplyReason),
  events: count,
  /** Of those: new to the office, and held already. Both nought where nobody can tell. */
  fresh: count,
  known: count,
  /** When the first and the last were recorded, by the tablet's own clock. */
  firstAt: z.nullable(Instant),
  lastAt: z.nullable(Instant),
  /** How many events of that tablet the office holds. */
  held: count,
});
export type HandInReply = z.infer<typeof HandInReply>;
