/** A delivery that does not fit the log it claims to belong to, kept whole for a person to decide on (LOG-5). */
import type { Context } from './http/endpoint.ts';
import type { Delivery } from './take-in.ts';

/** True if there is something in `texts`, and all of it in `whole`. */
const isWithin = (texts: readonly string[], whole: readonly string[]): boolean => {
  const held = new Set(whole);
  return texts.length > 0 && texts.every((text) => held.has(text));
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
