/**
 * The entries of the office's log that change what counts, as schemas. Apart from what is read out of them, so that a
 * tablet, which takes no decisions, does not load them.
 */
import * as z from 'zod/mini';
import { DeviceId, EventId, Hash, ParticipantId, SessionId } from './ids.ts';
import { HoursPolicy } from './policy.ts';
import { Instant } from './time.ts';

/** A place in the office's log, who decided and when. */
const place = { seq: z.int().check(z.minimum(1)), actor: z.string(), at: Instant };
const person = { session: SessionId, participant: ParticipantId };

export const CorrectionReason = z.enum([
  'came-later',
  'left-earlier',
  'wrong-person',
  'wrong-session',
  'technical',
  'other',
]);
export type CorrectionReason = z.infer<typeof CorrectionReason>;

/** The remarks of one person at one session are in order as they stand. */
const RemarksAccepted = z.object({
  ...place,
  ...person,
  kind: z.literal('remarks-accepted'),
  remarks: z.array(z.string()),
  /** What the reviewer saw (see `basisOf`): when it changes, the decision no longer answers it. */
  basis: z.string(),
});
/** Somebody was there at other times than what was recorded; no spans: was not there. */
const AttendanceCorrected = z.object({
  ...place,
  ...person,
  kind: z.literal('attendance-corrected'),
  spans: z.array(z.tuple([Instant, Instant])),
  reason: CorrectionReason,
  /** The reviewer's own words, kept apart (RET-1). */
  text: Hash,
  basis: z.string(),
  minutesBefore: z.int(),
  minutesAfter: z.int(),
});
/** A scan that gave no check-in was this person's arrival. */
const ScanClaimed = z.object({ ...place, ...person, kind: z.literal('scan-claimed'), event: EventId });
const ScanDismissed = z.object({
  ...place,
  session: SessionId,
  kind: z.literal('scan-dismissed'),
  event: EventId,
});
/** Somebody added without a badge was this participant, or nobody of the programme. */
const WalkInMatched = z.object({
  ...place,
  ...person,
  kind: z.literal('walk-in-matched'),
  walkIn: ParticipantId,
});
const WalkInDismissed = z.object({
  ...place,
  session: SessionId,
  kind: z.literal('walk-in-dismissed'),
  walkIn: ParticipantId,
});
/** A session nobody closed ended then. */
const SessionEnded = z.object({
  ...place,
  session: SessionId,
  kind: z.literal('session-ended'),
  endedAt: Instant,
});
/** The list is taken as it is, although no trainer has attested it. */
const ListAccepted = z.object({ ...place, session: SessionId, kind: z.literal('list-accepted'), text: Hash });
/** Everything about the session has been looked at, as it then stood. */
const SessionReviewed = z.object({
  ...place,
  session: SessionId,
  kind: z.literal('session-reviewed'),
  basis: Hash,
});
/** Events that came set aside count from now on, or are left out for good (REV-4). */
const setAside = {
  ...place,
  device: DeviceId,
  session: z.nullable(SessionId),
  reason: z.string(),
  events: z.array(z.int()),
  text: Hash,
};
const SetAsideAccepted = z.object({ ...setAside, kind: z.literal('set-aside-accepted') });
const SetAsideDismissed = z.object({ ...setAside, kind: z.literal('set-aside-dismissed') });
const PaperCertificate = z.object({
  ...place,
  ...person,
  kind: z.literal('paper-certificate-recorded'),
  minutes: z.int(),
  /** Where the signed paper is kept. */
  text: Hash,
});
/** Two records were one person; everything of `from` is `to`'s. */
const ParticipantsMerged = z.object({
  ...place,
  kind: z.literal('participants-merged'),
  from: ParticipantId,
  to: ParticipantId,
});
const PolicySet = z.object({ ...place, kind: z.literal('policy-set'), ...HoursPolicy.shape });
/** An earlier decision no longer stands. */
const TakenBack = z.object({
  ...place,
  kind: z.literal('decision-taken-back'),
  session: z.optional(SessionId),
  decision: z.int(),
});

export const Decision = z.discriminatedUnion('kind', [
  RemarksAccepted,
  AttendanceCorrected,
  ScanClaimed,
  ScanDismissed,
  WalkInMatched,
  WalkInDismissed,
  SessionEnded,
  ListAccepted,
  SessionReviewed,
  SetAsideAccepted,
  SetAsideDismissed,
  PaperCertificate,
  ParticipantsMerged,
  PolicySet,
  TakenBack,
]);
export type Decision = z.infer<typeof Decision>;
export type DecisionOf<K extends Decision['kind']> = Extract<Decision, { kind: K }>;

/** True for entries of the office's log that change what counts. */
export const isDecisionKind = (kind: string): boolean =>
  Decision.def.options.some((option) => option.shape.kind.def.values.includes(kind as never));
