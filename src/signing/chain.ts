/** Follows a chain link by link over the bytes as they came; never over JSON written anew (LOG-3). */
import { EventPlace } from '../domain/events.ts';
import type { DeviceId, Hash } from '../domain/ids.ts';
import type { LogHead } from '../domain/log.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { sha256 } from './hash.ts';

export type Link = { readonly text: string; readonly hash: Hash; readonly place: EventPlace };

const placeIn = (text: string): EventPlace | undefined => {
  try {
    return EventPlace.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/**
 * The links that `texts` add after `head`, or the number where the chain breaks: not readable as an event, another
 * device's, out of number, or not naming the hash before it (LOG-2).
 */
export const followChain = async (
  device: DeviceId,
  head: LogHead,
  texts: readonly string[],
): Promise<Result<readonly Link[], { kind: 'broken'; seq: number }>> => {
  const links: Link[] = [];
  let { seq, hash } = head;
  for (const text of texts) {
    seq += 1;
    const place = placeIn(text);
    if (place === undefined || place.device !== device || place.seq !== seq || place.prev !== hash)
      return err({ kind: 'broken', seq });
    hash = await sha256(text);
    links.push({ text, hash, place });
  }
  return ok(links);
};
