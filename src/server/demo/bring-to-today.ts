/**
 * A demo started again on a later day, or later the same day: sessions that nobody has touched are moved, so that
 * there is always one to check in to (DEMO-8). What has been recorded stays where it is.
 */
import type { SessionId } from '../../domain/ids.ts';
import type { OfficeSession } from '../../domain/office.ts';
import { dayOf, hourMs, instantAt, type Instant } from '../../domain/time.ts';
import { anchorsByUnit, fixedSlot, lectureTime, startsOf } from './anchors.ts';
import { bookingToSession, createBookings, sessionToBooking } from './bookings.ts';
import { lectureSlot, type Slot } from './timetable.ts';

/** A session that should be there; `unit` is `null` for a digital lecture. */
type Need = {
  readonly unit: string | null;
  readonly slot: Slot;
  /** One that begins at any of these will do. */
  readonly starts: readonly Instant[];
  /** When none should begin. */
  readonly inTheWay: Instant | undefined;
  readonly isNow: boolean;
};

/** What has been done with a session, which keeps it where it is. */
export type Standing = {
  readonly isTouched: (session: SessionId) => boolean;
  readonly isClosed: (session: SessionId) => boolean;
};

const needsAt = (now: Instant): readonly Need[] => {
  const clock = { today: dayOf(now), now };
  const onSite = Object.entries(anchorsByUnit).flatMap(([unit, anchors]) =>
    anchors.flatMap((anchor): Need[] => {
      const slot = fixedSlot(clock, unit, anchor);
      const { any: starts, inTheWay } = startsOf(clock, unit, anchor);
      return slot === undefined ? [] : [{ unit, slot, starts, inTheWay, isNow: anchor.at === 'now' }];
    }),
  );
  const lecture = lectureSlot(instantAt(clock.today, lectureTime));
  return [
    ...onSite,
    { unit: null, slot: lecture, starts: [lecture.startsAt], inTheWay: undefined, isNow: false },
  ];
};

/** The session that goes on now lasts so long yet, or as long as one that is made now would. */
const enoughLeft = hourMs;

const isMetBy = (
  need: Need,
  { session, unit }: OfficeSession,
  { isClosed }: Pick<Standing, 'isClosed'>,
  now: Instant,
): boolean => {
  if (unit !== need.unit) return false;
  if (!need.isNow) return need.starts.includes(session.startsAt);
  const isOpen = !session.cancelled && !isClosed(session.id);
  const hasBegun = session.startsAt <= Math.max(now, need.slot.startsAt);
  return isOpen && hasBegun && session.endsAt >= Math.min(now + enoughLeft, need.slot.endsAt);
};

/**
 * The first untouched session of each cohort in a unit (or lecture), so that their order stays; one that is in the way
 * first, then the most overdue.
 */
const movable = (
  need: Need,
  sessions: readonly OfficeSession[],
  kept: ReadonlySet<SessionId>,
  isTouched: (session: SessionId) => boolean,
): readonly OfficeSession[] => {
  const seen = new Set<string>();
  const lasting = need.slot.endsAt - need.slot.startsAt;
  return [...sessions]
    .sort((a, b) => a.session.number - b.session.number || a.session.startsAt - b.session.startsAt)
    .filter(({ session, unit }) => {
      const key = session.cohorts.join();
      if (unit !== need.unit || seen.has(key) || isTouched(session.id)) return false;
      if (session.endsAt - session.startsAt !== lasting) return false;
      seen.add(key);
      return !kept.has(session.id);
    })
    .sort(
      ({ session: a }, { session: b }) =>
        Number(b.startsAt === need.inTheWay) - Number(a.startsAt === need.inTheWay) ||
        a.startsAt - b.startsAt,
    );
};

const move = (
  moved: OfficeSession,
  need: Need,
  sessions: readonly OfficeSession[],
): OfficeSession | undefined => {
  const others = sessions.filter(({ session }) => session.id !== moved.session.id).map(sessionToBooking);
  const bookings = createBookings(others);
  const day = dayOf(need.slot.startsAt);
  if (moved.session.cohorts.some((cohort) => bookings.isBusyOn(cohort, day))) return undefined;
  const request = { ...sessionToBooking(moved), slot: need.slot, trainerIndex: moved.session.number };
  if (!bookings.tryBook(request)) return undefined;
  const booking = bookings.all().at(-1);
  return booking === undefined ? undefined : bookingToSession(booking, moved.session.id);
};

/**
 * The sessions to move, as they are to be stored, with the same ids: the least that gives today and tomorrow what a
 * demo has. Empty when nothing is missing. A need that no untouched session is left for stays unmet.
 */
export const bringToToday = (
  sessions: readonly OfficeSession[],
  standing: Standing,
  now: Instant,
): readonly OfficeSession[] => {
  const needs = needsAt(now);
  const kept = new Set<SessionId>();
  const unmet = needs.filter((need) => {
    const met = sessions.find((item) => !kept.has(item.session.id) && isMetBy(need, item, standing, now));
    if (met !== undefined) kept.add(met.session.id);
    return met === undefined;
  });
  let current = sessions;
  const changed: OfficeSession[] = [];
  for (const need of [...unmet].sort((a, b) => Number(b.isNow) - Number(a.isNow))) {
    for (const candidate of movable(need, current, kept, standing.isTouched)) {
      const moved = move(candidate, need, current);
      if (moved === undefined) continue;
      current = current.map((item) => (item.session.id === moved.session.id ? moved : item));
      changed.push(moved);
      kept.add(moved.session.id);
      break;
    }
  }
  return changed;
};
