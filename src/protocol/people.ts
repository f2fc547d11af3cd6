/** People's places: one person's page, moves, endings, doubles. Addresses under /api/admin/people. */
import * as z from 'zod/mini';
import { CohortId, ParticipantId, UnitId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';
import { Day } from '../domain/time.ts';
import { ShownLetter } from './letters.ts';
import { BadgeState } from './list-participants.ts';

/** Why somebody left: never about health or private life, and never in free text (PPL-3). */
export const LeaveReason = z.enum(['other-post', 'left-employment', 'does-not-want', 'wrong-list', 'other']);
export type LeaveReason = z.infer<typeof LeaveReason>;

export const CohortChoice = z.strictObject({
  id: CohortId,
  name: z.string(),
  unit: UnitId,
  /** Places nobody has; below zero when there are more people than places. */
  free: z.int(),
});
export type CohortChoice = z.infer<typeof CohortChoice>;

/** GET /api/admin/people/:id */
export const ShowPersonReply = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: UnitId,
  workplace: z.string(),
  track: Track,
  isKeyPerson: z.boolean(),
  minutes: z.int(),
  targetMinutes: z.int(),
  sessionsAttended: z.int(),
  /** Minutes recorded, month by month, the latest first; a month as `2026-11`. */
  months: z.array(z.strictObject({ month: z.string().check(z.regex(/^\d{4}-\d{2}$/)), minutes: z.int() })),
  /** Every place, the latest first. `from` is null for who was there from the start. */
  places: z.array(
    z.strictObject({ cohort: CohortId, name: z.string(), from: z.nullable(Day), to: z.nullable(Day) }),
  ),
  cohort: z.nullable(CohortId),
  left: z.nullable(z.strictObject({ on: Day, reason: LeaveReason })),
  /** Where in the reserve list, from 1. */
  reserve: z.nullable(z.strictObject({ unit: UnitId, place: z.int() })),
  /** The record this one was merged into. */
  mergedInto: z.nullable(z.strictObject({ id: ParticipantId, name: z.string() })),
  badge: BadgeState,
  code: z.string(),
  /** listed: from the list · given: asked for · none */
  address: z.strictObject({ kind: z.enum(['listed', 'given', 'none']), text: z.string() }),
  letters: z.array(ShownLetter),
  canSendLetters: z.boolean(),
  /** Where this person can be moved: cohorts of the same track. */
  choices: z.array(CohortChoice),
  today: Day,
});
export type ShowPersonReply = z.infer<typeof ShowPersonReply>;

/** POST /api/admin/people/move */
export const MovePersonRequest = z.strictObject({ participant: ParticipantId, cohort: CohortId, day: Day });
/** POST /api/admin/people/leave */
export const LeaveRequest = z.strictObject({ participant: ParticipantId, day: Day, reason: LeaveReason });
/** POST /api/admin/people/return: an ending that was wrong. */
export const ReturnRequest = z.strictObject({ participant: ParticipantId });
export const Done = z.strictObject({ done: z.literal(true) });
export const done = { done: true } as const;

export const DoubleSide = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  unit: UnitId,
  workplace: z.string(),
  cohort: z.nullable(z.string()),
  minutes: z.int(),
  sessions: z.int(),
  /** Cards that work. */
  badges: z.int(),
});
export type DoubleSide = z.infer<typeof DoubleSide>;

/** GET /api/admin/people/doubles */
export const ListDoublesReply = z.strictObject({ pairs: z.array(z.tuple([DoubleSide, DoubleSide])) });
export type ListDoublesReply = z.infer<typeof ListDoublesReply>;

/** POST /api/admin/people/apart: two records that look alike are two people; they are not suggested again. */
export const ApartRequest = z.strictObject({ one: ParticipantId, other: ParticipantId });

/** POST /api/admin/people/merge: what is recorded for `from` belongs to `to` from now on. */
export const MergeRequest = z.strictObject({ from: ParticipantId, to: ParticipantId });
