/** A month's name from its key: `2026-10` is October 2026. */
import { Day, instantAt } from '../../../domain/time.ts';
import { formatMonth } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

/** Oktober 2026 / October 2026 */
export const monthTitle = (language: Language, month: string): string =>
  formatMonth(language, instantAt(Day.parse(`${month}-15`), '12:00'));

/** oktober 2026 in the middle of a Swedish sentence; English always has a capital. */
export const monthInText = (language: Language, month: string): string => {
  const title = monthTitle(language, month);
  return language === 'sv' ? title.charAt(0).toLowerCase() + title.slice(1) : title;
};

/** The first twelve characters of a checksum in groups of four, as people compare them: 7F3A 91C4 0E2B. */
export const shortChecksum = (checksum: string): string => grouped(checksum.slice(0, 12));

/** A whole checksum in groups of four. */
export const grouped = (checksum: string): string =>
  (checksum.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
