/**
 * POST /api/admin/planning/series/check and /series: one or many sessions for a cohort, first weighed and then saved in
 * one go. Saving names what was seen; if the plan has changed since, nothing is saved (SER-3).
 */
import * as z from 'zod/mini';
import { CohortId, DeviceId, Hash, SessionId, VenueId } from '../domain/ids.ts';
import { isSurveyLink, Missing, SessionTimes } from '../domain/planning.ts';
import { SessionKind } from '../domain/programme.ts';
import { Day, Instant } from '../domain/time.ts';
import { ToldConcern } from './planning.ts';

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

export const SurveyLink = z.string().check(z.refine(isSurveyLink));

export const SeriesDraft = z.strictObject({
  kind: SessionKind,
  cohorts: z.array(CohortId).check(z.minLength(1), z.maxLength(60)),
  times: SessionTimes,
  sessions: z.array(z.strictObject({ day: Day, title: words(120) })).check(z.minLength(1), z.maxLength(60)),
  venue: z.nullable(VenueId),
  trainer: z.string().check(z.trim(), z.maxLength(100)),
  device: z.nullable(DeviceId),
  surveyLink: z.nullable(SurveyLink),
});
export type SeriesDraft = z.infer<typeof SeriesDraft>;

export const CheckSeriesReply = z.strictObject({
  concerns: z.array(ToldConcern),
  /** What every session of the series still lacks. */
  missing: z.array(Missing),
  minutesEach: z.int(),
  /** What each cohort is offered before and with the series, against what its track asks for. */
  hours: z.array(z.strictObject({ cohort: CohortId, before: z.int(), after: z.int(), target: z.int() })),
  mustConfirm: z.boolean(),
  /** Stands for all of the above; given back when it is saved. */
  seen: Hash,
});
export type CheckSeriesReply = z.infer<typeof CheckSeriesReply>;

export const PlanSeriesRequest = z.strictObject({ draft: SeriesDraft, seen: Hash, isConfirmed: z.boolean() });
export const PlanSeriesReply = z.strictObject({
  sessions: z.array(z.strictObject({ id: SessionId, startsAt: Instant })),
});
export type PlanSeriesReply = z.infer<typeof PlanSeriesReply>;
