/**
 * Attendance per session, computed from the log by the shared domain code and kept for reading. It can be thrown away
 * and computed anew at any time: the log is what is true (ATT-1).
 */
import { foldAttendance, type Attendance, type Evidence } from '../../domain/attendance.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { Tx } from './database.ts';
import type { LogRow, LogStore } from './log-store.ts';
import type { ProgrammeStore } from './programme-store.ts';

export type SessionCount = {
  readonly session: string;
  readonly present: number;
  readonly open: number;
  readonly minutes: number;
};
export type SessionState = {
  readonly session: string;
  readonly opened_at: number | null;
  readonly closed_at: number | null;
  readonly refused: number;
  readonly set_aside: number;
  readonly changed_at: number;
};

export type AttendanceStore = {
  /** Computes these sessions anew, in the transaction that brought their events. */
  readonly recompute: (sessions: Iterable<string>, now: number) => Promise<void>;
  readonly ofSession: (session: string) => Promise<readonly Attendance[]>;
  readonly counts: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionCount>>;
  readonly states: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionState>>;
  /** Minutes per participant over the whole programme. */
  readonly minutesByParticipant: () => Promise<ReadonlyMap<string, number>>;
};

/** Log rows that count, as evidence; what was set aside or cannot be read counts nothing until a person decides. */
export const evidenceFrom = (rows: readonly LogRow[]): readonly Evidence[] =>
  rows.flatMap((row) => {
    if (row.set_aside !== null) return [];
    const event = AttendanceEvent.safeParse(JSON.parse(row.text));
    return event.success ? [{ event: event.data, clockOffsetMs: row.clock_offset_ms }] : [];
  });

export const createAttendanceStore = (
  { trx }: Tx,
  { programme, logs }: { programme: ProgrammeStore; logs: LogStore },
): AttendanceStore => {
  const recomputeOne = async (id: string, now: number): Promise<void> => {
    const planned = await programme.session(id);
    if (planned === undefined) return;
    const rows = await logs.ofSession(id);
    const expected = new Set(
      (await programme.participantsOf(planned.session.cohorts)).map((person) => person.id),
    );
    const folded = foldAttendance(planned.session, evidenceFrom(rows), (person) => expected.has(person));
    await trx.deleteFrom('attendance').where('session', '=', id).execute();
    const values = [...folded.byParticipant.values()].map((attendance) => ({
      session: id,
      participant: attendance.participant,
      checked_in_at: attendance.checkedInAt,
      minutes: attendance.minutes,
      is_open: attendance.isOpen ? (1 as const) : (0 as const),
      detail: JSON.stringify(attendance),
    }));
    if (values.length > 0) await trx.insertInto('attendance').values(values).execute();
    const state = {
      opened_at: folded.openedAt ?? null,
      closed_at: folded.closedAt ?? null,
      refused: folded.refused,
      set_aside: rows.filter((row) => row.set_aside !== null).length,
      changed_at: now,
    };
    await trx
      .insertInto('session_states')
      .values({ session: id, ...state })
      .onConflict((c) => c.column('session').doUpdateSet(state))
      .execute();
  };
  return {
    recompute: async (sessions, now) => {
      for (const id of [...new Set(sessions)].sort()) await recomputeOne(id, now);
    },
    ofSession: async (session) =>
      (
        await trx
          .selectFrom('attendance')
          .select('detail')
          .where('session', '=', session)
          .orderBy('checked_in_at')
          .orderBy('participant')
          .execute()
      ).map(({ detail }) => JSON.parse(detail) as Attendance),
    counts: async (sessions) => {
      if (sessions.length === 0) return new Map();
      const rows = await trx
        .selectFrom('attendance')
        .select((e) => [
          'session',
          e.fn.countAll().as('present'),
          e.fn.sum<number>('is_open').as('open'),
          e.fn.sum<number>('minutes').as('minutes'),
        ])
        .where('session', 'in', sessions)
        .groupBy('session')
        .execute();
      return new Map(
        rows.map(({ session, present, open, minutes }) => [
          session,
          { session, present: Number(present), open: Number(open), minutes: Number(minutes) },
        ]),
      );
    },
    states: async (sessions) =>
      sessions.length === 0
        ? new Map()
        : new Map(
            (
              await trx.selectFrom('session_states').selectAll().where('session', 'in', sessions).execute()
            ).map((row) => [row.session, row]),
          ),
    minutesByParticipant: async () => {
      const rows = await trx
        .selectFrom('attendance')
        .select((e) => ['participant', e.fn.sum<number>('minutes').as('minutes')])
        .groupBy('participant')
        .execute();
      return new Map(rows.map(({ participant, minutes }) => [participant, Number(minutes)]));
    },
  };
};
