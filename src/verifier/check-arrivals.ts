/** How events came in: each once, in its device's order, and none of a device that was shut out unless somebody let it in. */
import { AttendanceEvent } from '../domain/events.ts';
import type { Evidence } from '../domain/evidence.ts';
import { eventIdOf } from '../domain/ids.ts';
import type { Arrival, BundleDevice } from './bundle-format.ts';
import type { Findings } from './findings.ts';
import type { Acceptances } from './set-aside.ts';

/** An event that counts, from its arrival and from the entry of the office's log that let it in, if one did. */
export type Arrived = Evidence & { readonly arrival: number; readonly acceptedBy: number };

const eventIn = (text: string | undefined): AttendanceEvent | undefined => {
  try {
    return text === undefined ? undefined : AttendanceEvent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Logs = ReadonlyMap<string, readonly string[]>;

/** One arrival for every event, and one event for every arrival. */
const checkPairs = (arrivals: readonly Arrival[], logs: Logs, findings: Findings): void => {
  const next = new Map<string, number>();
  let before = 0;
  for (const { arrival, device, seq } of arrivals) {
    const expected = next.get(device) ?? 1;
    if (arrival <= before || seq !== expected) findings.broken({ code: 'arrival-order', arrival });
    if (logs.get(device)?.[seq - 1] === undefined)
      findings.broken({ code: 'arrival-without-event', device, seq });
    before = Math.max(before, arrival);
    next.set(device, seq + 1);
  }
  const arrived = new Set(arrivals.map(({ device, seq }) => eventIdOf(device, seq)));
  for (const [device, texts] of logs)
    for (let seq = 1; seq <= texts.length; seq += 1)
      if (!arrived.has(eventIdOf(device, seq)))
        findings.broken({ code: 'event-without-arrival', device, seq });
};

/**
 * A device's clock is measured once for all that it hands over at a time, so that the measures of one moment stand each
 * in one piece: one that comes back after another was put in between is a change.
 */
const checkClocks = (arrivals: readonly Arrival[], findings: Findings): void => {
  const measured = new Map<string, number[]>();
  for (const { device, seq, receivedAt, clockOffsetMs } of arrivals) {
    const moment = `${device}/${receivedAt}`;
    const pieces = measured.get(moment) ?? [];
    if (pieces.at(-1) === clockOffsetMs) continue;
    if (pieces.includes(clockOffsetMs)) findings.broken({ code: 'clock-uneven', device, seq: seq - 1 });
    measured.set(moment, [...pieces, clockOffsetMs]);
  }
};

/** What a device sent after it was shut out waits for a person: it counts only if the office's log says who let it in. */
const checkRevoked = (
  arrivals: readonly Arrival[],
  devices: readonly BundleDevice[],
  acceptedBy: Acceptances,
  findings: Findings,
): void => {
  const revokedAt = new Map(devices.map((device) => [device.id, device.revokedAt]));
  for (const arrival of arrivals) {
    const { device, seq, receivedAt, setAside } = arrival;
    const revoked = revokedAt.get(device) ?? null;
    const isAfter = revoked !== null && receivedAt > revoked;
    if (isAfter && setAside === null && acceptedBy(arrival) === undefined)
      findings.broken({ code: 'revoked-counted', device, seq });
  }
};

const noteSetAside = (arrivals: readonly Arrival[], findings: Findings): void => {
  const byDevice = new Map<string, number>();
  for (const { device, setAside } of arrivals)
    if (setAside !== null) byDevice.set(device, (byDevice.get(device) ?? 0) + 1);
  for (const [device, events] of byDevice) findings.note({ code: 'set-aside', device, events });
};

/** Checks how events came in, and answers those that count, by session. */
export const checkArrivals = (
  { arrivals, logs, devices }: { arrivals: readonly Arrival[]; logs: Logs; devices: readonly BundleDevice[] },
  acceptedBy: Acceptances,
  findings: Findings,
): ReadonlyMap<string, readonly Arrived[]> => {
  checkPairs(arrivals, logs, findings);
  checkClocks(arrivals, findings);
  checkRevoked(arrivals, devices, acceptedBy, findings);
  noteSetAside(arrivals, findings);
  const bySession = new Map<string, Arrived[]>();
  for (const one of arrivals) {
    const { arrival, device, seq, clockOffsetMs, receivedAt, setAside } = one;
    const event = setAside === null ? eventIn(logs.get(device)?.[seq - 1]) : undefined;
    if (event === undefined) continue;
    const held = bySession.get(event.session) ?? [];
    held.push({ event, clockOffsetMs, receivedAt, arrival, acceptedBy: acceptedBy(one) ?? 0 });
    bySession.set(event.session, held);
  }
  return bySession;
};
