/**
 * Attendance per session, computed from the log by the shared domain code and kept for reading. It can be thrown away
 * and computed anew at any time: the log is what is true (ATT-1).
 */
import { hash } from 'node:crypto';
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
import { inBatches } from './batches.ts';
import type { Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import type { JudgedRow } from './judged-rows.ts';
import { attendanceColumns, attendanceRow, stateColumns } from './attendance-rows.ts';
import { groupRows, insertRows, isOneOf } from './many-rows.ts';
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
  /**
   * Computes these sessions anew, in the transaction that brought their events. `known` are events that have been read
   * already, by the hash of their bytes.
   */
  readonly recompute: (sessions: Iterable<string>, now: number, known?: KnownEvents) => Promise<void>;
  readonly ofSession: (session: string) => Promise<readonly Attendance[]>;
  /** What one participant has attended, by session, with every minute counted once (ATT-3). */
  readonly ofParticipant: (participant: string) => Promise<ReadonlyMap<string, Attendance>>;
  readonly counts: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionCount>>;
  readonly states: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionState>>;
};

export type KnownEvents = ReadonlyMap<string, AttendanceEvent>;
const nothingKnown: KnownEvents = new Map();

/** Log rows that count, as evidence; what was set aside or cannot be read counts nothing until a person decides. */
const evidenceFrom = (rows: readonly JudgedRow[], known: KnownEvents): readonly Evidence[] =>
  rows.flatMap((row) => {
    if (row.set_aside !== null) return [];
    const event = known.get(row.hash) ?? AttendanceEvent.safeParse(JSON.parse(row.text)).data;
    if (event === undefined) return [];
    const { clock_offset_ms: clockOffsetMs, clock_other_ms: other, received_at: receivedAt } = row;
    const doubt = other === undefined ? {} : { otherOffsetMs: other };
    return [{ event, clockOffsetMs, receivedAt, ...doubt }];
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

/** A change of rules may be about every session there is: so many are held in memory at a time. */
const sessionsAtOnce = 20;

export const createAttendanceStore = (
  tx: Tx,
  {
    programme,
    logs,
    decisions: decided,
    reviews,
  }: { programme: ProgrammeStore; logs: LogStore; decisions: DecisionStore; reviews: ReviewStore },
): AttendanceStore => {
  const { trx } = tx;
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
      .where(isOneOf(tx, 'participant', participants))
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

  /** Those of these sessions that there are, each folded with everything decided about it; asked for all at once. */
  const foldAll = async (
    ids: readonly string[],
    known: KnownEvents = nothingKnown,
    without: (decisions: SessionDecisions) => SessionDecisions = (decisions) => decisions,
  ): Promise<readonly FoldedSession[]> => {
    const planned = await programme.sessionsWith(ids);
    if (planned.length === 0) return [];
    const rowsBySession = await logs.ofSessions(ids);
    const expectedAt = await programme.expectedIn([
      ...new Set(planned.flatMap(({ session }) => session.cohorts)),
    ]);
    const decidedOn = await decided.ofEach(ids);
    const { merges, rulesOn } = await decided.counting();
    const ownerOf = followMerges(merges);
    return planned.map(({ session }) => {
      const rows = rowsBySession.get(session.id) ?? [];
      const day = dayOf(session.startsAt);
      const expected = expectedAt(session.cohorts, day);
      const decisions = without(decidedOn(session.id));
      const folded = foldAttendance(session, evidenceFrom(rows, known), (person) => expected.has(person), {
        rules: rulesOn(day),
        decisions,
        ownerOf,
      });
      return { session, folded, rows, decisions, ownerOf };
    });
  };
  const fold = async (
    id: string,
    without?: (decisions: SessionDecisions) => SessionDecisions,
  ): Promise<FoldedSession | undefined> => (await foldAll([id], nothingKnown, without))[0];

  const ofSessions = async (sessions: readonly string[]): Promise<ReadonlyMap<string, Attendance[]>> => {
    const rows = await trx
      .selectFrom('attendance')
      .select(['session', 'detail', 'minutes', 'remarks'])
      .where(isOneOf(tx, 'session', sessions))
      .orderBy('session')
      .orderBy('checked_in_at')
      .orderBy('participant')
      .execute();
    const bySession = new Map<string, Attendance[]>(sessions.map((session) => [session, []]));
    for (const row of rows) bySession.get(row.session)?.push(keptAs(row));
    return bySession;
  };

  type Reviewed = ReviewOf & { readonly basis: Hash; readonly one: FoldedSession };
  const reviewsFrom = async (folded: readonly FoldedSession[]): Promise<readonly Reviewed[]> => {
    const ids = folded.map(({ session }) => session.id);
    const open = (await reviews.objectionsAt(ids)).filter(({ answered_at }) => answered_at === null);
    const attendances = await ofSessions(ids);
    return folded.map((one) => {
      const { session, rows, decisions } = one;
      const review: ReviewOf = {
        session,
        folded: one.folded,
        attendances: attendances.get(session.id) ?? [],
        decisions,
        setAside: rows.filter(({ set_aside }) => isWaitingAside(set_aside)).length,
        objections: open
          .filter((objection) => objection.session === session.id)
          .map(({ id, participant }) => ({ id, participant: one.ownerOf(participant as ParticipantId) })),
      };
      const basis = Hash.parse(hash('sha256', sessionBasis(review), 'base64url'));
      return { ...review, basis, one };
    });
  };

  /** How far the reviews have come, kept for the queue. */
  const keepReviewStates = async (folded: readonly FoldedSession[]): Promise<void> => {
    const states = (await reviewsFrom(folded)).map(({ one, ...review }) => {
      const { reviewed, people, claims, matches } = review.decisions;
      const toDecide = mattersOf(review).length;
      const isReviewed = reviewed?.basis === review.basis && toDecide === 0;
      const corrected = [...people.values()].filter(({ correction }) => correction !== undefined);
      return {
        session: one.session.id,
        basis: review.basis,
        to_decide: toDecide,
        reviewed_at: isReviewed ? reviewed.at : null,
        reviewed_by: isReviewed ? reviewed.actor : null,
        corrections: corrected.length + claims.size + matches.size,
      };
    });
    await reviews.putStates(states);
  };

  const keepSessionStates = async (all: readonly FoldedSession[], now: number): Promise<void> => {
    const states = all.map(({ session, folded, rows }) => ({
      session: session.id,
      opened_at: folded.openedAt ?? null,
      closed_at: folded.closedAt ?? null,
      refused: folded.refused,
      attested_at: folded.attested?.at ?? null,
      walk_ins: folded.walkIns.size,
      set_aside: rows.filter((row) => isWaitingAside(row.set_aside)).length,
      changed_at: now,
    }));
    await insertRows(tx, stateColumns, states);
  };

  const recomputeSome = async (ids: readonly string[], now: number, known: KnownEvents): Promise<void> => {
    const all = await foldAll(ids, known);
    if (all.length === 0) return;
    const before = await trx
      .deleteFrom('attendance')
      .where(
        isOneOf(
          tx,
          'session',
          all.map(({ session }) => session.id),
        ),
      )
      .returning(['session', 'participant'])
      .execute();
    const people = await programme.participantIds([
      ...new Set(all.flatMap(({ folded }) => [...folded.byParticipant.keys()])),
    ]);
    const values = all.flatMap(({ session, folded }) =>
      [...folded.byParticipant.values()]
        .filter(({ participant }) => people.has(participant))
        .map((attendance) => attendanceRow(session.id, attendance)),
    );
    await insertRows(tx, attendanceColumns, values);
    const touched = groupRows([...before, ...values], ({ session }) => session);
    const shared = new Set<string>();
    for (const { session } of all) {
      const those = new Set((touched.get(session.id) ?? []).map(({ participant }) => participant));
      for (const other of await shareAround(session, [...those])) shared.add(other);
    }
    await reviews.putCertificatesOfEach(new Map(all.map((one) => [one.session.id, certificatesOf(one)])));
    await keepSessionStates(all, now);
    const own = new Set(all.map(({ session }) => session.id as string));
    const others = await foldAll([...shared].filter((id) => !own.has(id)));
    await keepReviewStates([...all, ...others]);
  };

  return {
    recompute: async (sessions, now, known = nothingKnown) => {
      const ids = [...new Set(sessions)].sort();
      for (let at = 0; at < ids.length; at += sessionsAtOnce)
        await recomputeSome(ids.slice(at, at + sessionsAtOnce), now, known);
    },
    ofSession: async (session) => (await ofSessions([session])).get(session) ?? [],
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
      const [found] = await reviewsFrom(await foldAll([session]));
      if (found === undefined) return undefined;
      const { one: _one, ...review } = found;
      return review;
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
      const rows = await inBatches(sessions, (batch) =>
        trx
          .selectFrom('attendance')
          .select((e) => [
            'session',
            e.fn.countAll().as('present'),
            e.fn.sum<number>('is_open').as('open'),
            e.fn.sum<number>('minutes').as('minutes'),
          ])
          .where('session', 'in', batch)
          .groupBy('session')
          .execute(),
      );
      return new Map(
        rows.map(({ session, present, open, minutes }) => [
          session,
          { session, present: Number(present), open: Number(open), minutes: Number(minutes) },
        ]),
      );
    },
    states: async (sessions) =>
      new Map(
        (
          await inBatches(sessions, (batch) =>
            trx.selectFrom('session_states').selectAll().where('session', 'in', batch).execute(),
          )
        ).map((row) => [row.session, row]),
      ),
  };
};
