/** How many are here, in figures and as the group's ring. */
import type { Attendance, SessionAttendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson } from '../../domain/programme.ts';
import { dotsOf, type Dot } from '../ui/ring/dots.ts';

export type Counts = {
  /** In now; after the session is closed, those who took part. */
  readonly here: number;
  /** Expected, and the guests and walk-ins who came too. */
  readonly all: number;
  /** Expected and not seen. */
  readonly missing: number;
  readonly left: number;
  readonly guests: number;
  /** Added without a badge; the office finds out who they are (WALK-2). */
  readonly walkIns: number;
};

/** True if the person's last stretch has ended. */
export const hasLeft = (attendance: Attendance): boolean => attendance.presence.at(-1)?.to !== undefined;

/**
 * How many are in, missing, gone, guests and walk-ins (COUNT-1). Somebody who left early counts as here only once
 * closed. A walk-in is a person in the room and counts as one, though no minute of theirs does yet (WALK-2).
 */
export const countOf = (expected: readonly PlanPerson[], attendance: SessionAttendance): Counts => {
  const known = new Set<ParticipantId>(expected.map(({ id }) => id));
  const registered = [...attendance.byParticipant.values()];
  const present = [...registered, ...attendance.walkIns.values()];
  const isClosed = attendance.closedAt !== undefined;
  const guests = registered.filter((one) => !known.has(one.participant)).length;
  const walkIns = attendance.walkIns.size;
  return {
    here: present.filter((one) => isClosed || one.isOpen).length,
    all: expected.length + guests + walkIns,
    missing: expected.filter(({ id }) => !attendance.byParticipant.has(id)).length,
    left: present.filter(hasLeft).length,
    guests,
    walkIns,
  };
};

/** The ring of a session. */
export const dotsFor = (
  expected: readonly PlanPerson[],
  attendance: SessionAttendance,
  isLastHot = false,
): readonly Dot[] => {
  const { all, guests, walkIns } = countOf(expected, attendance);
  const known = new Set<ParticipantId>(expected.map(({ id }) => id));
  const { byParticipant } = attendance;
  return dotsOf({
    all,
    here: byParticipant.size + walkIns,
    half: [...byParticipant.values()].filter((one) => hasLeft(one) && known.has(one.participant)).length,
    squares: guests + walkIns,
    isLastHot,
  });
};
