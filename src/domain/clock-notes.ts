/**
 * What a tablet has noted about its own clock, and which measure an event's time is therefore judged by. A note lies in
 * the chain like everything else, so that a delivery, a rescue file, a log filled again after a restore and a bundle all
 * give the same answer (CLOCK-5). Pure: the answer depends on which notes there are, never on when they came (ATT-1).
 */
import type { AttendanceEvent } from './events.ts';
import { clockToleranceMs, correctedTime } from './evidence.ts';

export type ClockNote = Pick<
  AttendanceEvent & { kind: 'clock-noted' },
  'seq' | 'at' | 'from' | 'to' | 'before' | 'offset' | 'other'
>;

/** How far a device's clock was from the server's; `otherOffsetMs` where it may have been that far instead (CLOCK-1). */
export type JudgedClock = { readonly clockOffsetMs: number; readonly otherOffsetMs?: number };

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= clockToleranceMs;

/** A measure that what the device knows agrees with stays as it was measured: notes move no minute without a reason. */
const unless = (measured: number, known: number | undefined): number =>
  known === undefined || isNear(measured, known) ? measured : known;

/**
 * When the notes from number `at` on were written, by the office's clock: an event before them happened no later. Of
 * notes written together only the last says how the clock stood then. Nothing but notes is asked, for when an event came
 * in is another time after a restore (CLOCK-5).
 */
const writtenBy = (notes: readonly ClockNote[], at: number): number | undefined => {
  const last = notes.find((note, i) => i >= at && notes[i + 1]?.seq !== note.seq + 1);
  return last?.offset === undefined ? undefined : last.at + last.offset;
};

/**
 * Between what was measured and the others. One that would place the event after its note is none and does not count;
 * what then is left alone is certain, unless it says that the clock was right: it was changed, and that is a remark.
 */
const inDoubt = (
  offset: number,
  others: readonly (number | undefined)[],
  isPossible: (offset: number) => boolean = () => true,
): JudgedClock => {
  const all = [offset, ...others].filter((one) => one !== undefined);
  const counted = all.find(isPossible) ?? offset;
  const different = all.filter((one) => !isNear(one, counted));
  const other = different.find(isPossible);
  const isCertain = other === undefined && different.length > 0 && !isNear(counted, 0);
  return isCertain
    ? { clockOffsetMs: counted }
    : { clockOffsetMs: counted, otherOffsetMs: other ?? different[0] ?? counted };
};

/**
 * The clock of an event, measured `measured` when it came in, by its own device's notes in the order of their numbers
 * (CLOCK-1, CLOCK-2).
 */
export const judgeClock = (
  notes: readonly ClockNote[],
  event: Pick<AttendanceEvent, 'seq' | 'at'>,
  measured: number,
): JudgedClock => {
  const { seq } = event;
  const at = notes.findLastIndex(({ from }) => from <= seq);
  const own = notes[at];
  const next = notes[at + 1];
  if (own !== undefined && seq <= own.to) {
    const latest = writtenBy(notes, at) ?? Number.POSITIVE_INFINITY;
    return inDoubt(
      unless(measured, own.offset),
      [own.other, own.before, own.offset, measured],
      (offset) => correctedTime(event.at, offset) <= latest + clockToleranceMs,
    );
  }
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
