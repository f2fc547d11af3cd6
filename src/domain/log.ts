/**
 * A log's form: canonical bytes, numbering and chain links. Hashing itself is in signing/; this file only says
 * what is hashed and what fits after what.
 */
import type { AttendanceEvent, EventDraft } from './events.ts';
import type { DeviceId, Hash } from './ids.ts';
import { err, ok, type Result } from './result.ts';
import type { Instant } from './time.ts';

/** What stands before a log's first event: there is nothing to hash. */
export const noHash = 'A'.repeat(43) as Hash;

/** The end of a log: the last event's number and hash; `{ seq: 0, hash: noHash }` for an empty one. */
export type LogHead = { readonly seq: number; readonly hash: Hash };
export const emptyHead: LogHead = { seq: 0, hash: noHash };

const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sortKeys(entry)]),
  );
};

/** JSON with sorted keys and no spaces: the one text that is hashed, stored and sent (LOG-3). */
export const canonical = (value: unknown): string => JSON.stringify(sortKeys(value));

const isSorted = (value: unknown): boolean => {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const [key, entry] of Object.entries(value)) {
    if (key < before || !isSorted(entry)) return false;
    before = key;
  }
  return true;
};

/** True if `text` is the canonical form of what was parsed from it; the same as writing it anew, and cheaper (LOG-3). */
export const isCanonical = (text: string, parsed: unknown): boolean =>
  isSorted(parsed) ? JSON.stringify(parsed) === text : canonical(parsed) === text;

/** The next event of a device's log, in its place after `head` (LOG-2). */
export const placeAfter = (
  head: LogHead,
  device: DeviceId,
  at: Instant,
  draft: EventDraft,
): AttendanceEvent => ({ ...draft, v: 1, device, seq: head.seq + 1, prev: head.hash, at });

/** A stretch of a log as it travels: texts in order, the first with number `from`. */
export type LogTail = { readonly from: number; readonly texts: readonly string[] };

/**
 * Which texts of a tail are new after `lastSeq`. Repeats are skipped, because the sender cannot tell a lost request
 * from a lost reply (SYNC-1); a tail that starts too late is refused with the number to resend from (SYNC-2).
 */
export const newAfter = (
  lastSeq: number,
  tail: LogTail,
): Result<readonly string[], { kind: 'gap'; expected: number }> => {
  if (tail.from > lastSeq + 1) return err({ kind: 'gap', expected: lastSeq + 1 });
  return ok(tail.texts.slice(lastSeq + 1 - tail.from));
};

/** How one event came in, as the line that a lock's hash over arrivals is made of (BUNDLE-8). */
export const arrivalLine = ({
  arrival,
  device,
  seq,
  receivedAt,
  clockOffsetMs,
}: {
  readonly arrival: number;
  readonly device: string;
  readonly seq: number;
  readonly receivedAt: number;
  readonly clockOffsetMs: number;
}): string => `${arrival} ${device} ${seq} ${receivedAt} ${clockOffsetMs}\n`;
