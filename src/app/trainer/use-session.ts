/** One session as its views know it: who is expected, who is here, and the door. */
import { useMemo } from 'react';
import { useParams } from 'react-router';
import type { SessionAttendance } from '../../domain/attendance.ts';
import { expectedPeople } from '../../domain/door.ts';
import type { CohortId, ParticipantId } from '../../domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../domain/programme.ts';
import { now as readClock } from '../device/clock.ts';
import type { Tablet } from '../device/tablet.ts';
import { sessionIn } from '../device/tablet-parts.ts';
import { useSettings, useTablet, useTabletState } from '../device/tablet-context.tsx';
import { openDoor, type Door } from './door.ts';
import { countOf, type Counts } from './session-counts.ts';

export type Guest = {
  readonly id: ParticipantId;
  /** Known by name when the person's group is on this tablet. */
  readonly person: PlanPerson | undefined;
  readonly cohortName: string | undefined;
};

export type SessionView = {
  readonly plan: Plan;
  readonly session: Session;
  readonly attendance: SessionAttendance;
  readonly expected: readonly PlanPerson[];
  readonly guests: readonly Guest[];
  readonly counts: Counts;
  readonly door: Door;
  /** Groups in words, and where. */
  readonly cohorts: string;
  readonly isLocked: boolean;
};

/** A cohort's name. */
export const cohortNameIn = (plan: Plan, id: CohortId): string | undefined =>
  plan.cohortNames.find(([cohort]) => cohort === id)?.[1];

/** A session's groups in words. */
export const cohortsOf = (plan: Plan, session: Session): string =>
  session.cohorts
    .map((id) => cohortNameIn(plan, id) ?? '')
    .filter(Boolean)
    .join(', ');

/** The cohort somebody belongs to: by the plan's people, otherwise by their badge (DOOR-3). */
export const cohortOfPerson = (
  tablet: Pick<Tablet, 'cards'>,
  plan: Plan,
  participant: ParticipantId,
): CohortId | undefined =>
  plan.cohorts.find(({ people }) => people.some(({ id }) => id === participant))?.id ??
  tablet.cards().cohortOf(participant);

const guestsOf = (
  tablet: Tablet,
  plan: Plan,
  expected: readonly PlanPerson[],
  attendance: SessionAttendance,
) => {
  const known = new Set<ParticipantId>(expected.map(({ id }) => id));
  return [...attendance.byParticipant.keys()]
    .filter((id) => !known.has(id))
    .map((id): Guest => {
      const cohort = cohortOfPerson(tablet, plan, id);
      return {
        id,
        person: tablet.person(id),
        cohortName: cohort === undefined ? undefined : cohortNameIn(plan, cohort),
      };
    });
};

/** The session of the address, or `undefined` when this tablet does not have it. */
export const useSession = (): SessionView | undefined => {
  const { id = '' } = useParams();
  const tablet = useTablet();
  const settings = useSettings();
  const { plan: held } = useTabletState();
  const plan = held?.plan;
  const session = sessionIn(plan, id);
  const door = useMemo(
    () =>
      plan === undefined || session === undefined
        ? undefined
        : openDoor(tablet, plan, session, readClock, { settings }),
    [tablet, settings, plan, session],
  );
  const expected = useMemo(
    () => (plan === undefined || session === undefined ? [] : expectedPeople(plan, session)),
    [plan, session],
  );
  const attendance = session === undefined ? undefined : tablet.attendance(session);
  const guests = useMemo(
    () =>
      plan === undefined || attendance === undefined ? [] : guestsOf(tablet, plan, expected, attendance),
    [tablet, plan, expected, attendance],
  );
  if (plan === undefined || session === undefined || door === undefined || attendance === undefined)
    return undefined;
  return {
    plan,
    session,
    attendance,
    expected,
    guests,
    counts: countOf(expected, attendance),
    door,
    cohorts: cohortsOf(plan, session),
    isLocked: attendance.closedAt !== undefined,
  };
};
