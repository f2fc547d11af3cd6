/** What must be going on today and tomorrow, whatever the date, so that somebody new can try a check-in (DEMO-7). */
import type { UnitKey } from '../../domain/programme.ts';
import { addDays, instantAt, type Day, type Instant } from '../../domain/time.ts';
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

/** The exact time of an anchored session; `undefined` if any working day will do. */
export const fixedSlot = ({ today, now }: Clock, { ahead, at }: Anchor): Slot | undefined => {
  if (at === undefined) return undefined;
  return at === 'now' ? ongoingSlot(now) : onSiteSlot('employee', instantAt(addDays(today, ahead), at));
};
