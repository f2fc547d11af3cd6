/** What a unit's manager is told about their own staff: attendance and what is left, never why (DASH-9). */
import * as z from 'zod/mini';
import { ParticipantId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';

export const FeedbackPerson = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  /** Empty for somebody who goes by an alias. */
  family: z.string(),
  workplace: z.string(),
  role: z.enum(['employee', 'key-person', 'manager']),
  attended: z.array(z.strictObject({ title: z.string(), startsAt: Instant, minutes: z.int() })),
  /** Sessions there have been for the person. */
  offeredSessions: z.int(),
  minutes: z.int(),
  /** Of the track's hours, what is left. */
  leftMinutes: z.int(),
  next: z.nullable(z.strictObject({ title: z.string(), startsAt: Instant })),
});
export type FeedbackPerson = z.infer<typeof FeedbackPerson>;

/** GET /api/admin/followup/units?unit=farsta&workplace=… */
export const UnitFeedbackReply = z.strictObject({
  units: z.array(z.strictObject({ unit: z.string(), people: z.int(), workplaces: z.array(z.string()) })),
  /** The address that was last written to for the chosen unit and workplace. */
  address: z.nullable(z.string()),
  sentAt: z.nullable(Instant),
  /** The address letters are from; nothing when no mail server is set. */
  from: z.nullable(z.string()),
  people: z.array(FeedbackPerson),
});
export type UnitFeedbackReply = z.infer<typeof UnitFeedbackReply>;

/** POST /api/admin/followup/units/send */
export const SendUnitFeedbackRequest = z.strictObject({
  unit: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Nothing for the whole unit. */
  workplace: z.nullable(z.string().check(z.maxLength(200))),
  address: z.string().check(z.maxLength(254)),
});
export const SendUnitFeedbackReply = z.strictObject({ people: z.int() });
