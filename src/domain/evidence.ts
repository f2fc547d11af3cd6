/** An event and its clock: when it was recorded, when it happened, and whether either is to be doubted. */
import type { AttendanceEvent } from './events.ts';
import { instant, minuteMs, type Instant } from './time.ts';

/** An event with how far the device's clock was from the server's when it came in (server − device, ms). */
export type Evidence = {
  readonly event: AttendanceEvent;
  readonly clockOffsetMs: number;
  /** How far it may have been instead, where the clock was changed around the event and nobody knows when (CLOCK-1). */
  readonly otherOffsetMs?: number;
  /** When the office received it; unknown on the tablet that wrote it. */
  readonly receivedAt?: number;
};

/** An offset beyond this is a remark, and the corrected time counts (TIME-3). */
export const clockToleranceMs = 2 * minuteMs;

const latestInstant = 8_640_000_000_000_000;

/** A device's time as it counts: its own, or the server's where its clock was wrong (TIME-3). */
export const correctedTime = (at: number, clockOffsetMs: number): Instant =>
  instant(
    Math.abs(clockOffsetMs) > clockToleranceMs
      ? Math.min(latestInstant, Math.max(0, at + clockOffsetMs))
      : at,
  );

/** When an event was recorded (TIME-3). */
export const recordedAt = ({ event, clockOffsetMs }: Evidence): Instant =>
  correctedTime(event.at, clockOffsetMs);

/** The time somebody told, if the event has one. */
export const toldTime = (event: AttendanceEvent): Instant | undefined =>
  'time' in event ? event.time : undefined;

/** When an event happened: as told, never later than it was recorded (ATT-7), otherwise when it was recorded (TIME-3). */
export const happenedAt = (item: Evidence): Instant => {
  const at = recordedAt(item);
  const told = toldTime(item.event);
  return told === undefined || told > at ? at : told;
};

/**
 * True if the clock must or may have been wrong: it was corrected, it was changed around the event, or the event is later
 * than its own arrival (TIME-3, CLOCK-1).
 */
export const isClockDoubtful = (item: Evidence): boolean => {
  const at = recordedAt(item);
  if (item.otherOffsetMs !== undefined) return true;
  return at !== item.event.at || (item.receivedAt !== undefined && at - item.receivedAt > clockToleranceMs);
};
