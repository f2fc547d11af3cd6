/**
 * The times a trainer may tell for somebody (ATT-7): in steps of a quarter of an hour or typed exactly, within the
 * session and never in the future. Times of day are Stockholm's, also on the days the clock changes (TIME-2).
 */
import type { Attendance } from '../../domain/attendance.ts';
import type { Session } from '../../domain/programme.ts';
import { dayOf, instant, instantAt, minuteMs, wholeMinute, type Instant } from '../../domain/time.ts';

/** The earliest and the latest time that can be told, both in whole minutes. */
export type TimeBounds = { readonly from: Instant; readonly to: Instant };

const quarterMs = 15 * minuteMs;

const bounded = (from: number, to: number): TimeBounds | undefined =>
  from > to ? undefined : { from: instant(from), to: instant(to) };

/**
 * When somebody can have come: from the session's start until they left, now or its end; `undefined` before it. Without
 * a badge the time of adding stands, so that only an earlier coming can be told (WALK-2).
 */
export const cameBounds = (
  session: Session,
  attendance: Attendance | undefined,
  now: number,
  isWalkIn = false,
): TimeBounds | undefined => {
  const [first] = attendance?.presence ?? [];
  const before = isWalkIn ? first?.from : first?.to;
  return bounded(
    session.startsAt,
    Math.min(wholeMinute(now), session.endsAt, before === undefined ? session.endsAt : before - minuteMs),
  );
};

/** When somebody can have left: after they last came, until now or the session's end; `undefined` before that. */
export const leftBounds = (
  session: Session,
  attendance: Attendance | undefined,
  now: number,
): TimeBounds | undefined => {
  const cameAt = attendance?.presence.at(-1)?.from;
  return cameAt === undefined
    ? undefined
    : bounded(Math.max(session.startsAt, cameAt + minuteMs), Math.min(wholeMinute(now), session.endsAt));
};

/** The time itself, or the nearest that can be told. */
export const within = ({ from, to }: TimeBounds, at: number): Instant =>
  instant(Math.min(to, Math.max(from, at)));

/** The quarter before (−1) or after (+1), or as far as the bounds go. A quarter is a quarter in every time zone here. */
export const stepTime = (at: number, direction: -1 | 1, bounds: TimeBounds): Instant => {
  const quarter =
    direction === 1
      ? (Math.floor(at / quarterMs) + 1) * quarterMs
      : (Math.ceil(at / quarterMs) - 1) * quarterMs;
  return within(bounds, quarter);
};

/** What was typed, as hours and minutes: 11.15, 11:15, 1115, 9.05 or 9; `undefined` if it is no time of day. */
const readTime = (typed: string): string | undefined => {
  const found = /^(\d{1,2})(?:[.:,\s]?(\d{2}))?$/.exec(typed.trim());
  if (found === null) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? '0')];
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

export type TypedTime =
  | { readonly kind: 'time'; readonly at: Instant }
  | { readonly kind: 'no-time' }
  | { readonly kind: 'outside' };

/** The instant a typed time of day means within the bounds. */
export const typedTime = (typed: string, bounds: TimeBounds): TypedTime => {
  const time = readTime(typed);
  if (time === undefined) return { kind: 'no-time' };
  const at = [bounds.from, bounds.to]
    .map((bound) => instantAt(dayOf(bound), time))
    .find((one) => one >= bounds.from && one <= bounds.to);
  return at === undefined ? { kind: 'outside' } : { kind: 'time', at };
};
