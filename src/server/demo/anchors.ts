/** What must be going on today and tomorrow, whatever the date, so that somebody new can try a check-in (DEMO-7). */
import type { UnitKey } from '../../domain/programme.ts';
import { addDays, hourMs, instant, instantAt, minuteMs, type Day, type Instant } from '../../domain/time.ts';
import { ongoingSlot, onSiteSlot, type Slot } from './timetable.ts';

export type Clock = { readonly today: Day; readonly now: Instant };

/** A cohort's session that is tied to today: so many days ahead, at a time of day or, without one, when it fits. */
export type Anchor = { readonly ahead: number; readonly at?: string };

/** What the units that are under way today have today and tomorrow, cohort by cohort. */
export const anchorsByUnit: Partial<Record<UnitKey, readonly Anchor[]>> = {
  farsta: [
    { ahead: 0, at: '08:30' },
    { ahead: 0, at: '13:15' },
    { ahead: 0, at: 'now' },
    { ahead: 1, at: '08:30' },
    { ahead: 9 },
  ],
  jarva: [
    { ahead: 0, at: '08:30' },
    { ahead: 0, at: '16:30' },
    { ahead: 1, at: '13:00' },
    { ahead: 5 },
    { ahead: 12 },
    { ahead: 19 },
  ],
};

/** When today's digital lecture begins. */
export const lectureTime = '14:00';

const aboutNow = { before: 20 * minuteMs, after: 75 * minuteMs };
const apartMs = 2 * hourMs;

/** When an anchored session may begin, the wished-for time first, and a time at which none of its unit should. */
type Starts = { readonly any: readonly Instant[]; readonly inTheWay: Instant | undefined };

/**
 * In a unit with a session that goes on now no other begins about now: the one that has just begun is the one a trainer
 * meets (HOME-1), and that must be the same group at every hour of the day.
 */
export const startsOf = ({ today, now }: Clock, unit: string, { ahead, at }: Anchor): Starts => {
  if (at === undefined || at === 'now') return { any: [], inTheWay: undefined };
  const usual = instantAt(addDays(today, ahead), at);
  const later = instant(usual + apartMs);
  const hasNow = anchorsByUnit[unit as UnitKey]?.some((anchor) => anchor.at === 'now') ?? false;
  const isAboutNow = usual > now - aboutNow.before && usual < now + aboutNow.after;
  return hasNow && isAboutNow
    ? { any: [later], inTheWay: usual }
    : { any: [usual, later], inTheWay: undefined };
};

/** The exact time of an anchored session; `undefined` if any working day will do. */
export const fixedSlot = (clock: Clock, unit: string, anchor: Anchor): Slot | undefined => {
  if (anchor.at === 'now') return ongoingSlot(clock.now);
  const [startsAt] = startsOf(clock, unit, anchor).any;
  return startsAt === undefined ? undefined : onSiteSlot('employee', startsAt);
};
