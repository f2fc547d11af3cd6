/**
 * What can happen at the door. Kinds may be added, never redefined: an event is read for as long as the programme
 * must be able to prove its hours (LOG-1). Every event carries its place in its device's log: `seq` counts from 1
 * without gaps and `prev` is the hash of the bytes before (LOG-2).
 */
import * as z from 'zod/mini';
import { DeviceId, EventId, Hash, ParticipantId, SessionId, TrainerId } from './ids.ts';
import { Instant } from './time.ts';

const place = {
  v: z.literal(1),
  device: DeviceId,
  seq: z.int().check(z.minimum(1), z.maximum(999_999_999)),
  prev: Hash,
  /** The device's own clock, never rewritten (TIME-3). */
  at: Instant,
};

/** How a person was recognised. */
export const Via = z.enum(['badge', 'kiosk', 'phone', 'code', 'hand']);
export type Via = z.infer<typeof Via>;

export const RefusalReason = z.enum(['unknown', 'blocked', 'other-session', 'closed', 'not-ours']);
export type RefusalReason = z.infer<typeof RefusalReason>;

const SessionOpened = z.strictObject({ ...place, kind: z.literal('session-opened'), session: SessionId });
const CheckedIn = z.strictObject({
  ...place,
  kind: z.literal('checked-in'),
  session: SessionId,
  participant: ParticipantId,
  via: Via,
  /** The badge's token hash when a badge was read. */
  token: z.optional(Hash),
  /**
   * When it happened, where that is not when it was recorded: told by the trainer ("kom senare"), or when a phone that
   * had no network saw the session's code. Never later than the recording (ATT-7).
   */
  time: z.optional(Instant),
  /** Which phone sent it, as an opaque hash, so that one phone for two people is seen (CODE-5). */
  phone: z.optional(Hash),
});
const CheckedOut = z.strictObject({
  ...place,
  kind: z.literal('checked-out'),
  session: SessionId,
  participant: ParticipantId,
  via: Via,
  /** When the person left, where the trainer has told another time than that of the recording (ATT-7). */
  time: z.optional(Instant),
});
/**
 * Somebody without a badge who is on no list. The name is sealed to the office's public key on the tablet (WALK-1);
 * `participant` is an id the tablet made up, under which the person is checked out and in until the office has matched
 * them to a participant.
 */
const WalkIn = z.strictObject({
  ...place,
  kind: z.literal('walk-in'),
  session: SessionId,
  participant: ParticipantId,
  sealed: z.string().check(z.maxLength(4000), z.regex(/^[A-Za-z0-9_-]+$/)),
});
/** Undo: the named event no longer counts, but stays readable (ATT-4). */
const Withdrawn = z.strictObject({
  ...place,
  kind: z.literal('withdrawn'),
  session: SessionId,
  withdraws: EventId,
});
/** A scan that gave no check-in, kept so that the office can claim it for a person (DOOR-6). */
const ScanRefused = z.strictObject({
  ...place,
  kind: z.literal('scan-refused'),
  session: SessionId,
  reason: RefusalReason,
  token: z.optional(Hash),
});
const SessionClosed = z.strictObject({ ...place, kind: z.literal('session-closed'), session: SessionId });
/** The trainer certifies, with a code of their own, that the list shows who took part and for how long (ATTEST-1). */
const SessionAttested = z.strictObject({
  ...place,
  kind: z.literal('session-attested'),
  session: SessionId,
  trainer: TrainerId,
});

/**
 * The participant certifies having been there for exactly these minutes of the session (CERT-1): on a phone of their
 * own, or on the tablet when leaving.
 */
const HoursCertified = z.strictObject({
  ...place,
  kind: z.literal('hours-certified'),
  session: SessionId,
  participant: ParticipantId,
  minutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
  on: z.enum(['phone', 'tablet']),
});

const Offset = z.optional(z.int().check(z.minimum(-8_640_000_000_000_000), z.maximum(8_640_000_000_000_000)));
/**
 * The device's clock was changed, or may have been (CLOCK-2). Events `from`…`to` were recorded when nobody knows which of
 * two it showed; those before lie at `before`, those after at `offset`, in ms that the office's clock was ahead. The
 * session is that of the event before: a device's clock is no session's.
 */
const ClockNoted = z.strictObject({
  ...place,
  kind: z.literal('clock-noted'),
  session: SessionId,
  from: z.int().check(z.minimum(1)),
  to: z.int().check(z.minimum(0)),
  /** As it was last compared before; absent where it never was. */
  before: Offset,
  /** As it was compared then; absent where it was only seen to go back, until it is compared again. */
  offset: Offset,
  /** How far it may have been in between, where that is neither. */
  other: Offset,
});

export const AttendanceEvent = z.discriminatedUnion('kind', [
  SessionOpened,
  CheckedIn,
  CheckedOut,
  WalkIn,
  Withdrawn,
  ScanRefused,
  SessionClosed,
  SessionAttested,
  HoursCertified,
  ClockNoted,
]);
export type AttendanceEvent = z.infer<typeof AttendanceEvent>;
export type EventKind = AttendanceEvent['kind'];

/** What every event has, also one of a kind that a newer tablet knows and this server does not (LOG-1). */
export const EventPlace = z.object({ ...place, kind: z.string(), session: z.optional(SessionId) });
export type EventPlace = z.infer<typeof EventPlace>;

type Draft<E> = E extends AttendanceEvent ? Omit<E, 'v' | 'device' | 'seq' | 'prev' | 'at'> : never;
/** An event before it has its place in a log. */
export type EventDraft = Draft<AttendanceEvent>;
