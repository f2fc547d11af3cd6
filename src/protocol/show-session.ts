/** GET /api/admin/sessions/:id: one session, person by person and event by event, with what proves it (ADM-2, ADM-3). */
import * as z from 'zod/mini';
import { RefusalReason, Via } from '../domain/events.ts';
import { DeviceId, ParticipantId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';
import { Instant } from '../domain/time.ts';
import { SessionSummary } from './list-sessions.ts';

export const Remark = z.enum([
  'late',
  'left-early',
  'no-check-out',
  'by-hand',
  'guest',
  'two-devices',
  'clock-offset',
  'outside-session',
  'closed-early',
  'overlapping-sessions',
  'time-by-hand',
  'sent-later',
  'shared-phone',
  'matched',
  'claimed',
  'corrected',
  'changed-after-correction',
  'cancelled-session',
  'over-limit',
]);

/**
 * What the server found when it followed a device's whole log over the stored bytes. `whole`: every link holds and
 * the device's signature covers the last. `unsigned-tail`: every link holds, but from number `at` on no signature has
 * come yet. `broken`: what is stored at number `at` is not what the device recorded.
 */
export const ChainState = z.strictObject({
  device: DeviceId,
  name: z.string(),
  state: z.enum(['whole', 'unsigned-tail', 'broken']),
  at: z.nullable(z.int()),
  /** Deliveries that did not fit this log, kept whole for a person to look at. */
  keptAside: z.int(),
});
export type ChainState = z.infer<typeof ChainState>;

export const SessionEvent = z.strictObject({
  device: DeviceId,
  seq: z.int(),
  /** A kind of domain/events.ts, or one that only a newer tablet knows. */
  kind: z.string(),
  via: z.nullable(Via),
  reason: z.nullable(RefusalReason),
  /** The device's own clock, as recorded. */
  at: Instant,
  /** When it counts as having happened: corrected where the device's clock was wrong (TIME-3). */
  happenedAt: Instant,
  /** Server minus device, ms, measured when it came in. */
  clockOffsetMs: z.int(),
  /** What it may have been instead, where the clock was changed and nobody knows when (CLOCK-1). */
  otherOffsetMs: z.nullable(z.int()),
  receivedAt: Instant,
  /** True if a later event took it back. */
  isWithdrawn: z.boolean(),
  /** Why it does not count until a person has decided, if so. */
  setAside: z.nullable(z.string()),
});
export type SessionEvent = z.infer<typeof SessionEvent>;

export const PersonAttendance = z.strictObject({
  checkedInAt: Instant,
  /** When the person left, or null while the last stretch has no end of its own. */
  leftAt: z.nullable(Instant),
  via: Via,
  device: DeviceId,
  isOpen: z.boolean(),
  minutes: z.int(),
  remarks: z.array(Remark),
});
export type PersonAttendance = z.infer<typeof PersonAttendance>;

export const SessionPerson = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: z.string(),
  cohort: z.nullable(z.string()),
  track: Track,
  isGuest: z.boolean(),
  /** Recorded in the whole programme, this session included. */
  programmeMinutes: z.int(),
  /** Null for somebody expected who has not come. */
  attendance: z.nullable(PersonAttendance),
  events: z.array(SessionEvent),
});
export type SessionPerson = z.infer<typeof SessionPerson>;

/** Somebody added without a badge, until the office has matched them; the name as the trainer wrote it (WALK-2). */
export const SessionWalkIn = z.strictObject({
  id: ParticipantId,
  /** Null where what was sealed cannot be opened with the office's key. */
  written: z.nullable(z.strictObject({ given: z.string(), family: z.string(), workplace: z.string() })),
  attendance: PersonAttendance,
  events: z.array(SessionEvent),
});
export type SessionWalkIn = z.infer<typeof SessionWalkIn>;

/** A scan that gave no check-in; whose card it was, where it is a known one (DOOR-6). */
export const SessionRefusedScan = z.strictObject({
  at: Instant,
  device: DeviceId,
  reason: RefusalReason,
  participant: z.nullable(z.strictObject({ id: ParticipantId, given: z.string(), family: z.string() })),
});
export type SessionRefusedScan = z.infer<typeof SessionRefusedScan>;

export const ShowSessionReply = z.strictObject({
  session: SessionSummary,
  /** What the recorded minutes are worth as co-financing, in öre. */
  ore: z.int(),
  /** The last closing that stands, and the device it was made on. */
  closing: z.nullable(z.strictObject({ at: Instant, receivedAt: Instant, device: DeviceId })),
  /** Who has certified the list, or null: "intyg saknas" (ATTEST-1). */
  attested: z.nullable(z.strictObject({ at: Instant, trainer: z.string() })),
  walkIns: z.array(SessionWalkIn),
  refusedScans: z.array(SessionRefusedScan),
  /** When the latest event of the session reached the office, and from which device. */
  received: z.nullable(z.strictObject({ at: Instant, device: DeviceId })),
  /** Every device with events here. */
  chains: z.array(ChainState),
  people: z.array(SessionPerson),
  /** What belongs to no participant: opened, closed, refused scans, and what could not be read. */
  events: z.array(SessionEvent),
});
export type ShowSessionReply = z.infer<typeof ShowSessionReply>;
