/**
 * GET /api/admin/planning/sessions/:id, and POST …/:id/check and …/:id: one session moved, changed or cancelled. Its id
 * never changes (SER-8).
 */
import * as z from 'zod/mini';
import { CohortId, DeviceId, Hash, UnitId, VenueId } from '../domain/ids.ts';
import { SessionTimes } from '../domain/planning.ts';
import { Day, Instant } from '../domain/time.ts';
import { BoardSession, ConcernedPerson, ToldConcern } from './planning.ts';

export const SessionChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('edit'),
    title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
    cohorts: z.array(CohortId).check(z.minLength(1), z.maxLength(60)),
    day: Day,
    times: SessionTimes,
    venue: z.nullable(VenueId),
    trainer: z.string().check(z.trim(), z.maxLength(100)),
    device: z.nullable(DeviceId),
  }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('restore') }),
]);
export type SessionChange = z.infer<typeof SessionChange>;

export const PlannedSessionReply = z.strictObject({
  session: BoardSession,
  /** True when its month is locked: it stays as it is (SER-9). */
  isLocked: z.boolean(),
  venues: z.array(
    z.strictObject({
      id: VenueId,
      name: z.string(),
      unit: z.nullable(UnitId),
      hasAccessibility: z.boolean(),
      isFree: z.boolean(),
    }),
  ),
  trainers: z.array(z.strictObject({ name: z.string(), isFree: z.boolean() })),
  /** Tablets that work, the unit's own first. */
  devices: z.array(
    z.strictObject({ id: DeviceId, name: z.string(), unit: z.nullable(UnitId), isFree: z.boolean() }),
  ),
  /** The unit's tablets that have been turned off. */
  revoked: z.array(z.strictObject({ name: z.string(), at: Instant })),
  /** When it was planned and changed, the latest first. */
  versions: z.array(z.strictObject({ version: z.int(), at: Instant })),
});
export type PlannedSessionReply = z.infer<typeof PlannedSessionReply>;

export const CheckChangeReply = z.strictObject({
  concerns: z.array(ToldConcern),
  /** Those who have checked in, with their minutes before and after. */
  people: z.array(ConcernedPerson),
  mustConfirm: z.boolean(),
  seen: Hash,
});
export type CheckChangeReply = z.infer<typeof CheckChangeReply>;

export const ChangeSessionRequest = z.strictObject({
  change: SessionChange,
  seen: Hash,
  isConfirmed: z.boolean(),
});
export const ChangeSessionReply = z.strictObject({ people: z.array(ConcernedPerson) });
export type ChangeSessionReply = z.infer<typeof ChangeSessionReply>;
