/** Which days the programme meets on: working days in Sweden, and never in July (DEMO-5). */
import { isHoliday } from '../../domain/holidays.ts';
import { addDays, weekdayOf, type Day } from '../../domain/time.ts';

const pad = (value: number): string => String(value).padStart(2, '0');
const dayOfYear = (year: number, month: number, date: number): Day =>
  addDays(`${year}-${pad(month)}-01` as Day, date - 1);

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
