/**
 * Times, dates, hours and money as people read them, always in Stockholm's time. An instant is milliseconds since
 * 1970; formatters are made once, because making one costs more than using it a hundred times.
 */
import type { Language } from './languages.ts';
import { counted } from './plural.ts';

const zone = 'Europe/Stockholm';
const nbsp = '\u00a0';
const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

const both = (options: Intl.DateTimeFormatOptions): Readonly<Record<Language, Intl.DateTimeFormat>> => ({
  sv: new Intl.DateTimeFormat(locales.sv, { timeZone: zone, ...options }),
  en: new Intl.DateTimeFormat(locales.en, { timeZone: zone, ...options }),
});

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const runningClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dayKey = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const weekdays = both({ weekday: 'long' });
const dayAndMonth = both({ day: 'numeric', month: 'long' });
const shortDayAndMonth = both({ day: 'numeric', month: 'short' });
const years = both({ year: 'numeric' });
const months = both({ month: 'long' });

const firstUpper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** 08.30 – the same in both languages, so that a screen and a printed list never differ. */
export const formatTime = (_language: Language, instant: number): string =>
  clock.format(instant).replace(':', '.');

/** 08.24.36: a time that is seen to run. */
export const formatRunningTime = (instant: number): string =>
  runningClock.format(instant).replaceAll(':', '.');

/** 08.30–12.30 */
export const formatTimeRange = (language: Language, from: number, to: number): string =>
  `${formatTime(language, from)}–${formatTime(language, to)}`;

/** torsdag / Thursday */
export const formatWeekday = (language: Language, instant: number): string =>
  weekdays[language].format(instant);

/** Torsdag 12 november / Thursday 12 November */
export const formatDay = (language: Language, instant: number): string =>
  firstUpper(`${formatWeekday(language, instant)} ${dayAndMonth[language].format(instant)}`);

/** 12 november / 12 November */
export const formatDayAndMonth = (language: Language, instant: number): string =>
  dayAndMonth[language].format(instant);

/** 12 nov. / 12 Nov */
export const formatShortDay = (language: Language, instant: number): string =>
  shortDayAndMonth[language].format(instant);

/** 12 november 2026 */
export const formatDate = (language: Language, instant: number): string =>
  `${dayAndMonth[language].format(instant)} ${years[language].format(instant)}`;

/** 12 november 2026 kl. 08.30 / 12 November 2026 at 08.30 */
export const formatDateTime = (language: Language, instant: number): string =>
  `${formatDate(language, instant)} ${language === 'sv' ? 'kl.' : 'at'}${nbsp}${formatTime(language, instant)}`;

/** November 2026 */
export const formatMonth = (language: Language, instant: number): string =>
  firstUpper(`${months[language].format(instant)} ${years[language].format(instant)}`);

/** oktober / October; with the year where it is another than this one's. */
export const formatMonthName = (language: Language, instant: number, now: number): string => {
  const year = years[language].format(instant);
  const name = months[language].format(instant);
  return year === years[language].format(now) ? name : `${name} ${year}`;
};

/** 2026-11-12: the Stockholm day, also right on the two days a year when the clock changes. */
export const formatDayKey = (instant: number): string => dayKey.format(instant);

/** Whole days from one Stockholm date to another; negative when `to` is before `from`. */
const daysBetween = (from: number, to: number): number =>
  Math.round((Date.parse(formatDayKey(to)) - Date.parse(formatDayKey(from))) / 86_400_000);

const nearDays: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  sv: { '-1': 'i går', '0': 'i dag', '1': 'i morgon' },
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
};

/** i dag, i morgon, i går; otherwise torsdag 12 november. In running text, so without a capital in Swedish. */
export const formatRelativeDay = (language: Language, instant: number, now: number): string => {
  const near = nearDays[language][String(daysBetween(now, instant))];
  return near ?? `${formatWeekday(language, instant)} ${dayAndMonth[language].format(instant)}`;
};

/** i dag kl. 07.12 / today at 07.12 */
export const formatRelativeDayTime = (language: Language, instant: number, now: number): string =>
  `${formatRelativeDay(language, instant, now)} ${language === 'sv' ? 'kl.' : 'at'}${nbsp}${formatTime(language, instant)}`;

const spans: Readonly<
  Record<Language, Readonly<Record<'minute' | 'hour' | 'day', readonly [string, string]>>>
> = {
  sv: { minute: ['minut', 'minuter'], hour: ['timme', 'timmar'], day: ['dag', 'dagar'] },
  en: { minute: ['minute', 'minutes'], hour: ['hour', 'hours'], day: ['day', 'days'] },
};

/** 22 minuter, 3 timmar, 2 dagar: the length of a stretch of time in its largest whole unit, at least one minute. */
export const formatSpan = (language: Language, milliseconds: number): string => {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000));
  const [unit, n] =
    minutes < 60
      ? (['minute', minutes] as const)
      : minutes < 48 * 60
        ? (['hour', Math.round(minutes / 60)] as const)
        : (['day', Math.round(minutes / 1440)] as const);
  return counted(language, n, ...spans[language][unit]);
};

/** om 22 minuter, för 3 timmar sedan, nu / in 22 minutes, 3 hours ago, now */
export const formatRelative = (language: Language, instant: number, now: number): string => {
  const away = instant - now;
  if (Math.abs(away) < 30_000) return language === 'sv' ? 'nu' : 'now';
  const span = formatSpan(language, away);
  if (away > 0) return language === 'sv' ? `om ${span}` : `in ${span}`;
  return language === 'sv' ? `för ${span} sedan` : `${span} ago`;
};

const numberFormats: Readonly<Record<Language, Intl.NumberFormat>> = {
  sv: new Intl.NumberFormat(locales.sv, { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat(locales.en, { maximumFractionDigits: 2 }),
};

/** 1 140 / 1,140 – with spaces that never break a line. */
export const formatNumber = (language: Language, n: number): string =>
  numberFormats[language].format(n).replace(/[\s\u202f]/gu, nbsp);

/** 7 h, 7,5 h / 7 h, 7.5 h, from whole minutes; at most two decimals. */
export const formatHours = (language: Language, minutes: number): string =>
  `${formatNumber(language, minutes / 60)}${nbsp}h`;

/** 559 614 kr / SEK 559,614, from whole öre; öre are shown only when there are any. */
export const formatMoney = (language: Language, ore: number): string =>
  language === 'sv'
    ? `${formatNumber('sv', ore / 100)}${nbsp}kr`
    : `SEK${nbsp}${formatNumber('en', ore / 100)}`;

/** 83 % / 83% */
export const formatPercent = (language: Language, share: number): string =>
  language === 'sv' ? `${Math.round(share * 100)}${nbsp}%` : `${Math.round(share * 100)}%`;
