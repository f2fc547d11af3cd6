/** Follows a chain link by link over the bytes as they came; never over JSON written anew (LOG-3). */
import { EventPlace, type AttendanceEvent } from '../domain/events.ts';
import type { DeviceId, Hash } from '../domain/ids.ts';
import type { LogHead } from '../domain/log.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { eventWritten } from '../domain/written-event.ts';
import { sha256 } from './hash.ts';

export type Link = {
  readonly text: string;
  readonly hash: Hash;
  readonly place: EventPlace;
  /** The event it says; undefined for one that can only be placed (LOG-1). */
  readonly event: AttendanceEvent | undefined;
};

const parsedIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The links that `texts` add after `head`, or the number where the chain breaks: not readable as an event, another
 * device's, out of number, or not naming the hash before it (LOG-2). `hashing` is SHA-256 in base64url: a server has one
 * that answers at once, ten times as fast as asking the platform for each event.
 */
export const followChain = async (
  device: DeviceId,
  head: LogHead,
  texts: readonly string[],
  hashing: (text: string) => Hash | Promise<Hash> = sha256,
): Promise<Result<readonly Link[], { kind: 'broken'; seq: number }>> => {
  const links: Link[] = [];
  let { seq, hash } = head;
  for (const text of texts) {
    seq += 1;
    const parsed = parsedIn(text);
    const event = eventWritten(text, parsed);
    /* What is an event has a place, and need not be read for it once more. */
    const place = event ?? EventPlace.safeParse(parsed).data;
    if (place === undefined || place.device !== device || place.seq !== seq || place.prev !== hash)
      return err({ kind: 'broken', seq });
    const hashed = hashing(text);
    /* Waiting for what is there already would cost more than the hash. */
    hash = typeof hashed === 'string' ? hashed : await hashed;
    links.push({ text, hash, place, event });
  }
  return ok(links);
};
