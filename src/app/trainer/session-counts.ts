/** How many are here, in figures and as the group's ring. */
import type { Attendance, SessionAttendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson } from '../../domain/programme.ts';
import { dotsOf, type Dot } from '../ui/ring/dots.ts';

export type Counts = {
  /** In now; after the session is closed, those who took part. */
  readonly here: number;
  /** Expected, and guests who are here. */
  readonly all: number;
  /** Expected and not seen. */
  readonly missing: number;
  readonly left: number;
  readonly guests: number;
};

const hasLeft = (attendance: Attendance): boolean => attendance.presence.at(-1)?.to !== undefined;

/** How many are in, missing, gone and guests (COUNT-1). Somebody who left early counts as here only once closed. */
export const countOf = (expected: readonly PlanPerson[], attendance: SessionAttendance): Counts => {
  const known = new Set<ParticipantId>(expected.map(({ id }) => id));
  const present = [...attendance.byParticipant.values()];
  const isClosed = attendance.closedAt !== undefined;
  const guests = present.filter((one) => !known.has(one.participant)).length;
  return {
    here: present.filter((one) => isClosed || one.isOpen).length,
    all: expected.length + guests,
    missing: expected.filter(({ id }) => !attendance.byParticipant.has(id)).length,
    left: present.filter(hasLeft).length,
    guests,
  };
};

/** The ring of a session. */
export const dotsFor = (
  expected: readonly PlanPerson[],
  attendance: SessionAttendance,
  isLastHot = false,
): readonly Dot[] => {
  const { all, left, guests } = countOf(expected, attendance);
  const present = attendance.byParticipant.size;
  const known = new Set<ParticipantId>(expected.map(({ id }) => id));
  const guestsLeft = [...attendance.byParticipant.values()].filter(
    (one) => hasLeft(one) && !known.has(one.participant),
  ).length;
  return dotsOf({ all, here: present, half: left - guestsLeft, squares: guests, isLastHot });
};
