/**
 * Twelve-digit identities for the demo that can belong to nobody (DEMO-4). Where test numbers are published they are
 * used; for other birth years the check digit is wrong on purpose, so that no register has the number.
 */
import { dayMs, type Day } from '../../domain/time.ts';
import { fictionalNumber, firstFictionalYear, lastFictionalYear } from '../identity/fictional-number.ts';
import { checkDigitOf } from '../identity/personal-number.ts';
import type { Random } from './random.ts';

const dayNumber = (day: Day): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return (Date.UTC(year, month - 1, date) - Date.UTC(year, 0, 1)) / dayMs;
};

/** A number for somebody born on a day, or a few days later where that day's test number is not published. */
export const fictionalIdentity = (random: Random, birth: Day, isWoman: boolean): string => {
  const year = Number(birth.slice(0, 4));
  if (year >= firstFictionalYear && year <= lastFictionalYear) {
    return fictionalNumber(year, isWoman ? 'woman' : 'man', dayNumber(birth));
  }
  const serial = `${random.int(10, 99)}${random.int(0, 4) * 2 + (isWoman ? 0 : 1)}`;
  const start = `${birth.replaceAll('-', '')}${serial}`;
  return `${start}${(checkDigitOf(start.slice(2)) + random.int(1, 9)) % 10}`;
};
