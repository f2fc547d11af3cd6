/**
 * Logs followed over the bytes as they are stored, so that "the chain is whole" is something the server has seen and
 * not something it believes. What has been followed is remembered for a minute by its head: a screen that looks every
 * other second costs the new events only, and a change in what was stored long ago still shows within the minute.
 */
import type { LogHead } from '../../domain/log.ts';
import { emptyHead } from '../../domain/log.ts';
import { ok, type Result } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';

export type Broken = { readonly kind: 'broken'; readonly seq: number };
/** Follows one page of links after `head`; the same head when there are no more. */
export type FollowPage = (head: LogHead) => Promise<Result<LogHead, Broken>>;

type Followed = { readonly head: LogHead; readonly since: number };
const followedByServer = new WeakMap<Services, Map<string, Followed>>();

const heldFor = (services: Services): Map<string, Followed> => {
  const held = followedByServer.get(services) ?? new Map<string, Followed>();
  followedByServer.set(services, held);
  return held;
};

/** How far the log `name` holds together: its last head, or the number where it breaks (LOG-2, LOG-3). */
export const followWhole = async (
  services: Services,
  name: string,
  upTo: number,
  followPage: FollowPage,
): Promise<Result<LogHead, Broken>> => {
  const now = services.clock();
  const held = heldFor(services);
  const known = held.get(name);
  const isFresh = known !== undefined && now - known.since < minuteMs && known.head.seq <= upTo;
  let head = isFresh ? known.head : emptyHead;
  for (;;) {
    const next = await followPage(head);
    if (!next.ok) {
      held.delete(name);
      return next;
    }
    if (next.value.seq === head.seq) break;
    head = next.value;
  }
  held.set(name, { head, since: isFresh ? known.since : now });
  return ok(head);
};
