/** When a month is due: SCB closes it four weeks after it has ended; certificates are asked for by the 20th. */
import { addDays, Day } from '../../domain/time.ts';

const firstAfter = (month: string): Day => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Day.parse(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`);
};

/** The first day of a month. */
export const firstDayOf = (month: string): Day => Day.parse(`${month}-01`);
/** The first day of the month after. */
export const firstDayAfter = firstAfter;
/** The last day to hand the month in to SCB: within four weeks of its end. */
export const dueDay = (month: string): Day => addDays(firstAfter(month), 27);
/** The last day for participants' certificates (DESIGN §15.5). */
export const certificateDay = (month: string): Day => addDays(firstAfter(month), 19);
/** The month after. */
export const monthAfter = (month: string): string => firstAfter(month).slice(0, 7);
