/** A planned session as a form holds it. */
import { dayOf, timeOfDay } from '../../../domain/time.ts';
import type { SessionChange } from '../../../protocol/change-session.ts';
import type { BoardSession } from '../../../protocol/planning.ts';

export type SessionEdit = SessionChange & { readonly kind: 'edit' };

/** The change that changes nothing. */
export const editOf = (session: BoardSession): SessionEdit => ({
  kind: 'edit',
  title: session.title,
  cohorts: session.cohorts.map(({ id }) => id),
  day: dayOf(session.startsAt),
  times: {
    start: timeOfDay(session.startsAt),
    end: timeOfDay(session.endsAt),
    breaks: session.breaks.map(({ from, to }) => ({ from: timeOfDay(from), to: timeOfDay(to) })),
  },
  venue: session.venue,
  trainer: session.trainer,
  device: session.device,
});
