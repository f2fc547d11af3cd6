/** Papers: a month's compilation, each participant's attendance report, and a session's attendance list (PAPER-1 to PAPER-4). */
import * as z from 'zod/mini';
import { Hash, ParticipantId, SessionId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/time.ts';
import { MonthKey } from './month.ts';

export const CertificateVia = z.enum(['phone', 'tablet', 'paper']);

/** What every paper of a month says about itself. */
export const PaperMonth = z.strictObject({
  month: MonthKey,
  version: z.int(),
  lockedAt: Instant,
  lockedBy: z.string(),
  project: z.string(),
  projectId: z.string(),
  employer: z.string(),
  organisationNumber: z.string(),
  contact: z.string(),
  programme: z.string(),
  demo: z.boolean(),
});
export type PaperMonth = z.infer<typeof PaperMonth>;

export const SummaryPerson = z.strictObject({
  participant: ParticipantId,
  name: z.string(),
  cohort: z.string(),
  sessions: z.int(),
  minutes: z.int(),
  reportedMinutes: z.int(),
  corrections: z.int(),
  /** The latest of the certificates the minutes rest on, and every way they were given. */
  certifiedAt: z.nullable(Instant),
  certifiedVia: z.array(CertificateVia),
});
export type SummaryPerson = z.infer<typeof SummaryPerson>;

/** GET /api/admin/report/:month/summary */
export const MonthSummaryReply = z.strictObject({
  paper: PaperMonth,
  units: z.array(z.strictObject({ unit: z.string(), people: z.array(SummaryPerson) })),
  /** The entry of the office's log that approved this version. */
  approval: z.strictObject({ seq: z.int(), hash: z.nullable(Hash) }),
  /** The last entry of the office's log when the paper was made. */
  head: z.strictObject({ seq: z.int(), hash: Hash }),
});
export type MonthSummaryReply = z.infer<typeof MonthSummaryReply>;

/** POST /api/admin/report/attendance-reports: one person's, or everybody's of the month. */
export const AttendanceReportsRequest = z.strictObject({
  month: MonthKey,
  participant: z.nullable(ParticipantId),
});

export const ReportedSession = z.strictObject({
  session: SessionId,
  title: z.string(),
  day: Day,
  place: z.string(),
  /** The stretches that count; empty if what is recorded has changed since the lock. */
  spans: z.array(z.tuple([Instant, Instant])),
  minutes: z.int(),
  certified: z.nullable(z.strictObject({ at: Instant, via: CertificateVia })),
  reviewed: z.nullable(z.strictObject({ at: Instant, by: z.string() })),
  isCorrected: z.boolean(),
});
export type ReportedSession = z.infer<typeof ReportedSession>;

export const AttendanceReport = z.strictObject({
  /** Finds the person in the register, for papers that carry no name. */
  participant: ParticipantId,
  /** Empty for protected identity. */
  name: z.string(),
  /** Twelve digits or SCB's notation; null where there is neither. */
  identity: z.nullable(z.string()),
  unit: z.string(),
  sessions: z.array(ReportedSession),
  minutes: z.int(),
  reportedMinutes: z.int(),
});
export type AttendanceReport = z.infer<typeof AttendanceReport>;

export const AttendanceReportsReply = z.strictObject({
  paper: PaperMonth,
  reports: z.array(AttendanceReport),
});
export type AttendanceReportsReply = z.infer<typeof AttendanceReportsReply>;

export const ListedPerson = z.strictObject({
  participant: ParticipantId,
  name: z.string(),
  cohort: z.string(),
  isExpected: z.boolean(),
  /** Null for somebody who has not come. */
  presence: z.nullable(
    z.strictObject({
      from: Instant,
      to: z.nullable(Instant),
      minutes: z.int(),
      isCorrected: z.boolean(),
    }),
  ),
  certified: z.nullable(z.strictObject({ at: Instant, via: CertificateVia })),
});
export type ListedPerson = z.infer<typeof ListedPerson>;

/** GET /api/admin/sessions/:id/list */
export const SessionListReply = z.strictObject({
  session: SessionId,
  title: z.string(),
  kind: z.enum(['on-site', 'digital']),
  startsAt: Instant,
  endsAt: Instant,
  breaks: z.array(z.tuple([Instant, Instant])),
  place: z.string(),
  trainer: z.string(),
  cohorts: z.array(z.string()),
  number: z.int(),
  of: z.int(),
  cancelled: z.boolean(),
  closedAt: z.nullable(Instant),
  attested: z.nullable(z.strictObject({ at: Instant, trainer: z.string() })),
  /** People added without a badge whom nobody has matched yet. */
  walkIns: z.int(),
  people: z.array(ListedPerson),
  project: z.string(),
  projectId: z.string(),
  contact: z.string(),
  demo: z.boolean(),
});
export type SessionListReply = z.infer<typeof SessionListReply>;
