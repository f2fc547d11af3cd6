/**
 * POST /api/admin/participants/search: participants by name, card code, unit and cohort, a page at a time (ADM-5). A
 * POST, so that a name that is searched for never stands in an address, where proxies and browsers keep it.
 */
import * as z from 'zod/mini';
import { CohortId, ParticipantId, UnitId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';

export const ListParticipantsRequest = z.strictObject({
  search: z.string().check(z.maxLength(100)),
  unit: z.nullable(UnitId),
  cohort: z.nullable(CohortId),
  /** From 1. */
  page: z.int().check(z.minimum(1), z.maximum(100_000)),
});
export type ListParticipantsRequest = z.infer<typeof ListParticipantsRequest>;

/** none: never issued · working · blocked: every badge the person has had is blocked */
export const BadgeState = z.enum(['none', 'working', 'blocked']);
export type BadgeState = z.infer<typeof BadgeState>;

export const ListedParticipant = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: z.string(),
  cohort: z.nullable(z.string()),
  track: Track,
  isKeyPerson: z.boolean(),
  minutes: z.int(),
  badge: BadgeState,
  /** The readable code of the working badge, or empty. */
  code: z.string(),
});
export type ListedParticipant = z.infer<typeof ListedParticipant>;

export const ListParticipantsReply = z.strictObject({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  people: z.array(ListedParticipant),
  /** Every cohort, to choose from. */
  cohorts: z.array(z.strictObject({ id: CohortId, name: z.string(), unit: UnitId })),
});
export type ListParticipantsReply = z.infer<typeof ListParticipantsReply>;
