/** Weeks as the board shows them. */
import { addDays, dayMs, Day, instantAt, weekdayOf } from '../../../domain/time.ts';

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The ISO number of the week a day is in: the week of the year that has its Thursday. */
export const weekNumber = (day: Day): number => {
  const thursday = addDays(mondayOf(day), 3);
  const newYear = Day.parse(`${thursday.slice(0, 4)}-01-01`);
  const days = Math.round((instantAt(thursday, '12:00') - instantAt(newYear, '12:00')) / dayMs);
  return Math.floor(days / 7) + 1;
};

/** The Mondays of so many weeks from one on. */
export const weeksFrom = (monday: Day, weeks: number): readonly Day[] =>
  Array.from({ length: weeks }, (_, i) => addDays(monday, i * 7));
