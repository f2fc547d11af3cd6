/**
 * GET /api/admin/overview: what needs a person now, and how far the programme has come. Recorded, certified and approved
 * stand apart: only what a locked month reports is approved (ADM-4, DASH-1).
 */
import * as z from 'zod/mini';
import { DeviceId, SessionId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/time.ts';

const SessionToClose = z.strictObject({
  id: SessionId,
  title: z.string(),
  cohorts: z.array(z.string()),
  startsAt: Instant,
  /** False when nothing at all has come in from it. */
  hasRecords: z.boolean(),
});

export const Attention = z.strictObject({
  /** Sessions that are over and not reviewed, the decisions they wait for, and the one that began first. */
  review: z.strictObject({
    sessions: z.int(),
    decisions: z.int(),
    first: z.nullable(z.strictObject({ id: SessionId, title: z.string(), startsAt: Instant })),
  }),
  /** The oldest month that is over and not locked in which somebody has hours they have not certified. */
  certificates: z.nullable(z.strictObject({ month: z.string(), people: z.int() })),
  /** The month that is due first: to lock, to send to SCB, or to send again because an earlier one has changed. */
  report: z.nullable(
    z.strictObject({ month: z.string(), step: z.enum(['lock', 'send', 'again']), due: Day }),
  ),
  /** Devices not heard of for more than three days, longest first. */
  silentDevices: z.array(
    z.strictObject({ device: DeviceId, name: z.string(), lastContactAt: z.nullable(Instant) }),
  ),
  /** Sessions that ended more than an hour ago and that nobody has closed; the latest of them by name. */
  unclosed: z.strictObject({ count: z.int(), latest: z.array(SessionToClose) }),
  /** Events that wait for a person's decision. */
  setAside: z.int(),
  today: z.strictObject({ sessions: z.int(), expected: z.int(), present: z.int(), open: z.int() }),
});
export type Attention = z.infer<typeof Attention>;

export const Progress = z.strictObject({
  participants: z.int(),
  /** Recorded so far, in minutes. */
  minutes: z.int(),
  /** What the sessions held so far would have given if everybody had been there all the time. */
  offeredMinutes: z.int(),
  /** Reported by locked months. */
  approvedMinutes: z.int(),
  /** Recorded in months that are not locked. */
  pendingMinutes: z.int(),
  /** Participants who have been offered anything yet. */
  offeredTo: z.int(),
  /** Of those, the ones who have at least 80 % of what they have been offered, or all the programme's hours. */
  onTrack: z.int(),
  /** Participants who have the whole programme's hours. */
  completed: z.int(),
});
export type Progress = z.infer<typeof Progress>;

export const UnitProgress = z.strictObject({
  unit: z.string(),
  ...Progress.shape,
  /** Sessions held in the unit that wait for a review. */
  toReview: z.int(),
});
export type UnitProgress = z.infer<typeof UnitProgress>;

/** Where the recorded minutes stand: approved, certified, uncertified and left out add up to recorded (DASH-2). */
export const Money = z.strictObject({
  recordedMinutes: z.int(),
  approvedMinutes: z.int(),
  certifiedMinutes: z.int(),
  uncertifiedMinutes: z.int(),
  leftOutMinutes: z.int(),
});
export type Money = z.infer<typeof Money>;

/** Sums from the programme's start to the end of a Stockholm month. */
export const CurvePoint = z.strictObject({
  month: z.string(),
  plannedMinutes: z.int(),
  /** Null for months that have not begun. */
  recordedMinutes: z.nullable(z.int()),
  /** Null after the last locked month. */
  approvedMinutes: z.nullable(z.int()),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

export const Forecast = z.strictObject({
  attendedPermille: z.int(),
  lowestPermille: z.int(),
  highestPermille: z.int(),
  reportedPermille: z.int(),
  lockedMonths: z.int(),
  remainingMinutes: z.int(),
  minutes: z.int(),
  lowMinutes: z.int(),
  highMinutes: z.int(),
});
export type Forecast = z.infer<typeof Forecast>;

export const ProgrammeOverviewReply = z.strictObject({
  attention: Attention,
  total: Progress,
  money: Money,
  /** Öre: what the whole plan is worth. */
  budgetOre: z.int(),
  /** Nothing until a session has been closed. */
  forecast: z.nullable(Forecast),
  units: z.array(UnitProgress),
  tracks: z.array(z.strictObject({ track: z.enum(['employee', 'manager']), ...Progress.shape })),
  curve: z.array(CurvePoint),
});
export type ProgrammeOverviewReply = z.infer<typeof ProgrammeOverviewReply>;
