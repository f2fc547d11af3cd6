/** Months and hours as the follow-up writes them. */
import { Day, instantAt } from '../../../domain/time.ts';
import { formatMonth, formatNumber } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

/** 2026-10 → Oktober 2026 */
export const monthWords = (language: Language, month: string): string =>
  formatMonth(language, instantAt(Day.parse(`${month}-01`), '12:00'));

/** The same in running text, where Swedish writes months with a small letter. */
export const monthInText = (language: Language, month: string): string => {
  const words = monthWords(language, month);
  return language === 'sv' ? words.toLowerCase() : words;
};

/** Whole hours, to the nearest. */
export const hourWords = (language: Language, minutes: number): string =>
  formatNumber(language, Math.round(minutes / 60));

/** A share as a whole number of per cent, rounded down: 79,9 % is never said to be 80 %. */
export const wholePercent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.floor((part * 100) / whole);
