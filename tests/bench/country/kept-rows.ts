/** What the office of the generated country keeps beside the logs: its own log, plans, attendance, reviews and locked months. */
import { foldAttendance, type SessionAttendance } from '../../../src/domain/attendance.ts';
import { noDecisions } from '../../../src/domain/decisions.ts';
import type { AttendanceEvent } from '../../../src/domain/events.ts';
import { canonical } from '../../../src/domain/log.ts';
import { linesToKeep, monthRows, monthTotals, type MonthLine } from '../../../src/domain/month.ts';
import { firstPolicy } from '../../../src/domain/policy.ts';
import { Session } from '../../../src/domain/programme.ts';
import { mattersOf, sessionBasis } from '../../../src/domain/review.ts';
import { dayMs, minuteMs } from '../../../src/domain/time.ts';
import { hashOfLines } from '../../../src/server/months.ts';
import { versionText } from '../../../src/server/session-versions.ts';
import type { CountrySession } from './country-plan.ts';
import { sha, type Door } from './door.ts';
import type { Sink } from './sinks.ts';

export type OfficeRows = { seq: number; hash: string; readonly sink: Sink };

/** An entry of the office's log, in its place. */
export const append = (
  office: OfficeRows,
  entry: Readonly<Record<string, unknown>>,
  isDecision = false,
): number => {
  office.seq += 1;
  const text = canonical({ ...entry, v: 1, seq: office.seq, prev: office.hash });
  office.hash = sha(text);
  office.sink.put('office_log', { seq: office.seq, hash: office.hash, text });
  if (isDecision)
    office.sink.put('decisions', {
      seq: office.seq,
      kind: String(entry['kind']),
      session: String(entry['session']),
      participant: null,
      actor: String(entry['actor']),
      at: Number(entry['at']),
      text,
    });
  return office.seq;
};

export const domainSession = ({ id, cohort, number, startsAt, endsAt, breakAt }: CountrySession): Session =>
  Session.parse({
    id,
    kind: 'on-site',
    title: `Demoutbildning ${number}`,
    cohorts: [cohort.id],
    startsAt,
    endsAt,
    breaks: [{ from: breakAt, to: breakAt + 15 * minuteMs }],
    place: `${cohort.unit}, sal ${cohort.index % 5}`,
    trainer: `Demotränare ${cohort.index % 50}`,
    number,
    of: 6,
    cancelled: false,
  });

export const putPlanned = (sink: Sink, session: Session, unit: string, at: number): string => {
  const { id, cohorts, startsAt, endsAt, breaks, cancelled, ...rest } = session;
  sink.put('sessions', {
    ...rest,
    id,
    starts_at: startsAt,
    ends_at: endsAt,
    breaks: JSON.stringify(breaks),
    unit,
    cancelled: cancelled ? 1 : 0,
    reference: null,
  });
  for (const cohort of cohorts) sink.put('session_cohorts', { session: id, cohort });
  sink.put('session_plans', { session: id, venue: null, device: null, series: null });
  const text = versionText({ session, unit, venue: null, device: null, series: null } as never);
  sink.put('session_versions', { session: id, version: 1, text, hash: sha(text), at });
  return `${id} 1 ${sha(text)}\n`;
};

type Kept = { readonly folded: SessionAttendance; readonly isReviewed: boolean; readonly reviewedAt: number };

/** What the product keeps of a session beside its log: attendance, states, certificates and the review. */
export const putComputed = (
  sink: Sink,
  office: OfficeRows,
  session: Session,
  events: readonly AttendanceEvent[],
  people: ReadonlySet<string>,
  reviewedAt: number | undefined,
): Kept => {
  const receivedAt = session.endsAt + 20 * minuteMs;
  const evidence = events.map((event) => ({ event, clockOffsetMs: 0, receivedAt }));
  const folded = foldAttendance(session, evidence, (who) => people.has(who), {
    rules: firstPolicy,
    decisions: noDecisions,
    ownerOf: (who) => who,
  });
  const attendances = [...folded.byParticipant.values()].toSorted(
    (a, b) => a.checkedInAt - b.checkedInAt || (a.participant < b.participant ? -1 : 1),
  );
  for (const one of attendances)
    sink.put('attendance', {
      session: session.id,
      participant: one.participant,
      checked_in_at: one.checkedInAt,
      minutes: one.minutes,
      is_open: one.isOpen ? 1 : 0,
      detail: JSON.stringify(one),
      remarks: JSON.stringify(one.remarks),
    });
  for (const [participant, certificate] of folded.certificates)
    sink.put('certificates', { session: session.id, participant, ...certificate });
  sink.put('session_states', {
    session: session.id,
    opened_at: folded.openedAt ?? null,
    closed_at: folded.closedAt ?? null,
    refused: folded.refused,
    attested_at: folded.attested?.at ?? null,
    walk_ins: 0,
    set_aside: 0,
    changed_at: reviewedAt ?? receivedAt,
  });
  const review = { session, folded, attendances, decisions: noDecisions, setAside: 0, objections: [] };
  const matters = mattersOf(review).length;
  const basis = sha(sessionBasis(review));
  const isReviewed = reviewedAt !== undefined && matters === 0;
  if (isReviewed)
    append(
      office,
      { kind: 'session-reviewed', actor: 'demo-granskare', at: reviewedAt, session: session.id, basis },
      true,
    );
  sink.put('review_states', {
    session: session.id,
    basis,
    to_decide: matters,
    reviewed_at: isReviewed ? reviewedAt : null,
    reviewed_by: isReviewed ? 'demo-granskare' : null,
    corrections: 0,
  });
  return { folded, isReviewed, reviewedAt: reviewedAt ?? 0 };
};

type Locking = { readonly reported: Map<string, number>; readonly arrivals: Door['arrivals'] };

export const lock = (
  office: OfficeRows,
  month: string,
  at: number,
  lines: readonly MonthLine[],
  isSent: boolean,
  { reported, arrivals }: Locking,
): void => {
  const { sink } = office;
  const kept = linesToKeep(lines);
  const rows = monthRows(kept, firstPolicy, () => ({ track: 'employee' }), reported);
  const { people, minutes, reportedMinutes } = monthTotals(rows);
  const hash = hashOfLines(kept);
  const actor = 'demo-godkannare';
  const arrivalsHash = arrivals.hash.copy().digest('base64url');
  const sums = { people, minutes, reportedMinutes };
  const seq = append(office, {
    kind: 'month-locked',
    actor,
    at,
    month,
    version: 1,
    arrivals: arrivals.n,
    arrivalsHash,
    lines: hash,
    ...sums,
  });
  sink.put('month_versions', {
    month,
    version: 1,
    seq,
    at,
    actor,
    hash,
    minutes,
    reported_minutes: reportedMinutes,
    people,
  });
  for (const { participant, session, minutes: n } of kept)
    sink.put('month_lines', { month, version: 1, participant, session, minutes: n });
  for (const row of rows) {
    reported.set(row.participant, (reported.get(row.participant) ?? 0) + row.reportedMinutes);
    sink.put('month_rows', {
      month,
      version: 1,
      participant: row.participant,
      minutes: row.minutes,
      over_minutes: row.overMinutes,
      reported_minutes: row.reportedMinutes,
    });
  }
  if (!isSent) return;
  const sent = append(office, {
    kind: 'month-sent',
    actor,
    at: at + dayMs,
    month,
    version: 1,
    checksum: null,
  });
  sink.put('month_sent', { month, version: 1, seq: sent, at: at + dayMs, actor, checksum: null });
};
