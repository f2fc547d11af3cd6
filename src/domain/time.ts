/**
 * Instants, Stockholm days and whole minutes. The only file that says `new Date`; nobody reads a clock here.
 * An instant is milliseconds since 1970 (UTC). Days and times of day are always Europe/Stockholm, because
 * that is what a trainer's list, a reporting month and SCB mean by a day (TIME-1).
 */
import * as z from 'zod/mini';

const latestMs = 8_640_000_000_000_000;
export const Instant = z.int().check(z.minimum(0), z.maximum(latestMs)).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;
/** A Stockholm calendar day, `2026-11-22`. */
export const Day = z
  .string()
  .check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))
  .brand<'Day'>();
export type Day = z.infer<typeof Day>;
/** A Stockholm calendar month, `2026-11`. */
export type Month = string & { readonly __month?: never };

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const offsetFor = (at: number): number => {
  const p = Object.fromEntries(stockholm.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
  const wall = Date.UTC(
    Number(p['year']),
    Number(p['month']) - 1,
    Number(p['day']),
    Number(p['hour']),
    Number(p['minute']),
    Number(p['second']),
  );
  return wall - Math.floor(at / 1000) * 1000;
};

/** Clocks change on a quarter of an hour: what holds in one is asked for once. */
const quarterMs = 15 * minuteMs;
const mostQuarters = 20_000;
const offsetByQuarter = new Map<number, number>();

const offsetAt = (at: number): number => {
  const quarter = Math.floor(at / quarterMs);
  const known = offsetByQuarter.get(quarter);
  if (known !== undefined) return known;
  if (offsetByQuarter.size >= mostQuarters) offsetByQuarter.clear();
  const offset = offsetFor(at);
  offsetByQuarter.set(quarter, offset);
  return offset;
};

/** `2026-11-23T08:30:00.000Z`, where the Z stands for Stockholm's own clock. */
const wallAt = (at: number): string => new Date(at + offsetAt(at)).toISOString();

/** A number as an instant; a defect if it is not one. */
export const instant = (ms: number): Instant =>
  Number.isSafeInteger(ms) && ms >= 0 && ms <= latestMs ? (ms as Instant) : Instant.parse(ms);

/** The Stockholm day an instant falls on (TIME-1). */
export const dayOf = (at: number): Day => Day.parse(wallAt(at).slice(0, 10));

/** The Stockholm time of day of an instant, `08:30`. */
export const timeOfDay = (at: number): string => wallAt(at).slice(11, 16);

/** The Stockholm month of an instant, `2026-11`. */
export const monthOf = (at: number): Month => dayOf(at).slice(0, 7);

/**
 * The instant of a Stockholm day and time of day (`08:30`). A time that daylight saving skips is read as one hour
 * later; a time that occurs twice is read as the first of the two (TIME-2).
 */
export const instantAt = (day: Day, time: string): Instant => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const wall = Date.UTC(year, month - 1, date, hours, minutes);
  const earliest = wall - 2 * hourMs;
  return instant(wall - offsetAt(earliest));
};

/** The day `days` after (or, negative, before) a day. */
export const addDays = (day: Day, days: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Day.parse(new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10));
};

/** True if the text is a calendar day that exists (2026-02-30 does not). */
export const isDay = (text: string): text is Day =>
  Day.safeParse(text).success &&
  new Date(`${text}T00:00:00Z`).toString() !== 'Invalid Date' &&
  new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

/** ISO weekday of a day: Monday 1 … Sunday 7. */
export const weekdayOf = (day: Day): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

const monthBy = (month: Month, months: number): Month => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
};
/** The month after a month. */
export const monthAfter = (month: Month): Month => monthBy(month, 1);
/** The month before a month. */
export const monthBefore = (month: Month): Month => monthBy(month, -1);
/** The first day of a month. */
export const firstDayOf = (month: Month): Day => Day.parse(`${month}-01`);
/** The first day after a month. */
export const firstDayAfter = (month: Month): Day => firstDayOf(monthAfter(month));

/** An instant cut to the whole minute it is in: what is shown is what counts (HRS-2). */
export const wholeMinute = (at: number): Instant => instant(Math.floor(at / minuteMs) * minuteMs);

/** An instant as ISO 8601 in UTC, for files and logs. */
export const isoOf = (at: number): string => new Date(at).toISOString();
