/** GET /api/admin/overview: what needs a person now, and how far the programme has come. Recorded, not approved (ADM-4). */
import * as z from 'zod/mini';
import { DeviceId, SessionId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

const SessionToClose = z.strictObject({
  id: SessionId,
  title: z.string(),
  cohorts: z.array(z.string()),
  startsAt: Instant,
  /** False when nothing at all has come in from it. */
  hasRecords: z.boolean(),
});

export const Attention = z.strictObject({
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
  /** Participants whose cohort has been offered anything yet. */
  offeredTo: z.int(),
  /** Of those, the ones who have at least 80 % of what they have been offered. */
  onTrack: z.int(),
  /** Participants who have the whole programme's hours. */
  completed: z.int(),
});
export type Progress = z.infer<typeof Progress>;

export const UnitProgress = z.strictObject({ unit: z.string(), ...Progress.shape });
export type UnitProgress = z.infer<typeof UnitProgress>;

/** Sums from the programme's start to the end of a Stockholm month. */
export const CurvePoint = z.strictObject({
  month: z.string(),
  plannedMinutes: z.int(),
  /** Null for months that have not begun. */
  recordedMinutes: z.nullable(z.int()),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

export const ProgrammeOverviewReply = z.strictObject({
  attention: Attention,
  total: Progress,
  /** Öre: what is recorded, and what everybody's whole programme is worth. */
  recordedOre: z.int(),
  budgetOre: z.int(),
  units: z.array(UnitProgress),
  curve: z.array(CurvePoint),
});
export type ProgrammeOverviewReply = z.infer<typeof ProgrammeOverviewReply>;
