/** The rows of a session's list: everybody expected in name order, then the guests who are here. */
import type { Attendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson } from '../../domain/programme.ts';
import { byName, nameInList } from './names.ts';
import type { SessionView } from './use-session.ts';

export type ListRow = {
  readonly id: ParticipantId;
  readonly name: string;
  readonly person: PlanPerson | undefined;
  /** Present when the person has been here, whether still in or gone. */
  readonly attendance: Attendance | undefined;
  readonly isGuest: boolean;
  readonly cohortName: string | undefined;
};

/** When the person left, if gone. */
export const leftAt = ({ attendance }: ListRow): number | undefined => attendance?.presence.at(-1)?.to;

/** The rows, names as lists show them; a guest without a name is called `guestName`. */
export const rowsOf = (
  { expected, guests, attendance }: Pick<SessionView, 'expected' | 'guests' | 'attendance'>,
  guestName: string,
): readonly ListRow[] => [
  ...expected.toSorted(byName).map((person): ListRow => ({
    id: person.id,
    name: nameInList(person),
    person,
    attendance: attendance.byParticipant.get(person.id),
    isGuest: false,
    cohortName: undefined,
  })),
  ...guests.map(({ id, person, cohortName }): ListRow => ({
    id,
    name: person === undefined ? guestName : nameInList(person),
    person,
    attendance: attendance.byParticipant.get(id),
    isGuest: true,
    cohortName,
  })),
];
