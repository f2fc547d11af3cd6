/**
 * GET /api/admin/badges?cohort=… or ?participant=…: badges to print; with neither, the cohorts to choose from. Reading
 * changes nothing: what exists is printed as it is. POST /api/admin/badges/issue makes the badges a cohort lacks (ADM-6).
 */
import * as z from 'zod/mini';
import { CohortId, ParticipantId } from '../domain/ids.ts';

export const BadgeCard = z.strictObject({
  participant: ParticipantId,
  /** As shown: first name and initial, or the agreed alias as it is. */
  name: z.string(),
  group: z.string(),
  unit: z.string(),
  code: z.string(),
  /** What the QR says (BADGE-1). */
  text: z.string(),
});
export type BadgeCard = z.infer<typeof BadgeCard>;

export const PrintBadgesReply = z.strictObject({
  demo: z.boolean(),
  cohorts: z.array(
    z.strictObject({
      id: CohortId,
      name: z.string(),
      unit: z.string(),
      people: z.int(),
      /** How many of them have no badge that works. */
      missing: z.int(),
    }),
  ),
  cards: z.array(BadgeCard),
});
export type PrintBadgesReply = z.infer<typeof PrintBadgesReply>;

export const IssueBadgesRequest = z.strictObject({ cohort: CohortId });
export const IssueBadgesReply = z.strictObject({ issued: z.int() });
