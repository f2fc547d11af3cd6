/** How long the demo's sessions are, and when on a day they are held. */
import type { Span, Track } from '../../domain/programme.ts';
import { dayOf, hourMs, instant, instantAt, minuteMs, type Day, type Instant } from '../../domain/time.ts';

export type Slot = { readonly startsAt: Instant; readonly endsAt: Instant; readonly breaks: readonly Span[] };

/** Minutes that count at one on-site session: six of them and a lecture make 26 h and 18 h (PROG-1). */
const netMinutes: Readonly<Record<Track, number>> = { employee: 240, manager: 160 };
const breakMinutes = 15;
const breakAfterMinutes: Readonly<Record<Track, number>> = { employee: 120, manager: 80 };
const lectureMinutes = 120;

const after = (at: number, minutes: number): Instant => instant(at + minutes * minuteMs);

/** An on-site session with its scheduled break, `breakAfter` minutes from its start. */
export const onSiteSlot = (
  track: Track,
  startsAt: Instant,
  breakAfter: number = breakAfterMinutes[track],
): Slot => {
  const pause = after(startsAt, breakAfter);
  return {
    startsAt,
    endsAt: after(startsAt, netMinutes[track] + breakMinutes),
    breaks: [{ from: pause, to: after(pause, breakMinutes) }],
  };
};

/** A digital lecture: two hours without a break. */
export const lectureSlot = (startsAt: Instant): Slot => ({
  startsAt,
  endsAt: after(startsAt, lectureMinutes),
  breaks: [],
});

/** The times of day an on-site session may start, the usual one first or last as the group likes. */
export const startTimes = (track: Track, prefersMorning: boolean): readonly string[] => {
  const times = track === 'employee' ? ['08:30', '13:00'] : ['09:00', '13:00'];
  return prefersMorning ? times : [...times].reverse();
};

const fiveMinutes = 5 * minuteMs;
const earlyBreakMinutes = 30;

/**
 * The session that is going on whenever the demo is started: it began about ten minutes ago and has four hours left.
 * It starts no earlier than the day and ends by 23:55, except in the day's last quarter of an hour, when it
 * goes on past midnight so that somebody can still be checked in (DEMO-7). Late in the evening, when its usual break
 * would come within the hour, the break is early in it and over: whoever is checked in now gets minutes.
 */
export const ongoingSlot = (now: Instant): Slot => {
  const today: Day = dayOf(now);
  const lasting = onSiteSlot('employee', now).endsAt - now;
  const wished = Math.floor((now - 10 * minuteMs) / fiveMinutes) * fiveMinutes;
  const lastEnd = Math.max(
    instantAt(today, '23:55'),
    Math.ceil((now + 15 * minuteMs) / fiveMinutes) * fiveMinutes,
  );
  const latest = lastEnd - lasting;
  const startsAt = instant(Math.max(instantAt(today, '00:00'), Math.min(wished, latest)));
  const usual = onSiteSlot('employee', startsAt);
  const isBreakSoon = usual.breaks.some(({ from, to }) => from < now + hourMs && to > now);
  return isBreakSoon ? onSiteSlot('employee', startsAt, earlyBreakMinutes) : usual;
};
