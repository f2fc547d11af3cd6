/**
 * Reviewing: the queue, one session with what is to be decided, and each decision (REV-1 to REV-5). Every decision is a
 * new entry of the office's log; nothing recorded is changed.
 */
import * as z from 'zod/mini';
import { CorrectionReason } from '../domain/decision-entries.ts';
import { DeviceId, EventId, Hash, ParticipantId, SessionId } from '../domain/ids.ts';
import { Span } from '../domain/programme.ts';
import { Instant } from '../domain/time.ts';
import { HandInReason, HandInReply } from './hand-in.ts';
import { SessionSummary } from './list-sessions.ts';
import { Remark, ShowSessionReply } from './show-session.ts';

const text = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));

/** `ready`: nothing left to decide, "Klart" is left. */
export const ReviewProgress = z.enum(['to-decide', 'ready', 'done']);

export const QueuedSession = z.strictObject({
  session: SessionSummary,
  month: z.string(),
  progress: ReviewProgress,
  toDecide: z.int(),
  corrections: z.int(),
  isMonthLocked: z.boolean(),
  reviewedAt: z.nullable(Instant),
});
export type QueuedSession = z.infer<typeof QueuedSession>;

/** GET /api/admin/review?month=…: sessions that have ended, those of the month with the nearest deadline first. */
export const ReviewQueueReply = z.strictObject({
  /** Months with something left, oldest first, and the day each is due at SCB. */
  months: z.array(
    z.strictObject({
      month: z.string(),
      due: z.string(),
      left: z.int(),
      done: z.int(),
      isLocked: z.boolean(),
    }),
  ),
  sessions: z.array(QueuedSession),
  /** Events and deliveries set aside that nobody has decided on, in all (REV-4). */
  setAside: z.int(),
  /** Everything that waits, for the menu. */
  waiting: z.int(),
});
export type ReviewQueueReply = z.infer<typeof ReviewQueueReply>;

export const Person = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: z.string(),
});
export type Person = z.infer<typeof Person>;

export const Matter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('remarks'),
    participant: ParticipantId,
    remarks: z.array(Remark),
    /** Give it back with the decision: it says what was seen (REV-3). */
    basis: z.string(),
  }),
  z.strictObject({
    kind: z.literal('walk-in'),
    walkIn: ParticipantId,
    /** Participants with a like name, the best first. */
    suggestions: z.array(Person),
  }),
  z.strictObject({
    kind: z.literal('scan'),
    event: EventId,
    /** Whose card it was, where it is a known one. */
    owner: z.nullable(Person),
  }),
  z.strictObject({
    kind: z.literal('objection'),
    participant: ParticipantId,
    objection: z.string(),
    madeAt: Instant,
    /** In the participant's own words; null once erased. */
    text: z.nullable(z.string()),
  }),
  z.strictObject({ kind: z.literal('set-aside'), events: z.int() }),
  z.strictObject({ kind: z.literal('not-attested') }),
  z.strictObject({ kind: z.literal('not-closed') }),
  z.strictObject({ kind: z.literal('nothing-recorded') }),
]);
export type Matter = z.infer<typeof Matter>;

/** A decision that has been taken about the session, in the order of the log. */
export const TakenDecision = z.strictObject({
  seq: z.int(),
  at: Instant,
  /** The administrator's name. */
  by: z.string(),
  kind: z.string(),
  participant: z.nullable(ParticipantId),
  remarks: z.array(Remark),
  reason: z.nullable(CorrectionReason),
  /** The reviewer's words; null where there are none, or where they have been erased. */
  text: z.nullable(z.string()),
  minutesBefore: z.nullable(z.int()),
  minutesAfter: z.nullable(z.int()),
  isTakenBack: z.boolean(),
});
export type TakenDecision = z.infer<typeof TakenDecision>;

/** What stands about one person now, for the correction dialog. */
export const PersonReview = z.strictObject({
  participant: ParticipantId,
  minutes: z.int(),
  /** The stretches that count now. */
  counted: z.array(z.strictObject({ from: Instant, to: Instant })),
  /** What was recorded, where it has been corrected. */
  recorded: z.nullable(
    z.strictObject({
      minutes: z.int(),
      counted: z.array(z.strictObject({ from: Instant, to: Instant })),
    }),
  ),
  basis: z.string(),
  certificate: z.enum(['nothing', 'missing', 'certified', 'reopened']),
});
export type PersonReview = z.infer<typeof PersonReview>;

/** GET /api/admin/review/:id */
export const ShowReviewReply = z.strictObject({
  page: ShowSessionReply,
  /** The session's breaks as far as they are deducted: none where the policy counts them (RVIEW-4). */
  breaks: z.array(Span),
  month: z.strictObject({ month: z.string(), isLocked: z.boolean(), due: z.string() }),
  matters: z.array(Matter),
  people: z.array(PersonReview),
  decisions: z.array(TakenDecision),
  /** Give it back with "Klart". */
  basis: Hash,
  /** Devices whose chain is broken: they block the session (REV-5). */
  broken: z.array(DeviceId),
  isReviewed: z.boolean(),
  /** The next session in the queue, to go on to. */
  next: z.nullable(SessionId),
});
export type ShowReviewReply = z.infer<typeof ShowReviewReply>;

/** Answered by every decision: whether anything is left. */
export const DecidedReply = z.strictObject({ toDecide: z.int() });

/** POST /api/admin/review/accept: the remarks are in order as they stand. */
export const AcceptRemarksRequest = z.strictObject({
  session: SessionId,
  participant: ParticipantId,
  basis: z.string(),
});

/** POST /api/admin/review/correct: the person was there at these times; none: was not there. */
export const CorrectRequest = z.strictObject({
  session: SessionId,
  participant: ParticipantId,
  spans: z.array(z.strictObject({ from: Instant, to: Instant })).check(z.maxLength(10)),
  reason: CorrectionReason,
  text,
  basis: z.string(),
});
export type CorrectRequest = z.infer<typeof CorrectRequest>;

/** POST /api/admin/review/scan: whose arrival a refused scan was; null: nobody's. */
export const DecideScanRequest = z.strictObject({
  session: SessionId,
  event: EventId,
  participant: z.nullable(ParticipantId),
});

/** POST /api/admin/review/walk-in: who somebody without a badge was; null: nobody of the programme. */
export const DecideWalkInRequest = z.strictObject({
  session: SessionId,
  walkIn: ParticipantId,
  participant: z.nullable(ParticipantId),
});

/** POST /api/admin/review/list: a list that nobody closed ended then, or is taken as it is although nobody attested it. */
export const DecideListRequest = z.strictObject({
  session: SessionId,
  endedAt: z.nullable(Instant),
  text,
});

/** POST /api/admin/review/done: everything has been looked at. */
export const ReviewDoneRequest = z.strictObject({ session: SessionId, basis: Hash });

/** POST /api/admin/review/take-back: a decision no longer stands. */
export const TakeBackRequest = z.strictObject({ session: SessionId, decision: z.int() });

/** What was set aside when it came, in words for people, and what can be done with it (REV-4). */
export const SetAsideEvents = z.strictObject({
  device: DeviceId,
  deviceName: z.string(),
  /** `revoked`, `unknown-session`, `not-own-session`, `unknown-participant`, `unreadable` */
  reason: z.string(),
  session: z.nullable(z.strictObject({ id: SessionId, title: z.string(), startsAt: Instant })),
  from: z.int(),
  to: z.int(),
  events: z.int(),
  /** People the events are about, by name; at most five. */
  people: z.array(z.string()),
  receivedAt: Instant,
  /** False where accepting would count nothing: nobody and nothing we know of. */
  canAccept: z.boolean(),
});
export type SetAsideEvents = z.infer<typeof SetAsideEvents>;

/** A whole delivery that did not fit the log it claims to belong to: a fork or a broken chain. */
export const SetAsideDelivery = z.strictObject({
  delivery: z.int(),
  device: DeviceId,
  deviceName: z.string(),
  reason: z.enum(['fork', 'broken-chain']),
  seq: z.int(),
  events: z.int(),
  /** Check-ins in it that are not in the log we hold, at most 50: add them as corrections where they are true. */
  checkIns: z.array(
    z.strictObject({
      at: Instant,
      name: z.string(),
      session: z.nullable(z.strictObject({ id: SessionId, title: z.string() })),
    }),
  ),
  receivedAt: Instant,
});
export type SetAsideDelivery = z.infer<typeof SetAsideDelivery>;

/** A rescue file that could not go into its tablet's log, kept whole (RESCUE-4). */
export const SetAsideFile = z.strictObject({
  file: z.int(),
  device: z.string(),
  /** Null for a tablet the office does not know. */
  deviceName: z.nullable(z.string()),
  reason: HandInReason,
  from: z.int(),
  events: z.int(),
  /** How many events the office holds of that tablet. */
  held: z.int(),
  checkIns: SetAsideDelivery.shape.checkIns,
  receivedAt: Instant,
});
export type SetAsideFile = z.infer<typeof SetAsideFile>;

/** GET /api/admin/set-aside */
export const SetAsideReply = z.strictObject({
  events: z.array(SetAsideEvents),
  deliveries: z.array(SetAsideDelivery),
  files: z.optional(z.array(SetAsideFile)),
});
export type SetAsideReply = z.infer<typeof SetAsideReply>;

/** POST /api/admin/set-aside/decide: events `from`…`to` of the device that are set aside for this reason. */
export const DecideSetAsideRequest = z.strictObject({
  device: DeviceId,
  reason: z.string().check(z.maxLength(40)),
  session: z.nullable(SessionId),
  isAccepted: z.boolean(),
  text,
});

/**
 * POST /api/admin/set-aside/file: `take` tries again to take a rescue file into its log, making an unknown tablet known
 * (turned off) first; `leave-out` says that somebody has looked.
 */
export const DecideFileRequest = z.strictObject({
  file: z.int(),
  decision: z.enum(['take', 'leave-out']),
  text,
});
export const DecideFileReply = z.strictObject({ result: HandInReply });

/** POST /api/admin/set-aside/delivery: a delivery is left out, having been looked at; its bytes are kept for ever. */
export const DecideDeliveryRequest = z.strictObject({ delivery: z.int(), text });
