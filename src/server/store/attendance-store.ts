/**
 * Attendance per session, computed from the log by the shared domain code and kept for reading. It can be thrown away
 * and computed anew at any time: the log is what is true (ATT-1).
 */
import { createHash } from 'node:crypto';
import { foldAttendance, type Attendance, type SessionAttendance } from '../../domain/attendance.ts';
import { shareMinutes, type Share } from '../../domain/shared-minutes.ts';
import { isLaterCertificate, type Certificate } from '../../domain/certification.ts';
import { followMerges, type SessionDecisions } from '../../domain/decisions.ts';
import { Hash, eventIdOf, type EventId, type ParticipantId } from '../../domain/ids.ts';
import { mattersOf, sessionBasis, type ReviewOf } from '../../domain/review.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { Session } from '../../domain/programme.ts';
import { dayMs, dayOf } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import type { JudgedRow } from './judged-rows.ts';
import { isWaitingAside, type LogStore } from './log-store.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { ReviewStore } from './review-store.ts';

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

/** A session folded with everything the office has decided about it. */
export type FoldedSession = {
  readonly session: Session;
  readonly folded: SessionAttendance;
  readonly rows: readonly JudgedRow[];
  readonly decisions: SessionDecisions;
  readonly ownerOf: (participant: ParticipantId) => ParticipantId;
};

export type AttendanceStore = {
  readonly fold: (session: string) => Promise<FoldedSession | undefined>;
  /** The same without one person's correction: what a new correction is made beside (REV-1). */
  readonly foldWithoutCorrection: (
    session: string,
    participant: ParticipantId,
  ) => Promise<FoldedSession | undefined>;
  /** The same without what was decided about one refused scan. */
  readonly foldWithoutClaim: (session: string, event: EventId) => Promise<FoldedSession | undefined>;
  /** What there is to review, and the hash of what saying yes to it means (REV-3). */
  readonly review: (session: string) => Promise<(ReviewOf & { readonly basis: Hash }) | undefined>;
  /** Computes these sessions anew, in the transaction that brought their events. */
  readonly recompute: (sessions: Iterable<string>, now: number) => Promise<void>;
  readonly ofSession: (session: string) => Promise<readonly Attendance[]>;
  /** What one participant has attended, by session, with every minute counted once (ATT-3). */
  readonly ofParticipant: (participant: string) => Promise<ReadonlyMap<string, Attendance>>;
  readonly counts: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionCount>>;
  readonly states: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionState>>;
};

/** Log rows that count, as evidence; what was set aside or cannot be read counts nothing until a person decides. */
export const evidenceFrom = (rows: readonly JudgedRow[]): readonly Evidence[] =>
  rows.flatMap((row) => {
    if (row.set_aside !== null) return [];
    const event = AttendanceEvent.safeParse(JSON.parse(row.text));
    if (!event.success) return [];
    const { clock_offset_ms: clockOffsetMs, clock_other_ms: other, received_at: receivedAt } = row;
    const doubt = other === undefined ? {} : { otherOffsetMs: other };
    return [{ event: event.data, clockOffsetMs, receivedAt, ...doubt }];
  });

const withoutCorrection = (decisions: SessionDecisions, participant: ParticipantId): SessionDecisions => {
  const people = new Map(decisions.people);
  const { correction: _correction, ...rest } = people.get(participant) ?? {};
  people.set(participant, rest);
  if (Object.keys(rest).length === 0) people.delete(participant);
  return { ...decisions, people };
};

/** What each has certified: on a phone, on the tablet, or on a paper the office has recorded (CERT-1, CERT-4). */
const certificatesOf = ({
  folded,
  decisions,
  ownerOf,
}: FoldedSession): ReadonlyMap<ParticipantId, Certificate> => {
  const latest = new Map(folded.certificates);
  for (const [participant, { paper }] of decisions.people) {
    if (paper === undefined) continue;
    const owner = ownerOf(participant);
    const { minutes, at, seq } = paper;
    const certificate: Certificate = { minutes, at, via: 'paper', event: eventIdOf('office', seq) };
    const held = latest.get(owner);
    if (held === undefined || isLaterCertificate(certificate, held)) latest.set(owner, certificate);
  }
  return latest;
};

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
  {
    programme,
    logs,
    decisions: decided,
    reviews,
  }: { programme: ProgrammeStore; logs: LogStore; decisions: DecisionStore; reviews: ReviewStore },
): AttendanceStore => {
  /**
   * Counts each minute once for those who are also at sessions that overlap this one (ATT-3). `detail` keeps the
   * attendance as the session alone gives it; what is shared is put on top of it when it is read.
   */
  const shareAround = async (
    session: Session,
    participants: readonly string[],
  ): Promise<ReadonlySet<string>> => {
    const shared = new Set<string>();
    if (participants.length === 0) return shared;
    const rows = await trx
      .selectFrom('attendance')
      .innerJoin('sessions', 'sessions.id', 'attendance.session')
      .select(['session', 'participant', 'detail', 'minutes', 'remarks', 'starts_at', 'ends_at'])
      .where('participant', 'in', participants)
      .where('starts_at', '<', session.endsAt + 2 * dayMs)
      .where('ends_at', '>', session.startsAt - 2 * dayMs)
      .execute();
    const touched = new Map(
      rows
        .filter(({ starts_at, ends_at }) => starts_at < session.endsAt && ends_at > session.startsAt)
        .map((row) => [`${row.session}/${row.participant}`, row]),
    );
    for (const participant of new Set(rows.map((row) => row.participant))) {
      const own = rows.filter((row) => row.participant === participant);
      if (own.length < 2 && own[0]?.session === session.id) continue;
      for (const share of shareMinutes(own.map(shareFrom))) {
        const held = touched.get(`${share.session}/${participant}`);
        if (held === undefined) continue;
        if (share.session !== session.id) shared.add(share.session);
        const { minutes } = share.attendance;
        const remarks = JSON.stringify(share.attendance.remarks);
        if (held.minutes === minutes && held.remarks === remarks) continue;
        await trx
          .updateTable('attendance')
          .set({ minutes, remarks })
          .where('session', '=', share.session)
          .where('participant', '=', participant)
          .execute();
      }
    }
    return shared;
  };

  const fold = async (
    id: string,
    without: (decisions: SessionDecisions) => SessionDecisions = (decisions) => decisions,
  ): Promise<FoldedSession | undefined> => {
    const planned = await programme.session(id);
    if (planned === undefined) return undefined;
    const { session } = planned;
    const rows = await logs.ofSession(id);
    const day = dayOf(session.startsAt);
    const expected = new Set((await programme.membersOn(session.cohorts, day)).map((person) => person.id));
    const decisions = without(await decided.ofSession(id));
    const { merges, rules } = await decided.countingOn(day);
    const ownerOf = followMerges(merges);
    const folded = foldAttendance(session, evidenceFrom(rows), (person) => expected.has(person), {
      rules,
      decisions,
      ownerOf,
    });
    return { session, folded, rows, decisions, ownerOf };
  };

  const ofSession = async (session: string): Promise<readonly Attendance[]> =>
    (
      await trx
        .selectFrom('attendance')
        .select(['detail', 'minutes', 'remarks'])
        .where('session', '=', session)
        .orderBy('checked_in_at')
        .orderBy('participant')
        .execute()
    ).map(keptAs);

  const reviewFrom = async (one: FoldedSession): Promise<ReviewOf & { readonly basis: Hash }> => {
    const { session, folded, rows, decisions } = one;
    const objections = (await reviews.objectionsAt([session.id])).filter(
      ({ answered_at }) => answered_at === null,
    );
    const review: ReviewOf = {
      session,
      folded,
      attendances: await ofSession(session.id),
      decisions,
      setAside: rows.filter(({ set_aside }) => isWaitingAside(set_aside)).length,
      objections: objections.map(({ id, participant }) => ({
        id,
        participant: one.ownerOf(participant as ParticipantId),
      })),
    };
    const basis = Hash.parse(createHash('sha256').update(sessionBasis(review)).digest('base64url'));
    return { ...review, basis };
  };

  /** How far the review has come, kept for the queue. */
  const keepReviewState = async (one: FoldedSession): Promise<void> => {
    const review = await reviewFrom(one);
    const { reviewed, people, claims, matches } = review.decisions;
    const toDecide = mattersOf(review).length;
    const isReviewed = reviewed?.basis === review.basis && toDecide === 0;
    const corrected = [...people.values()].filter(({ correction }) => correction !== undefined);
    await reviews.putState({
      session: one.session.id,
      basis: review.basis,
      to_decide: toDecide,
      reviewed_at: isReviewed ? reviewed.at : null,
      reviewed_by: isReviewed ? reviewed.actor : null,
      corrections: corrected.length + claims.size + matches.size,
    });
  };

  const keepSessionState = async ({ session, folded, rows }: FoldedSession, now: number): Promise<void> => {
    const state = {
      opened_at: folded.openedAt ?? null,
      closed_at: folded.closedAt ?? null,
      refused: folded.refused,
      attested_at: folded.attested?.at ?? null,
      walk_ins: folded.walkIns.size,
      set_aside: rows.filter((row) => isWaitingAside(row.set_aside)).length,
      changed_at: now,
    };
    await trx
      .insertInto('session_states')
      .values({ session: session.id, ...state })
      .onConflict((c) => c.column('session').doUpdateSet(state))
      .execute();
  };

  const recomputeOne = async (id: string, now: number): Promise<void> => {
    const one = await fold(id);
    if (one === undefined) return;
    const { session, folded } = one;
    const before = await trx
      .deleteFrom('attendance')
      .where('session', '=', id)
      .returning('participant')
      .execute();
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
    const shared = await shareAround(session, [
      ...new Set([...before, ...values].map(({ participant }) => participant)),
    ]);
    await reviews.putCertificates(id, certificatesOf(one));
    await keepSessionState(one, now);
    await keepReviewState(one);
    for (const other of shared) {
      const touched = await fold(other);
      if (touched !== undefined) await keepReviewState(touched);
    }
  };

  return {
    recompute: async (sessions, now) => {
      for (const id of [...new Set(sessions)].sort()) await recomputeOne(id, now);
    },
    ofSession,
    fold: (session) => fold(session),
    foldWithoutCorrection: (session, participant) =>
      fold(session, (decisions) => withoutCorrection(decisions, participant)),
    foldWithoutClaim: (session, event) =>
      fold(session, (decisions) => {
        const claims = new Map(decisions.claims);
        claims.delete(event);
        return { ...decisions, claims };
      }),
    review: async (session) => {
      const one = await fold(session);
      return one === undefined ? undefined : reviewFrom(one);
    },
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
  };
};
