/** POST /api/admin/planning/series/check and /series: a whole series, weighed first and saved in one transaction. */
import { SeriesId, SessionId } from '../../domain/ids.ts';
import {
  hoursByCohort,
  missingIn,
  mustConfirm,
  plannedMinutes,
  type PlannedSession,
} from '../../domain/planning.ts';
import { isDay } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import {
  CheckSeriesReply,
  PlanSeriesReply,
  PlanSeriesRequest,
  SeriesDraft,
} from '../../protocol/plan-series.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import { toldConcerns } from '../planning/board-sessions.ts';
import { renumbered, sessionsOfDraft } from '../planning/draft-series.ts';
import { bookWith, concernsOf, readPlanBook, type OfficeBook } from '../planning/plan-book.ts';
import { lockedMonthIn, savePlan } from '../planning/save-plan.ts';
import { seenHash } from '../planning/seen-hash.ts';

const rowId = (row: number): SessionId => SessionId.parse(`row-${row}`);

/** What is told before a series is saved (SER-3, SER-4). */
const weighed = (
  draft: SeriesDraft,
  planned: readonly PlannedSession[],
  book: OfficeBook,
): CheckSeriesReply => {
  const withThem = bookWith(book, planned);
  const concerns = toldConcerns(planned, (one) => concernsOf(one, withThem));
  const before = new Map(hoursByCohort(book.cohorts, book.sessions).map((of) => [of.cohort, of]));
  const after = new Map(hoursByCohort(book.cohorts, withThem.sessions).map((of) => [of.cohort, of]));
  const [first] = planned;
  const shown = {
    concerns: [...concerns],
    missing: [...new Set(planned.flatMap((one) => missingIn(one, withThem)))],
    minutesEach: first === undefined ? 0 : plannedMinutes(first.session),
    hours: draft.cohorts.map((cohort) => ({
      cohort,
      before: before.get(cohort)?.minutes ?? 0,
      after: after.get(cohort)?.minutes ?? 0,
      target: after.get(cohort)?.target ?? 0,
    })),
    mustConfirm: concerns.some(({ kind }) => mustConfirm.has(kind)),
  };
  return { ...shown, seen: seenHash(shown) };
};

export const checkSeries = endpoint({
  method: 'post',
  path: '/api/admin/planning/series/check',
  caller: 'administrator',
  roles: ['planner'],
  body: SeriesDraft,
  reply: CheckSeriesReply,
  handle: async ({ body }, context) => {
    if (!body.sessions.every(({ day }) => isDay(day))) return err({ code: 'request/malformed' });
    const book = await readPlanBook(context);
    const planned = sessionsOfDraft(body, book, null, rowId);
    if (!planned.ok) return err({ code: planned.error });
    if ((await lockedMonthIn(context, planned.value)) !== undefined)
      return err({ code: 'planning/month-locked' });
    return ok(weighed(body, planned.value, book));
  },
});

export const planSeries = endpoint({
  method: 'post',
  path: '/api/admin/planning/series',
  caller: 'administrator',
  roles: ['planner'],
  body: PlanSeriesRequest,
  reply: PlanSeriesReply,
  handle: async ({ body: { draft, seen, isConfirmed }, caller }, context) => {
    const { planning, officeLog, services } = context;
    if (!draft.sessions.every(({ day }) => isDay(day))) return err({ code: 'request/malformed' });
    const book = await readPlanBook(context);
    const drawn = sessionsOfDraft(draft, book, null, rowId);
    if (!drawn.ok) return err({ code: drawn.error });
    if ((await lockedMonthIn(context, drawn.value)) !== undefined)
      return err({ code: 'planning/month-locked' });
    const shown = weighed(draft, drawn.value, book);
    if (shown.seen !== seen) return err({ code: 'planning/changed' });
    if (shown.mustConfirm && !isConfirmed) return err({ code: 'planning/not-confirmed' });
    const now = services.clock();
    const series = SeriesId.parse(createId(services));
    const [cohort = ''] = draft.cohorts;
    await planning.addSeries({ id: series, cohort, surveyLink: draft.surveyLink }, now);
    const planned = drawn.value.map((one) => ({
      ...one,
      series,
      session: { ...one.session, id: SessionId.parse(createId(services)) },
    }));
    await officeLog.append({
      kind: 'series-planned',
      actor: caller.id,
      at: now,
      series,
      cohort,
      sessions: planned.length,
      confirmed: [...new Set(shown.concerns.map(({ kind }) => kind))].filter((kind) => mustConfirm.has(kind)),
      ...(draft.surveyLink === null ? {} : { survey: draft.surveyLink }),
    });
    const of = planned[0]?.session.of ?? planned.length;
    await savePlan(context, book.sessions, [...planned, ...renumbered(draft, book, of, now)], caller.id);
    return ok({ sessions: planned.map(({ session: { id, startsAt } }) => ({ id, startsAt })) });
  },
});
