/** Lengths and clock times as the office's session pages write them; the same in both languages. */

import { formatDayKey, formatShortDay } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

const nbsp = '\u00a0';

/** 4 h, 3 h 40 min, 25 min: whole minutes as hours and minutes. */
export const hoursAndMinutes = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}${nbsp}min`;
  return rest === 0 ? `${hours}${nbsp}h` : `${hours}${nbsp}h ${rest}${nbsp}min`;
};

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** 08.16.22 in Stockholm's time. */
export const clockTime = (at: number): string => clock.format(at).replaceAll(':', '.');

/** 21 nov, with the year where it is another; nothing where both are on one day in Stockholm. */
export const otherDay = (language: Language, at: number, sessionAt: number): string | undefined => {
  const [key, sessionKey] = [formatDayKey(at), formatDayKey(sessionAt)];
  if (key === sessionKey) return undefined;
  const short = formatShortDay(language, at).replace('.', '').replaceAll(' ', nbsp);
  const year = key.slice(0, -6);
  return year === sessionKey.slice(0, -6) ? short : `${short}${nbsp}${year}`;
};
