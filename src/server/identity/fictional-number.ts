/**
 * Personal identity numbers that belong to nobody, for the demo programme and the tests. Skatteverket publishes test
 * numbers under CC0 (dataportal.se, "Testpersonnummer"), and for every day 1976–2009 the list holds birth number
 * 238 (woman) and 239 (man), apart from the days below. The often heard series 980–999 is published for people born
 * before 1910 only, so it is not used here.
 */
import { addDays, Day } from '../../domain/time.ts';
import { checkDigitOf, type Sex } from './personal-number.ts';

export const firstFictionalYear = 1976;
export const lastFictionalYear = 2009;

/** Days on which one of the two numbers is missing from the published list. */
const unpublished: ReadonlySet<string> = new Set([
  '1976-01-01',
  '1980-01-01',
  '1989-12-20',
  '1990-01-01',
  '1990-01-02',
  '1990-01-04',
  '1990-01-05',
  '1990-01-06',
  '1990-01-08',
  '1990-01-09',
  '1990-01-13',
  '2000-12-18',
  '2001-03-03',
  '2001-11-04',
  '2002-10-16',
  '2002-12-27',
  '2005-05-09',
  '2007-09-11',
  '2007-12-28',
]);

const publishedDays = (year: number): readonly Day[] => {
  const days: Day[] = [];
  for (let day = Day.parse(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
    if (!unpublished.has(day)) days.push(day);
  }
  return days;
};

const daysByYear = new Map<number, readonly Day[]>();

/**
 * The twelve digits of the `index`-th test number for a birth year (1976–2009) and sex, counted from 0 and starting
 * over after the last day of the year. Different indexes below 340 give different numbers.
 */
export const fictionalNumber = (year: number, sex: Sex, index: number): string => {
  if (year < firstFictionalYear || year > lastFictionalYear) {
    throw new Error(`test numbers are published for ${firstFictionalYear}–${lastFictionalYear}`);
  }
  const days = daysByYear.get(year) ?? publishedDays(year);
  daysByYear.set(year, days);
  const day = days[Math.abs(Math.trunc(index)) % days.length];
  if (day === undefined) throw new Error('a year without days');
  const start = `${day.replaceAll('-', '')}${sex === 'woman' ? '238' : '239'}`;
  return `${start}${checkDigitOf(start.slice(2))}`;
};

/** The same as a samordningsnummer (day plus 60). No published list vouches for it: for tests only. */
export const fictionalCoordinationNumber = (year: number, sex: Sex, index: number): string => {
  const digits = fictionalNumber(year, sex, index);
  const start = `${digits.slice(0, 6)}${Number(digits.slice(6, 8)) + 60}${digits.slice(8, 11)}`;
  return `${start}${checkDigitOf(start.slice(2))}`;
};
