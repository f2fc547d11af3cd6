/**
 * What may go when. The exact date for names is the project owner's to decide (the grant decision and article 82 of the
 * EU's common provisions); until it is decided no name goes (RET-2). Ids, events and figures never go.
 */
import * as z from 'zod/mini';
import { dayMs, dayOf, Day, type Instant } from './time.ts';

export const RetentionPolicy = z.strictObject({
  /** The last day names, addresses, identity numbers and written texts are kept; null while it is not decided. */
  namesUntil: z.nullable(Day),
  /** How long it is kept that a letter was sent. */
  lettersForDays: z.int().check(z.minimum(30), z.maximum(3650)),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

export const firstRetention: RetentionPolicy = { namesUntil: null, lettersForDays: 365 };

export type Due = {
  /** True when everything that tells who somebody is goes. */
  readonly names: boolean;
  /** Letters that were done with before this moment go, with the addresses they went to. */
  readonly lettersBefore: number;
  /** What has its own end (import drafts, sign-ins, links) goes when that is past. */
  readonly endedBefore: number;
};

/** What is old enough at a moment (RET-2, RET-4). A day that is the last is still kept, whole. */
export const dueAt = ({ namesUntil, lettersForDays }: RetentionPolicy, now: Instant): Due => ({
  names: namesUntil !== null && dayOf(now) > namesUntil,
  lettersBefore: now - lettersForDays * dayMs,
  endedBefore: now,
});

/** What stands where a name stood. Says no more than that there was somebody. */
export const namelessAs = (position: number): string => `Deltagare ${String(position).padStart(4, '0')}`;
