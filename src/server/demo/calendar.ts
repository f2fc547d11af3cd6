/** Which days the programme meets on: working days in Sweden, and never in July (DEMO-5). */
import { addDays, weekdayOf, type Day } from '../../domain/time.ts';

const pad = (value: number): string => String(value).padStart(2, '0');
const dayOfYear = (year: number, month: number, date: number): Day =>
  addDays(`${year}-${pad(month)}-01` as Day, date - 1);

/** Easter Sunday of a year, by the Gregorian computus of Meeus, Jones and Butcher. */
export const easterSunday = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOfYear(year, Math.floor(sum / 31), (sum % 31) + 1);
};

const holidaysByYear = new Map<number, ReadonlySet<Day>>();

const holidaysOf = (year: number): ReadonlySet<Day> => {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  const easter = easterSunday(year);
  const fridays = [19, 20, 21, 22, 23, 24, 25].map((date) => dayOfYear(year, 6, date));
  const fixed = [
    [1, 1],
    [1, 6],
    [5, 1],
    [6, 6],
    [12, 24],
    [12, 25],
    [12, 26],
    [12, 31],
  ] as const;
  const days = new Set([
    ...fixed.map(([month, date]) => dayOfYear(year, month, date)),
    ...[-2, 1, 39].map((offset) => addDays(easter, offset)),
    ...fridays.filter((day) => weekdayOf(day) === 5),
  ]);
  holidaysByYear.set(year, days);
  return days;
};

/** True on a public holiday that can fall on a weekday, and on the eves that are free from work in Sweden. */
export const isHoliday = (day: Day): boolean => holidaysOf(Number(day.slice(0, 4))).has(day);

/** True on a weekday that is no holiday and not in July. */
export const isProgrammeDay = (day: Day): boolean =>
  weekdayOf(day) <= 5 && day.slice(5, 7) !== '07' && !isHoliday(day);

/** A wished-for day moved out of July by whole weeks, so that what July held spreads over August. */
export const outOfJuly = (day: Day): Day => (day.slice(5, 7) === '07' ? addDays(day, 35) : day);

/** The first of a month, `months` after (or, negative, before) the month of a day. */
export const firstOfMonth = (day: Day, months: number): Day => {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return dayOfYear(Math.floor(count / 12), (count % 12) + 1, 1);
};
