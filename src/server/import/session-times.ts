/** Days and times of day as people write them in Swedish files, and as Excel hands them over. */
import { type Day, type Instant, instantAt, isDay, timeOfDay } from '../../domain/time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const englishMonths: Readonly<Record<string, number>> = { may: 5, oct: 10 };

const dayFrom = (year: string, month: number, day: string): Day | undefined => {
  const text = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
};

const monthNumber = (word: string): number =>
  englishMonths[word.slice(0, 3)] ?? months.indexOf(word.slice(0, 3)) + 1;

/**
 * A day: 2026-11-22, 20261122, 22/11 2026, 22.11.2026, 22 november 2026, with or without a time after it. The day
 * stands before the month; a year has four digits, because 26-11-22 may be read two ways.
 */
export const readDay = (text: string): Day | undefined => {
  const bare = text
    .toLowerCase()
    .replace(/^(mån|tis|ons|tors|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?\s+(den\s+)?/u, '');
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(bare);
  if (iso !== null) return dayFrom(iso[1] ?? '', Number(iso[2]), iso[3] ?? '');
  const swedish = /^(\d{1,2})[/.-](\d{1,2})[\s/.,-]+(\d{4})(?!\d)/.exec(bare);
  if (swedish !== null) return dayFrom(swedish[3] ?? '', Number(swedish[2]), swedish[1] ?? '');
  const words = /^(\d{1,2})(?:\.|:?e|:?a|st|nd|rd|th)?\s+(\p{L}{3,9})\.?,?\s+(\d{4})(?!\d)/u.exec(bare);
  return words === null ? undefined : dayFrom(words[3] ?? '', monthNumber(words[2] ?? ''), words[1] ?? '');
};

const clock = (hours: string, minutes: string): string | undefined =>
  Number(hours) < 24 && Number(minutes) < 60
    ? `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
    : undefined;

const fractionOfDay = (text: string): string | undefined => {
  const minutes = Math.round(Number(text.replace(',', '.')) * 24 * 60);
  return clock(String(Math.floor(minutes / 60)), String(minutes % 60));
};

/** A time of day as 08:30: from 8.30, 08:30:00, 0830, kl 8, and Excel's part of a day (0.354). */
export const readTime = (text: string): string | undefined => {
  const bare = text
    .toLowerCase()
    .replace(/^\d{4}-\d{2}-\d{2}[t ]/, '')
    .replace(/^kl(ockan)?\.?\s*/, '')
    .trim();
  if (/^0?[.,]\d{3,}$/.test(bare)) return fractionOfDay(bare);
  const separated = /^(\d{1,2})[:.](\d{2})([:.]\d{2})?$/.exec(bare);
  if (separated !== null) return clock(separated[1] ?? '', separated[2] ?? '');
  const joined = /^(\d{2})(\d{2})$/.exec(bare) ?? /^(\d{1,2})()$/.exec(bare);
  return joined === null ? undefined : clock(joined[1] ?? '', joined[2] ?? '');
};

export type TimeRange = { readonly from: string; readonly to: string };

/** Two times with a dash between: 10.00–10.15. */
export const readTimeRange = (text: string): TimeRange | undefined => {
  const parts = text.split(/[-\u2010-\u2015\u2212]|till|to/iu).map((part) => part.trim());
  const [from, to] = [readTime(parts[0] ?? ''), readTime(parts[1] ?? '')];
  return parts.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined;
};

/** The instant of a day and time, or undefined if the clocks skip that time that night (IMP-13). */
export const instantThatExists = (day: Day, time: string): Instant | undefined => {
  const at = instantAt(day, time);
  return timeOfDay(at) === time ? at : undefined;
};
