/**
 * What the programme has decided about counting, each decision with effect from a day: grace, breaks, rounding and the
 * track's limit. A session is counted by what was decided for its day, a month by what was decided for its first day;
 * a later decision never changes what an earlier day gave (HRS-4).
 */
import * as z from 'zod/mini';
import { Day } from './time.ts';

/** Always down, to whole steps of this many minutes; per person and month, or each session on its own. */
const rounding = {
  roundToMinutes: z.union([z.literal(1), z.literal(15), z.literal(30), z.literal(60)]),
  roundPer: z.enum(['month', 'session']),
};

export const HoursPolicy = z.strictObject({
  from: Day,
  /** Who comes or goes at most this many minutes late or early counts from the start or to the end. */
  graceMinutes: z.int().check(z.minimum(0), z.maximum(30)),
  deductsBreaks: z.boolean(),
  ...rounding,
  /** True if hours over the track's limit are reported too; otherwise they are told and left out. */
  countsOverLimit: z.boolean(),
});
export type HoursPolicy = z.infer<typeof HoursPolicy>;

/** What counts one session. */
export type CountingRules = Pick<HoursPolicy, 'graceMinutes' | 'deductsBreaks'>;

/** Until somebody decides otherwise: no grace, breaks deducted, whole hours down per person and month. */
export const firstPolicy: HoursPolicy = {
  from: Day.parse('2000-01-01'),
  graceMinutes: 0,
  deductsBreaks: true,
  roundToMinutes: 60,
  roundPer: 'month',
  countsOverLimit: false,
};

/** The policy of a day. Of several decided for the same day the last decided counts; `decided` is in that order (HRS-4). */
export const policyOn = (decided: readonly HoursPolicy[], day: Day): HoursPolicy =>
  decided.reduce(
    (best, policy) => (policy.from <= day && policy.from >= best.from ? policy : best),
    firstPolicy,
  );

/** Minutes rounded down to whole steps (HRS-5). */
export const roundDown = (minutes: number, { roundToMinutes }: Pick<HoursPolicy, 'roundToMinutes'>): number =>
  Math.floor(minutes / roundToMinutes) * roundToMinutes;
