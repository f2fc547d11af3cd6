/** Months and days as the office reads them, from the keys the server uses. */
import { instantAt, isDay, type Day } from '../../../domain/time.ts';
import { formatDate, formatDayAndMonth, formatMonth } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

const middleOf = (month: string): number => {
  const day = `${month}-15`;
  return isDay(day) ? instantAt(day, '12:00') : 0;
};

const names: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Stockholm', month: 'long' }),
};

/** Oktober 2026, from `2026-10`. */
export const monthTitle = (language: Language, month: string): string =>
  formatMonth(language, middleOf(month));

/** oktober / October: in running text. */
export const monthName = (language: Language, month: string): string =>
  names[language].format(middleOf(month));

/** Oktober / October: alone or first in a sentence. */
export const monthNameFirst = (language: Language, month: string): string => {
  const name = monthName(language, month);
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** 28 november, from `2026-11-28`. */
export const dayWords = (language: Language, day: Day): string =>
  formatDayAndMonth(language, instantAt(day, '12:00'));

/** 28 november 2026 */
export const dateWords = (language: Language, day: Day): string =>
  formatDate(language, instantAt(day, '12:00'));
