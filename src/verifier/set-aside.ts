/** What the office's log says of events that were set aside when they came: who let them count, and since when (REV-4). */
import * as z from 'zod/mini';
import type { Arrival } from './bundle-format.ts';
import type { Entry } from './check-office-log.ts';

/** The number of the entry that let an event count; nothing if none did. */
export type Acceptances = (arrival: Pick<Arrival, 'device' | 'seq'>) => number | undefined;

const Accepted = z.looseObject({
  device: z.string(),
  seq: z.int(),
  events: z.array(z.int()),
});

/** Reads the acceptances out of the office's log; the first that names an event is what let it in. */
export const acceptancesIn = (entries: readonly Entry[]): Acceptances => {
  const byEvent = new Map<string, number>();
  for (const entry of entries) {
    const said = entry.kind === 'set-aside-accepted' ? Accepted.safeParse(entry).data : undefined;
    for (const seq of said?.events ?? []) {
      const event = `${said?.device}:${seq}`;
      if (!byEvent.has(event)) byEvent.set(event, entry.seq);
    }
  }
  return ({ device, seq }) => byEvent.get(`${device}:${seq}`);
};
