/** GET /api/me: what a participant sees about themselves, and nothing about anybody else (ME-3). */
import * as z from 'zod/mini';
import { MonthStanding, MonthText } from '../domain/certify-month.ts';
import { ParticipantId, SessionId } from '../domain/ids.ts';
import { SessionKind, Span, Track } from '../domain/programme.ts';
import { ReopenedBy } from '../domain/reopening.ts';
import { Day, Instant } from '../domain/time.ts';

/** How far the minutes of one session have come. */
export const MinutesStatus = z.enum([
  'registered',
  'to-certify',
  'certified',
  'reopened',
  'objection',
  'approved',
]);
export type MinutesStatus = z.infer<typeof MinutesStatus>;

/** What the person has said is wrong, and what the office answered (CERT-3). */
export const MyObjection = z.strictObject({
  id: z.string(),
  /** Null once the texts have been erased. */
  text: z.nullable(z.string()),
  at: Instant,
  answer: z.nullable(z.strictObject({ text: z.nullable(z.string()), at: Instant })),
});
export type MyObjection = z.infer<typeof MyObjection>;

/** A month with something to certify, or certified (CERT-1). */
export const MyMonth = z.strictObject({
  month: MonthText,
  standing: MonthStanding,
  /** What certifying the month now would cover, in minutes. */
  minutes: z.int(),
  /** The sessions that would be certified, each with exactly these minutes. */
  rows: z.array(z.strictObject({ session: SessionId, minutes: z.int() })),
  certifyBy: Day,
  /** When the latest certificate of the month was given, where all of it is certified. */
  certifiedAt: z.nullable(Instant),
});
export type MyMonth = z.infer<typeof MyMonth>;

export const MySession = z.strictObject({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  breaks: z.array(Span),
  number: z.int(),
  of: z.int(),
  isCancelled: z.boolean(),
  /** False for a session of another group that the person came to. */
  isOwn: z.boolean(),
  /** Null for who has not come. */
  attendance: z.nullable(
    z.strictObject({
      presence: z.array(z.strictObject({ from: Instant, to: z.nullable(Instant) })),
      /** The stretches that count: within the session, without its breaks. */
      counted: z.array(Span),
      isOpen: z.boolean(),
      minutes: z.int(),
      status: MinutesStatus,
      /** What was certified and is not what counts now: how many minutes, and why they changed (CERT-2). */
      reopened: z.nullable(z.strictObject({ minutes: z.int(), by: ReopenedBy })),
      /** How these minutes were certified. */
      certifiedVia: z.nullable(z.enum(['phone', 'tablet', 'paper'])),
    }),
  ),
  objections: z.array(MyObjection),
  /**
   * Where who was there may say what they thought, once it is over. The office's own link, the same for everybody: no id
   * is added to it, and the answers are not ours (SER-7).
   */
  survey: z.optional(z.string()),
});
export type MySession = z.infer<typeof MySession>;

/** What the badge's own address opens. */
const MyHours = z.strictObject({
  /** Recorded, and of those certified by the participant, in minutes. */
  minutes: z.int(),
  certifiedMinutes: z.int(),
  /** What the track asks for, in minutes (PROG-1). */
  targetMinutes: z.int(),
  track: Track,
  /** Oldest first. */
  sessions: z.array(MySession),
  /** Newest first. */
  months: z.array(MyMonth),
  /** The badge itself, so that the phone can show it without a network. */
  card: z.strictObject({ code: z.string(), text: z.string() }),
});

export const ShowMyPageReply = z.strictObject({
  id: ParticipantId,
  /** The name as lists show it: the agreed alias with protected identity. */
  given: z.string(),
  family: z.string(),
  cohort: z.nullable(z.string()),
  programme: z.string(),
  office: z.strictObject({ name: z.string(), phone: z.string() }),
  /** The latest notice this person has been shown. */
  notice: z.nullable(z.strictObject({ version: z.string(), shownAt: Instant })),
  /** Null for a phone that only knows the readable code (ME-2). */
  hours: z.nullable(MyHours),
});
export type ShowMyPageReply = z.infer<typeof ShowMyPageReply>;
