/** Who did not simply follow the plan: shown before the trainer closes and attests (DESIGN §5.8). Pure. */
import type { Attendance } from '../../domain/attendance.ts';
import type { Session } from '../../domain/programme.ts';
import { wholeMinute } from '../../domain/time.ts';
import { leftAt, type ListRow } from './list-rows.ts';

export type Exceptions = {
  /** Gone before the planned end. */
  readonly left: readonly ListRow[];
  /** Came after the planned start. */
  readonly late: readonly ListRow[];
  readonly guests: readonly ListRow[];
  /** Added without a badge (WALK-2). */
  readonly added: readonly ListRow[];
  /** Still in, so counted to the end or to the closing (ATT-5). */
  readonly stillIn: readonly ListRow[];
};

const isLate = (attendance: Attendance | undefined, session: Session): boolean => {
  const from = attendance?.presence[0]?.from;
  return from !== undefined && wholeMinute(from) > session.startsAt;
};

/** The exceptions among a session's rows; somebody can be several of them. */
export const exceptionsIn = (rows: readonly ListRow[], session: Session): Exceptions => ({
  left: rows.filter((row) => {
    const at = leftAt(row);
    return at !== undefined && wholeMinute(at) < session.endsAt;
  }),
  late: rows.filter(({ attendance }) => isLate(attendance, session)),
  guests: rows.filter(({ kind }) => kind === 'guest'),
  added: rows.filter(({ kind, attendance }) => kind === 'walk-in' && attendance !== undefined),
  stillIn: rows.filter(({ attendance }) => attendance?.isOpen === true),
});
