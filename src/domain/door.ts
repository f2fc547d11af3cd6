/**
 * The verdict at the door: what a badge means for the session that is open on this tablet. Pure, so that the same
 * scan always gets the same answer, with or without a network (DOOR-1).
 */
import type { SessionAttendance } from './attendance.ts';
import type { CohortId, ParticipantId } from './ids.ts';
import type { KnownBadge } from './known-cards.ts';
import type { Plan, PlanPerson, Session } from './programme.ts';
import type { Instant } from './time.ts';

export type Verdict =
  | { readonly kind: 'check-in'; readonly participant: ParticipantId }
  | { readonly kind: 'already'; readonly participant: ParticipantId; readonly since: Instant }
  | {
      readonly kind: 'other-session';
      readonly participant: ParticipantId;
      readonly cohort: CohortId;
      /** Where the person is expected instead, as far as this tablet knows. */
      readonly expected: Session | undefined;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'closed' };

/**
 * Of sessions in progress, the one that began last first: one that nobody has opened here since the morning is somebody
 * else's to hold (HOME-1).
 */
export const byDoor = (a: Session, b: Session): number => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1);

/** The people this tablet has names for, by id. */
export const peopleById = (plan: Plan): ReadonlyMap<ParticipantId, PlanPerson> =>
  new Map(plan.cohorts.flatMap((cohort) => cohort.people.map((person) => [person.id, person] as const)));

/** The session's own participants, in the order of the plan. */
export const expectedPeople = (plan: Plan, session: Session): readonly PlanPerson[] =>
  plan.cohorts.filter((cohort) => session.cohorts.includes(cohort.id)).flatMap((cohort) => cohort.people);

const expectedElsewhere = (
  plan: Plan,
  session: Session,
  cohort: CohortId,
  at: Instant,
  isClosed: (session: Session) => boolean,
): Session | undefined =>
  plan.sessions
    .filter(
      (other) =>
        other.id !== session.id &&
        !other.cancelled &&
        other.endsAt > at &&
        other.cohorts.includes(cohort) &&
        !isClosed(other),
    )
    .sort((a, b) => a.startsAt - b.startsAt)[0];

/**
 * What a scanned badge means here and now (DOOR-1). A blocked badge is blocked everywhere (DOOR-4); somebody already
 * in is an answer, not an event (ATT-2); a person of another cohort is recognised without a name (DOOR-3), and never
 * sent to a session that the tablet knows is closed.
 */
export const verdictOn = (
  badge: KnownBadge | undefined,
  plan: Plan,
  session: Session,
  attendance: SessionAttendance,
  at: Instant,
  isClosed: (session: Session) => boolean = () => false,
): Verdict => {
  if (attendance.closedAt !== undefined) return { kind: 'closed' };
  if (badge === undefined) return { kind: 'unknown' };
  if (badge.isBlocked) return { kind: 'blocked' };
  const { participant, cohort } = badge;
  const held = attendance.byParticipant.get(participant);
  if (held?.isOpen === true) return { kind: 'already', participant, since: held.checkedInAt };
  if (!session.cohorts.includes(cohort))
    return {
      kind: 'other-session',
      participant,
      cohort,
      expected: expectedElsewhere(plan, session, cohort, at, isClosed),
    };
  return { kind: 'check-in', participant };
};
