/**
 * Attendance per session, computed from the log by the shared domain code and kept for reading. It can be thrown away
 * and computed anew at any time: the log is what is true (ATT-1).
 */
import { foldAttendance, shareMinutes, type Attendance, type Share } from '../../domain/attendance.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { Session } from '../../domain/programme.ts';
import { dayMs } from '../../domain/time.ts';
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
  readonly attested_at: number | null;
  readonly walk_ins: number;
  readonly set_aside: number;
  readonly changed_at: number;
};

export type AttendanceStore = {
  /** Computes these sessions anew, in the transaction that brought their events. */
  readonly recompute: (sessions: Iterable<string>, now: number) => Promise<void>;
  readonly ofSession: (session: string) => Promise<readonly Attendance[]>;
  /** What one participant has attended, by session, with every minute counted once (ATT-3). */
  readonly ofParticipant: (participant: string) => Promise<ReadonlyMap<string, Attendance>>;
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
    return event.success
      ? [{ event: event.data, clockOffsetMs: row.clock_offset_ms, receivedAt: row.received_at }]
      : [];
  });

type Kept = { readonly detail: string; readonly minutes: number; readonly remarks: string };

/** Attendance with what overlapping sessions add. */
const keptAs = ({ detail, minutes, remarks }: Kept): Attendance => ({
  ...(JSON.parse(detail) as Attendance),
  minutes,
  remarks: JSON.parse(remarks) as Attendance['remarks'],
});

const shareFrom = ({ session, detail }: { session: string; detail: string }): Share => ({
  session,
  attendance: JSON.parse(detail) as Attendance,
});

export const createAttendanceStore = (
  { trx }: Tx,
  { programme, logs }: { programme: ProgrammeStore; logs: LogStore },
): AttendanceStore => {
  /**
   * Counts each minute once for those who are also at sessions that overlap this one (ATT-3). `detail` keeps the
   * attendance as the session alone gives it; what is shared is put on top of it when it is read.
   */
  const shareAround = async (session: Session, participants: readonly string[]): Promise<void> => {
    if (participants.length === 0) return;
    const near = (
      await programme.sessionsBetween(session.startsAt - 2 * dayMs, session.endsAt + 2 * dayMs)
    ).map((planned) => planned.session);
    const touched = new Set(
      near
        .filter((other) => other.startsAt < session.endsAt && other.endsAt > session.startsAt)
        .map(({ id }) => id as string),
    );
    const rows = await trx
      .selectFrom('attendance')
      .select(['session', 'participant', 'detail'])
      .where('participant', 'in', participants)
      .where(
        'session',
        'in',
        near.map(({ id }) => id),
      )
      .execute();
    for (const participant of new Set(rows.map((row) => row.participant))) {
      const own = rows.filter((row) => row.participant === participant);
      if (own.length < 2 && own[0]?.session === session.id) continue;
      for (const share of shareMinutes(own.map(shareFrom))) {
        if (!touched.has(share.session)) continue;
        await trx
          .updateTable('attendance')
          .set({ minutes: share.attendance.minutes, remarks: JSON.stringify(share.attendance.remarks) })
          .where('session', '=', share.session)
          .where('participant', '=', participant)
          .execute();
      }
    }
  };

  const recomputeOne = async (id: string, now: number): Promise<void> => {
    const planned = await programme.session(id);
    if (planned === undefined) return;
    const rows = await logs.ofSession(id);
    const expected = new Set(
      (await programme.participantsOf(planned.session.cohorts)).map((person) => person.id),
    );
    const folded = foldAttendance(planned.session, evidenceFrom(rows), (person) => expected.has(person));
    const before = await trx
      .selectFrom('attendance')
      .select('participant')
      .where('session', '=', id)
      .execute();
    await trx.deleteFrom('attendance').where('session', '=', id).execute();
    const people = await programme.participantIds([...folded.byParticipant.keys()]);
    const attended = [...folded.byParticipant.values()].filter(({ participant }) => people.has(participant));
    const values = attended.map((attendance) => ({
      session: id,
      participant: attendance.participant,
      checked_in_at: attendance.checkedInAt,
      minutes: attendance.minutes,
      is_open: attendance.isOpen ? (1 as const) : (0 as const),
      detail: JSON.stringify(attendance),
      remarks: JSON.stringify(attendance.remarks),
    }));
    if (values.length > 0) await trx.insertInto('attendance').values(values).execute();
    await shareAround(planned.session, [
      ...new Set([...before, ...values].map(({ participant }) => participant)),
    ]);
    const state = {
      opened_at: folded.openedAt ?? null,
      closed_at: folded.closedAt ?? null,
      refused: folded.refused,
      attested_at: folded.attested?.at ?? null,
      walk_ins: folded.walkIns.size,
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
          .select(['detail', 'minutes', 'remarks'])
          .where('session', '=', session)
          .orderBy('checked_in_at')
          .orderBy('participant')
          .execute()
      ).map(keptAs),
    ofParticipant: async (participant) =>
      new Map(
        (
          await trx
            .selectFrom('attendance')
            .select(['session', 'detail', 'minutes', 'remarks'])
            .where('participant', '=', participant)
            .execute()
        ).map((row) => [row.session, keptAs(row)]),
      ),
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
