/** GET /api/admin/certificates?month=2026-10: who has certified the month, who has not, and since when (CERT-5). */
import * as z from 'zod/mini';
import { MonthStanding, MonthText } from '../domain/certify-month.ts';
import { ParticipantId, SessionId, UnitId } from '../domain/ids.ts';
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
  /** When the person came and left, as it now counts. */
  presence: z.array(z.strictObject({ from: Instant, to: z.nullable(Instant) })),
  minutes: z.int(),
  /** `registered`: the list is not closed. `objection`: the participant waits for an answer. */
  state: z.enum(['registered', 'missing', 'certified', 'reopened', 'objection']),
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
  /** The latest reminder about this month. */
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
