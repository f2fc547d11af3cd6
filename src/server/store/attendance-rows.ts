/** What is kept of attendance for reading, as rows. */
import type { Attendance } from '../../domain/attendance.ts';
import type { Columns } from './many-rows.ts';
import type { Schema } from './schema.ts';

export const attendanceColumns: Columns<Schema['attendance']> = {
  table: 'attendance',
  columns: [
    ['session', 'text'],
    ['participant', 'text'],
    ['checked_in_at', 'bigint'],
    ['minutes', 'integer'],
    ['is_open', 'integer'],
    ['detail', 'text'],
    ['remarks', 'text'],
  ],
};

/** How a session stands, for lists of many. */
export const stateColumns: Columns<Schema['session_states']> = {
  table: 'session_states',
  key: 'session',
  columns: [
    ['session', 'text'],
    ['opened_at', 'bigint'],
    ['closed_at', 'bigint'],
    ['refused', 'integer'],
    ['attested_at', 'bigint'],
    ['walk_ins', 'integer'],
    ['set_aside', 'integer'],
    ['changed_at', 'bigint'],
  ],
};

/** One person at one session, as the session alone gives it. */
export const attendanceRow = (session: string, attendance: Attendance) => ({
  session,
  participant: attendance.participant,
  checked_in_at: attendance.checkedInAt,
  minutes: attendance.minutes,
  is_open: attendance.isOpen ? (1 as const) : (0 as const),
  detail: JSON.stringify(attendance),
  remarks: JSON.stringify(attendance.remarks),
});
