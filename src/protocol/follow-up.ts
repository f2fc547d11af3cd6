/** GET /api/admin/followup?from=2026-01&to=2026-11: goals, groups and what went otherwise, for a stretch of months. */
import * as z from 'zod/mini';
import { CurvePoint, Forecast, Money, Progress } from './programme-overview.ts';

/**
 * How far a group had come when the period ended, and its hours in the period. Every figure is null where the group, or
 * one beside it, is too small to be shown (DASH-4).
 */
export const Group = z.strictObject({
  key: z.string(),
  people: z.nullable(z.int()),
  offeredTo: z.nullable(z.int()),
  onTrack: z.nullable(z.int()),
  completed: z.nullable(z.int()),
  minutes: z.nullable(z.int()),
  offeredMinutes: z.nullable(z.int()),
});
export type Group = z.infer<typeof Group>;

export const Together = z.strictObject({
  employees: z.int(),
  inUnit: z.int(),
  atWorkplace: z.int(),
  lacking: z.array(
    z.strictObject({
      unit: z.string(),
      workplace: z.string(),
      employees: z.int(),
      hasManager: z.boolean(),
      hasKeyPerson: z.boolean(),
    }),
  ),
});
export type Together = z.infer<typeof Together>;

export const Deviations = z.strictObject({
  sessions: z.int(),
  cancelled: z.int(),
  notClosed: z.int(),
  withoutAttest: z.int(),
  notReviewed: z.int(),
  expected: z.int(),
  noShows: z.int(),
  attendances: z.int(),
  late: z.int(),
  leftEarly: z.int(),
  corrections: z.int(),
  setAside: z.int(),
});
export type Deviations = z.infer<typeof Deviations>;

/** Hours of one month alone; approved is null as long as the month is not locked. */
export const MonthFigures = z.strictObject({
  month: z.string(),
  plannedMinutes: z.int(),
  recordedMinutes: z.int(),
  approvedMinutes: z.nullable(z.int()),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

export const FollowUpReply = z.strictObject({
  /** The months there are to choose from, oldest first, and the chosen ones. */
  months: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  total: Progress,
  tracks: z.array(z.strictObject({ track: z.enum(['employee', 'manager']), ...Progress.shape })),
  units: z.array(Group),
  roles: z.array(Group),
  sexes: z.array(Group),
  ages: z.array(Group),
  /** Sex within each unit: `group` is the unit. */
  unitSexes: z.array(z.strictObject({ group: z.string(), ...Group.shape })),
  together: Together,
  deviations: Deviations,
  unitDeviations: z.array(z.strictObject({ unit: z.string(), ...Deviations.shape })),
  /** How each trainer's participants were marked, the largest share by hand first (ATK-7). */
  trainers: z.array(
    z.strictObject({ trainer: z.string(), sessions: z.int(), attendances: z.int(), byHand: z.int() }),
  ),
  /** Names of tablets not heard of for more than three days, as it is now. */
  silentDevices: z.array(z.string()),
  monthly: z.array(MonthFigures),
});
export type FollowUpReply = z.infer<typeof FollowUpReply>;

/** What the steering group should know of, computed from the figures and from nothing else (DASH-8). */
export const Risk = z.discriminatedUnion('kind', [
  /** Recorded is this much, in per cent, of what the plan says to date. */
  z.strictObject({ kind: z.literal('behind-plan'), percent: z.int() }),
  z.strictObject({ kind: z.literal('forecast-below'), ore: z.int() }),
  z.strictObject({ kind: z.literal('under-goal'), units: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('not-reviewed'), sessions: z.int() }),
  z.strictObject({ kind: z.literal('not-certified'), minutes: z.int() }),
  z.strictObject({ kind: z.literal('late-to-scb'), months: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('alone'), employees: z.int() }),
  z.strictObject({ kind: z.literal('silent-tablets'), tablets: z.int() }),
]);
export type Risk = z.infer<typeof Risk>;

/** The programme as it stood when a month ended, by what is known now. */
export const Standing = z.strictObject({
  ...Progress.shape,
  /** What the plan said to date. */
  plannedMinutes: z.int(),
  /** The same share of those on the way, unit by unit; null where it is not shown. */
  percent: z.nullable(z.int()),
});
export type Standing = z.infer<typeof Standing>;

/** GET /api/admin/followup/steering/:month */
export const SteeringReportReply = z.strictObject({
  programme: z.string(),
  month: z.string(),
  months: z.array(z.string()),
  /** False while the month goes on: the report then says so. */
  isOver: z.boolean(),
  state: z.enum(['open', 'locked', 'sent', 'again', 'sent-again', 'empty']),
  budgetOre: z.int(),
  now: Standing,
  before: Standing,
  money: Money,
  forecast: z.nullable(Forecast),
  tracks: z.array(z.strictObject({ track: z.enum(['employee', 'manager']), ...Progress.shape })),
  units: z.array(Group),
  together: Together,
  deviations: Deviations,
  deviationsBefore: Deviations,
  monthMinutes: z.int(),
  monthMinutesBefore: z.int(),
  curve: z.array(CurvePoint),
  risks: z.array(Risk),
});
export type SteeringReportReply = z.infer<typeof SteeringReportReply>;
