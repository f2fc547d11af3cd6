/** What the planning's pages are told: sessions with what they lack, and what there is to plan with. */
import * as z from 'zod/mini';
import { CohortId, DeviceId, ParticipantId, SeriesId, SessionId, UnitId, VenueId } from '../domain/ids.ts';
import { ConcernKind, Missing, Venue, Wave } from '../domain/planning.ts';
import { SessionKind, Span, Track } from '../domain/programme.ts';
import { Day, Instant } from '../domain/time.ts';

export const BoardSession = z.strictObject({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  cohorts: z.array(z.strictObject({ id: CohortId, name: z.string() })),
  unit: z.nullable(UnitId),
  place: z.string(),
  venue: z.nullable(VenueId),
  trainer: z.string(),
  device: z.nullable(DeviceId),
  series: z.nullable(SeriesId),
  startsAt: Instant,
  endsAt: Instant,
  breaks: z.array(Span),
  number: z.int(),
  of: z.int(),
  cancelled: z.boolean(),
  /** What whoever is there all the time is given. */
  minutes: z.int(),
  expected: z.int(),
  /** How many have been there. */
  present: z.int(),
  closedAt: z.nullable(Instant),
  missing: z.array(Missing),
  /** What wants the same people, trainer, room or tablet at the same time. */
  clashes: z.array(ConcernKind),
});
export type BoardSession = z.infer<typeof BoardSession>;

/** A cohort and how much it is offered, in minutes, against what its track asks for. */
export const CohortPlan = z.strictObject({
  id: CohortId,
  name: z.string(),
  unit: UnitId,
  track: Track,
  people: z.int(),
  sessions: z.int(),
  minutes: z.int(),
  target: z.int(),
});
export type CohortPlan = z.infer<typeof CohortPlan>;

/** GET /api/admin/planning?from=YYYY-MM-DD&weeks=n: `from` is the Monday of the first week. */
export const ShowPlanningReply = z.strictObject({
  from: Day,
  weeks: z.int(),
  sessions: z.array(BoardSession),
  /** How many coming sessions lack something, in any week. */
  missingComing: z.int(),
  cohorts: z.array(CohortPlan),
});
export type ShowPlanningReply = z.infer<typeof ShowPlanningReply>;

export const DeviceChoice = z.strictObject({
  id: DeviceId,
  name: z.string(),
  unit: z.nullable(UnitId),
  revokedAt: z.nullable(Instant),
});
export type DeviceChoice = z.infer<typeof DeviceChoice>;

export const SeriesPlan = z.strictObject({
  id: SeriesId,
  cohort: CohortId,
  surveyLink: z.nullable(z.string()),
  sessions: z.int(),
  firstAt: z.nullable(Instant),
  lastAt: z.nullable(Instant),
});
export type SeriesPlan = z.infer<typeof SeriesPlan>;

/** GET /api/admin/planning/choices */
export const PlanningChoicesReply = z.strictObject({
  cohorts: z.array(CohortPlan),
  venues: z.array(z.strictObject({ ...Venue.shape, coming: z.int() })),
  trainers: z.array(z.string()),
  devices: z.array(DeviceChoice),
  waves: z.array(Wave),
  /** When each unit's managers and employees have their first session, as far as it is planned. */
  starts: z.array(
    z.strictObject({ unit: UnitId, managers: z.nullable(Instant), employees: z.nullable(Instant) }),
  ),
  series: z.array(SeriesPlan),
});
export type PlanningChoicesReply = z.infer<typeof PlanningChoicesReply>;

/** Something to know before saving; `row` counts the sessions that are planned from 0. */
export const ToldConcern = z.strictObject({
  row: z.int(),
  kind: ConcernKind,
  about: z.string(),
  at: z.nullable(Instant),
});
export type ToldConcern = z.infer<typeof ToldConcern>;

/** Somebody whose check-in a change concerns, with the minutes it gives at that session before and after. */
export const ConcernedPerson = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  family: z.string(),
  before: z.int(),
  after: z.int(),
});
export type ConcernedPerson = z.infer<typeof ConcernedPerson>;
