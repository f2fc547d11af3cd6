/** Which sessions a trainer meets on opening the tablet, and in which order. Pure: time is an argument. */
import { byDoor } from '../../domain/door.ts';
import type { Session } from '../../domain/programme.ts';
import { addDays, dayOf, hourMs } from '../../domain/time.ts';

/** What the day needs to know about a session's own log. */
export type Doors = { readonly openedAt: number | undefined; readonly closedAt: number | undefined };

export type Day = {
  /** The session the trainer is here for: one in progress, opened here or begun last; otherwise the next today. */
  readonly hero: Session | undefined;
  readonly isHeroOngoing: boolean;
  /** Others in progress at the same time. */
  readonly alsoOngoing: readonly Session[];
  /** Digital lectures of today that have begun, over or not, and are not closed. */
  readonly lectures: readonly Session[];
  readonly laterToday: readonly Session[];
  readonly tomorrow: readonly Session[];
  readonly closedToday: readonly Session[];
  /** Opened here, over since long, and still not closed. */
  readonly notClosed: readonly Session[];
  /** The first one after today. */
  readonly next: Session | undefined;
};

/** How long after its end an open session is still taken for one in progress. */
export const reminderAfterMs = hourMs;
const byStart = (a: Session, b: Session): number => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

/**
 * Arranges the sessions of the plan (HOME-1 … HOME-4). In progress is what has been opened here and is not long over,
 * and what should be going on by the clock; cancelled sessions and digital lectures are never the trainer's hero,
 * because nobody is checked in to them by camera: they are listed, to show their code and to be closed.
 */
export const arrangeDay = (
  sessions: readonly Session[],
  doorsOf: (session: Session) => Doors,
  now: number,
): Day => {
  const today = dayOf(now);
  const known = sessions.filter(({ cancelled }) => !cancelled).toSorted(byStart);
  const onSite = known.filter(({ kind }) => kind === 'on-site');
  const isClosed = (session: Session): boolean => doorsOf(session).closedAt !== undefined;
  const isOpened = (session: Session): boolean => doorsOf(session).openedAt !== undefined;
  const isToday = (session: Session): boolean => dayOf(session.startsAt) === today;
  const isLongOver = (session: Session): boolean =>
    now > session.endsAt + reminderAfterMs || dayOf(session.endsAt) < today;

  const open = onSite.filter((session) => !isClosed(session));
  const notClosed = known.filter((session) => !isClosed(session) && isOpened(session) && isLongOver(session));
  const ongoing = open
    .filter(
      (session) =>
        (isOpened(session) && !isLongOver(session)) || (session.startsAt <= now && now < session.endsAt),
    )
    .toSorted((a, b) => Number(isOpened(b)) - Number(isOpened(a)) || byDoor(a, b));
  const upcoming = open.filter((session) => isToday(session) && session.startsAt > now && !isOpened(session));
  const hero = ongoing[0] ?? upcoming[0];
  const others = known.filter((session) => session !== hero && !ongoing.includes(session));
  const lectures = known.filter(
    (session) =>
      session.kind === 'digital' &&
      isToday(session) &&
      session.startsAt <= now &&
      !isClosed(session) &&
      !notClosed.includes(session),
  );
  return {
    hero,
    isHeroOngoing: ongoing.length > 0,
    alsoOngoing: ongoing.slice(1),
    lectures,
    laterToday: others.filter(
      (session) =>
        isToday(session) &&
        session.endsAt > now &&
        !isClosed(session) &&
        !isOpened(session) &&
        !lectures.includes(session),
    ),
    tomorrow: others.filter((session) => dayOf(session.startsAt) === addDays(today, 1)),
    closedToday: known.filter((session) => isToday(session) && isClosed(session)),
    notClosed,
    next: known.find((session) => dayOf(session.startsAt) > today),
  };
};
