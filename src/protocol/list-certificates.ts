/** GET /api/admin/certificates?month=2026-10: who has certified the month, who has not, and since when (CERT-5). */
import * as z from 'zod/mini';
import { MonthStanding, MonthText } from '../domain/certify-month.ts';
import { ParticipantId, SessionId, UnitId } from '../domain/ids.ts';
import { Span } from '../domain/programme.ts';
import { Day, Instant } from '../domain/time.ts';
import { LetterState } from './letters.ts';

const SessionOfMonth = z.strictObject({
  id: SessionId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  place: z.string(),
  isDigital: z.boolean(),
});

export const CertificateRow = z.strictObject({
  session: SessionId,
  /** The stretches that count: within the session, without its breaks. */
  counted: z.array(Span),
  minutes: z.int(),
  /** `registered`: the list is not closed. `objection`: the participant waits for an answer. */
  state: z.enum(['registered', 'missing', 'certified', 'reopened', 'objection']),
  /** Among those a certificate of the month covers now. */
  isAsked: z.boolean(),
  certified: z.nullable(
    z.strictObject({
      minutes: z.int(),
      at: Instant,
      via: z.enum(['phone', 'tablet', 'paper']),
      /** Where a signed paper is kept. */
      keptWhere: z.nullable(z.string()),
    }),
  ),
});
export type CertificateRow = z.infer<typeof CertificateRow>;

export const CertifyingPerson = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: UnitId,
  cohort: z.nullable(z.string()),
  standing: MonthStanding,
  /** What is left to certify, in minutes. */
  minutes: z.int(),
  /** Since when it is waited for; null when it is not. */
  since: z.nullable(Instant),
  /** True if there is an address to write to. */
  canBeWritten: z.boolean(),
  /** The latest reminder to the person. */
  reminder: z.nullable(z.strictObject({ state: LetterState, at: Instant })),
  rows: z.array(CertificateRow),
});
export type CertifyingPerson = z.infer<typeof CertifyingPerson>;

export const ListCertificatesReply = z.strictObject({
  month: MonthText,
  /** The last day for the participants. */
  certifyBy: Day,
  programme: z.string(),
  office: z.strictObject({ name: z.string(), phone: z.string() }),
  /** True if reminders can be sent. */
  canSend: z.boolean(),
  sessions: z.array(SessionOfMonth),
  people: z.array(CertifyingPerson),
});
export type ListCertificatesReply = z.infer<typeof ListCertificatesReply>;

/** POST /api/admin/certificates/remind: a letter to each of these who have something left to certify. */
export const RemindRequest = z.strictObject({
  month: MonthText,
  participants: z.array(ParticipantId).check(z.minLength(1), z.maxLength(2000)),
});
export type RemindRequest = z.infer<typeof RemindRequest>;
/** How many letters were put in the queue. */
export const RemindReply = z.strictObject({ queued: z.int() });
export type RemindReply = z.infer<typeof RemindReply>;
