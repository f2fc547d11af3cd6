/**
 * What a tablet has noted about its own clock, and which measure an event's time is therefore judged by. A note lies in
 * the chain like everything else, so that a delivery, a rescue file, a log filled again after a restore and a bundle all
 * give the same answer (CLOCK-5). Pure: the answer depends on which notes there are, never on when they came (ATT-1).
 */
import type { AttendanceEvent } from './events.ts';
import { clockToleranceMs } from './evidence.ts';

export type ClockNote = Pick<
  AttendanceEvent & { kind: 'clock-noted' },
  'seq' | 'from' | 'to' | 'before' | 'offset' | 'other'
>;

/** How far a device's clock was from the server's; `otherOffsetMs` where it may have been that far instead (CLOCK-1). */
export type JudgedClock = { readonly clockOffsetMs: number; readonly otherOffsetMs?: number };

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= clockToleranceMs;

/** A measure that what the device knows agrees with stays as it was measured: notes move no minute without a reason. */
const unless = (measured: number, known: number | undefined): number =>
  known === undefined || isNear(measured, known) ? measured : known;

const inDoubt = (offset: number, others: readonly (number | undefined)[]): JudgedClock => ({
  clockOffsetMs: offset,
  otherOffsetMs: others.find((other) => other !== undefined && !isNear(other, offset)) ?? offset,
});

/**
 * The clock of event `seq`, measured `measured` when it came in, by its own device's notes in the order of their numbers
 * (CLOCK-1, CLOCK-2).
 */
export const judgeClock = (notes: readonly ClockNote[], seq: number, measured: number): JudgedClock => {
  const at = notes.findLastIndex(({ from }) => from <= seq);
  const own = notes[at];
  const next = notes[at + 1];
  if (own !== undefined && seq <= own.to)
    return inDoubt(unless(measured, own.offset), [own.other, own.before, own.offset, measured]);
  if (next !== undefined) return { clockOffsetMs: unless(measured, next.before ?? own?.offset) };
  if (own === undefined) return { clockOffsetMs: measured };
  return own.offset !== undefined && isNear(measured, own.offset)
    ? { clockOffsetMs: measured }
    : inDoubt(measured, [own.other, own.offset, own.before]);
};

/** Each device's notes, in the order of their numbers. */
export const notesByDevice = (
  events: Iterable<AttendanceEvent>,
): ReadonlyMap<string, readonly ClockNote[]> => {
  const byDevice = new Map<string, ClockNote[]>();
  for (const event of events)
    if (event.kind === 'clock-noted')
      byDevice.set(event.device, [...(byDevice.get(event.device) ?? []), event]);
  for (const notes of byDevice.values()) notes.sort((a, b) => a.seq - b.seq);
  return byDevice;
};
