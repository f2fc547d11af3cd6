/** GET /api/admin/planning and /choices: the board, and what there is to plan with. */
import { err, ok } from '../../domain/result.ts';
import { addDays, dayOf, instant, instantAt, isDay, weekdayOf } from '../../domain/time.ts';
import { missingIn, unitStarts } from '../../domain/planning.ts';
import { units } from '../../domain/programme.ts';
import { DeviceId, SeriesId, CohortId, UnitId } from '../../domain/ids.ts';
import { PlanningChoicesReply, ShowPlanningReply } from '../../protocol/planning.ts';
import { endpoint } from '../http/endpoint.ts';
import { boardSessionsOf, cohortPlansOf } from '../planning/board-sessions.ts';
import { readPlanBook, type OfficeBook } from '../planning/plan-book.ts';
import type { Series } from '../store/planning-store.ts';

const mostWeeks = 60;
const fewWeeks = 5;

/** The sessions of some weeks with what each of them lacks (SER-2). */
export const showPlanning = endpoint({
  method: 'get',
  path: '/api/admin/planning',
  caller: 'administrator',
  roles: ['planner', 'reader'],
  reply: ShowPlanningReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const now = context.services.clock();
    const asked = query['from'] ?? dayOf(now);
    const weeks = Number(query['weeks'] ?? fewWeeks);
    if (!isDay(asked) || asked > '2100' || !Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks)
      return err({ code: 'request/malformed' });
    const from = addDays(asked, 1 - weekdayOf(asked));
    const [begins, ends] = [instantAt(from, '00:00'), instantAt(addDays(from, weeks * 7), '00:00')];
    const book = await readPlanBook(context);
    const shown = book.sessions.filter(({ session }) => session.startsAt < ends && session.endsAt > begins);
    const coming = book.sessions.filter(({ session }) => session.endsAt > now);
    return ok({
      from,
      weeks,
      sessions: [...(await boardSessionsOf(shown, book, context))],
      missingComing: coming.filter((planned) => missingIn(planned, book).length > 0).length,
      cohorts: [...cohortPlansOf(book)],
    });
  },
});

const seriesPlan = ({ id, cohort, surveyLink }: Series, book: OfficeBook) => {
  const own = book.sessions.filter(({ series }) => series === id);
  const starts = own.map(({ session }) => session.startsAt);
  return {
    id: SeriesId.parse(id),
    cohort: CohortId.parse(cohort),
    surveyLink,
    sessions: own.length,
    firstAt: starts.length === 0 ? null : instant(Math.min(...starts)),
    lastAt: starts.length === 0 ? null : instant(Math.max(...starts)),
  };
};

/** Cohorts, venues, trainers, tablets, waves and series. */
export const planningChoices = endpoint({
  method: 'get',
  path: '/api/admin/planning/choices',
  caller: 'administrator',
  roles: ['planner', 'reader'],
  reply: PlanningChoicesReply,
  hasEtag: true,
  handle: async (_, context) => {
    const now = context.services.clock();
    const book = await readPlanBook(context);
    const coming = book.sessions.filter(({ session }) => !session.cancelled && session.startsAt > now);
    const named = await context.programme.trainerNames();
    const withCodes = (await context.trainers.all()).map(({ name }) => name);
    return ok({
      cohorts: [...cohortPlansOf(book)],
      venues: book.venues.map((venue) => ({
        ...venue,
        coming: coming.filter((planned) => planned.venue === venue.id).length,
      })),
      trainers: [...new Set([...named, ...withCodes])].sort((a, b) => a.localeCompare(b, 'sv')),
      devices: book.tablets.map(({ id, name, unit, revoked_at }) => ({
        id: DeviceId.parse(id),
        name,
        unit: unit === null ? null : UnitId.parse(unit),
        revokedAt: revoked_at === null ? null : instant(revoked_at),
      })),
      waves: [...book.waves],
      starts: units.map(([unit]) => {
        const { managers = null, employees = null } = unitStarts(unit, book);
        return { unit: UnitId.parse(unit), managers, employees };
      }),
      series: (await context.planning.series()).map((series) => seriesPlan(series, book)),
    });
  },
});
