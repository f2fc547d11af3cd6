/** A delivery that does not fit the log it claims to belong to, kept whole for a person to decide on (LOG-5). */
import { EventPlace } from '../domain/events.ts';
import { sha256 } from '../signing/hash.ts';
import type { Context } from './http/endpoint.ts';
import type { Delivery } from './take-in.ts';

/** True if there is something in `texts`, and all of it in `whole`. */
const isWithin = (texts: readonly string[], whole: readonly string[]): boolean => {
  const held = new Set(whole);
  return texts.length > 0 && texts.every((text) => held.has(text));
};

/** The hash that a delivery says lies before it. */
export const hashBefore = ({ from, events, head }: Delivery): string | undefined => {
  const [first] = events;
  if (first === undefined) return head.seq === from - 1 ? head.hash : undefined;
  try {
    return EventPlace.safeParse(JSON.parse(first)).data?.prev;
  } catch {
    return undefined;
  }
};

/** True if it goes on where one that is kept aside ended: a long log comes in several (LOG-5). */
export const continuesAside = async (
  { logs }: Pick<Context, 'logs'>,
  device: string,
  body: Delivery,
): Promise<boolean> => {
  const before = hashBefore(body);
  if (before === undefined || body.events.length === 0) return false;
  for (const { texts } of await logs.forks(device)) {
    const last = (JSON.parse(texts) as string[]).at(-1);
    if (last !== undefined && (await sha256(last)) === before) return true;
  }
  return false;
};

/**
 * Keeps the push whole, once: a tablet that is set aside goes on trying, and must not fill the disk (SYNC-1). What it
 * adds to each time takes the place of what waited before it, so that a person has one matter to decide (LOG-5).
 */
export const keepAside = async (
  { logs, services }: Context,
  device: string,
  seq: number,
  reason: 'fork' | 'broken-chain',
  body: Delivery,
): Promise<void> => {
  const texts = JSON.stringify(body.events);
  if (await logs.hasFork({ device, seq, reason, texts })) return;
  const now = services.clock();
  for (const earlier of await logs.waitingDeliveries(device))
    if (earlier.reason === reason && isWithin(JSON.parse(earlier.texts) as string[], body.events))
      await logs.decideDelivery(Number(earlier.id), 'replaced', device, now);
  await logs.keepFork({
    device,
    seq,
    reason,
    texts,
    head: JSON.stringify(body.head),
    received_at: now,
  });
};
