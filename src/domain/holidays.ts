/** Days on which nobody in Sweden is asked to come to work: public holidays that can fall on a weekday, and free eves. */
import { addDays, weekdayOf, type Day } from './time.ts';

export type Holiday =
  | 'new-year'
  | 'epiphany'
  | 'good-friday'
  | 'easter-monday'
  | 'first-of-may'
  | 'ascension'
  | 'national-day'
  | 'midsummer-eve'
  | 'christmas-eve'
  | 'christmas-day'
  | 'boxing-day'
  | 'new-years-eve';

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

const holidaysByYear = new Map<number, ReadonlyMap<Day, Holiday>>();

const holidaysOf = (year: number): ReadonlyMap<Day, Holiday> => {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  const easter = easterSunday(year);
  const fixed: readonly (readonly [number, number, Holiday])[] = [
    [1, 1, 'new-year'],
    [1, 6, 'epiphany'],
    [5, 1, 'first-of-may'],
    [6, 6, 'national-day'],
    [12, 24, 'christmas-eve'],
    [12, 25, 'christmas-day'],
    [12, 26, 'boxing-day'],
    [12, 31, 'new-years-eve'],
  ];
  const moving: readonly (readonly [number, Holiday])[] = [
    [-2, 'good-friday'],
    [1, 'easter-monday'],
    [39, 'ascension'],
  ];
  const midsummer = [19, 20, 21, 22, 23, 24, 25]
    .map((date) => dayOfYear(year, 6, date))
    .filter((day) => weekdayOf(day) === 5);
  const days = new Map<Day, Holiday>([
    ...fixed.map(([month, date, name]) => [dayOfYear(year, month, date), name] as const),
    ...moving.map(([offset, name]) => [addDays(easter, offset), name] as const),
    ...midsummer.map((day) => [day, 'midsummer-eve'] as const),
  ]);
  holidaysByYear.set(year, days);
  return days;
};

/** Which holiday a day is, if it is one. */
export const holidayOn = (day: Day): Holiday | undefined => holidaysOf(Number(day.slice(0, 4))).get(day);

/** True on a public holiday that can fall on a weekday, and on the eves that are free from work in Sweden. */
export const isHoliday = (day: Day): boolean => holidayOn(day) !== undefined;
