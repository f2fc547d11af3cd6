/** What a session is kept as for the figures: read anew from the plan, the attendance and what has been decided. */
import { minutesOf } from '../../domain/counted-minutes.ts';
import { policyOn, type HoursPolicy } from '../../domain/policy.ts';
import { sessionSums, type FigureSession, type SessionPerson } from '../../domain/programme-figures.ts';
import type { OfficeSession } from '../../domain/office.ts';
import type { Session } from '../../domain/programme.ts';
import { dayOf } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import { attendanceLines, isCertified, type CertifiedLine } from './figure-lines.ts';
import { groupRows, isOneOf } from './many-rows.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { FigureSessionRow } from './schema-figures.ts';

/** What a session gives to somebody who is there all the time, by the policy of its day (HRS-1, HRS-4). */
export const wholeMinutesOf = (session: Session, policies: readonly HoursPolicy[]): number => {
  if (session.cancelled) return 0;
  const { deductsBreaks } = policyOn(policies, dayOf(session.startsAt));
  const whole = [{ from: session.startsAt, to: session.endsAt }];
  return minutesOf(whole, deductsBreaks ? session : { ...session, breaks: [] });
};

/** `[participant, is expected, minutes or null, is certified, is late, has left early, is by hand]` */
type PersonCells = readonly [string, 0 | 1, number | null, 0 | 1, 0 | 1, 0 | 1, 0 | 1];

const flag = (holds: boolean): 0 | 1 => (holds ? 1 : 0);

const cellsOf = (one: SessionPerson): PersonCells => [
  one.participant,
  flag(one.isExpected),
  one.minutes,
  flag(one.isCertified),
  flag(one.isLate),
  flag(one.hasLeftEarly),
  flag(one.isByHand),
];

const personFrom = (cells: PersonCells): SessionPerson => ({
  participant: cells[0],
  isExpected: cells[1] === 1,
  minutes: cells[2],
  isCertified: cells[3] === 1,
  isLate: cells[4] === 1,
  hasLeftEarly: cells[5] === 1,
  isByHand: cells[6] === 1,
});

/** Everybody at a kept session. */
export const peopleIn = ({ people }: Pick<FigureSessionRow, 'people'>): readonly SessionPerson[] =>
  (JSON.parse(people) as PersonCells[]).map(personFrom);

/** A kept session as its month counts it. */
export const figureSessionFrom = (
  row: Pick<
    FigureSessionRow,
    | 'whole_minutes'
    | 'is_over'
    | 'is_cancelled'
    | 'is_closed'
    | 'is_reviewed'
    | 'expected'
    | 'minutes'
    | 'certified_minutes'
  >,
): FigureSession => ({
  wholeMinutes: row.whole_minutes,
  isOver: row.is_over === 1,
  isCancelled: row.is_cancelled === 1,
  isClosed: row.is_closed === 1,
  isReviewed: row.is_reviewed === 1,
  expected: row.expected,
  minutes: row.minutes,
  certifiedMinutes: row.certified_minutes,
});

type Line = CertifiedLine & {
  readonly session: string;
  readonly participant: string;
  readonly remarks: string;
};

const linesAt = (tx: Tx, sessions: readonly string[]): Promise<readonly Line[]> =>
  attendanceLines(tx)
    .select('attendance.remarks')
    .where(isOneOf(tx, 'attendance.session', sessions))
    .execute();

const attended = (line: Line): Omit<SessionPerson, 'isExpected'> => ({
  participant: line.participant,
  minutes: line.minutes,
  isCertified: isCertified(line),
  isLate: line.remarks.includes('"late"'),
  hasLeftEarly: line.remarks.includes('"left-early"'),
  isByHand: line.remarks.includes('"by-hand"'),
});

const absent = (participant: string): SessionPerson => ({
  participant,
  isExpected: true,
  minutes: null,
  isCertified: false,
  isLate: false,
  hasLeftEarly: false,
  isByHand: false,
});

const peopleAt = (lines: readonly Line[], expected: ReadonlySet<string>): readonly SessionPerson[] => {
  const there = new Set(lines.map(({ participant }) => participant));
  return [
    ...lines.map((line) => ({ ...attended(line), isExpected: expected.has(line.participant) })),
    ...[...expected].filter((participant) => !there.has(participant)).map(absent),
  ].toSorted((a, b) => (a.participant < b.participant ? -1 : 1));
};

type Standing = Pick<
  FigureSessionRow,
  'is_closed' | 'is_attested' | 'is_reviewed' | 'has_records' | 'corrections' | 'set_aside' | 'to_decide'
>;

const noStanding: Standing = {
  is_closed: 0,
  is_attested: 0,
  is_reviewed: 0,
  has_records: 0,
  corrections: 0,
  set_aside: 0,
  to_decide: 0,
};

const standingsOf = async (tx: Tx, sessions: readonly string[]): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await tx.trx
    .selectFrom('session_states')
    .leftJoin('review_states', 'review_states.session', 'session_states.session')
    .select([
      'session_states.session',
      'closed_at',
      'attested_at',
      'set_aside',
      'reviewed_at',
      'to_decide',
      'corrections',
    ])
    .where(isOneOf(tx, 'session_states.session', sessions))
    .execute();
  return new Map(
    rows.map((row) => [
      row.session,
      {
        is_closed: flag(row.closed_at !== null),
        is_attested: flag(row.attested_at !== null),
        is_reviewed: flag(row.reviewed_at !== null),
        has_records: 1,
        corrections: row.corrections ?? 0,
        set_aside: row.set_aside,
        to_decide: row.to_decide ?? 0,
      },
    ]),
  );
};

const rowFrom = (
  { session, unit }: OfficeSession,
  people: readonly SessionPerson[],
  standing: Standing,
  { policies, now }: { readonly policies: readonly HoursPolicy[]; readonly now: number },
): FigureSessionRow => {
  const sums = sessionSums(people);
  return {
    session: session.id,
    month: dayOf(session.startsAt).slice(0, 7),
    unit,
    trainer: session.trainer,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    whole_minutes: wholeMinutesOf(session, policies),
    is_over: flag(session.endsAt <= now),
    is_cancelled: flag(session.cancelled),
    ...standing,
    expected: sums.expected,
    absent: sums.absent,
    attendances: sums.attendances,
    by_hand: sums.byHand,
    late: sums.late,
    left_early: sums.leftEarly,
    minutes: sums.minutes,
    certified_minutes: sums.certifiedMinutes,
    people: JSON.stringify(people.map(cellsOf)),
  };
};

type Reading = {
  readonly programme: Pick<ProgrammeStore, 'sessionsWith' | 'expectedIn'>;
  readonly policies: Awaited<ReturnType<DecisionStore['policies']>>;
  readonly now: number;
};

/** These sessions as they are now, those that there are; `now` tells which are over. */
export const sessionsAsTheyAre = async (
  tx: Tx,
  ids: readonly string[],
  { programme, policies, now }: Reading,
): Promise<ReadonlyMap<string, FigureSessionRow>> => {
  const planned = await programme.sessionsWith(ids);
  const expectedAt = await programme.expectedIn([
    ...new Set(planned.flatMap(({ session }) => session.cohorts)),
  ]);
  const lines = groupRows(await linesAt(tx, ids), ({ session }) => session);
  const standings = await standingsOf(tx, ids);
  return new Map(
    planned.map((one) => {
      const { session } = one;
      const expected = expectedAt(session.cohorts, dayOf(session.startsAt));
      const people = peopleAt(lines.get(session.id) ?? [], expected);
      const standing = standings.get(session.id) ?? noStanding;
      return [session.id, rowFrom(one, people, standing, { policies, now })];
    }),
  );
};
