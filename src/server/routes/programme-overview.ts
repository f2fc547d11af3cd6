import { DeviceId } from '../../domain/ids.ts';
import { curveOf, moneyOf, progressOf, wholePlanOre } from '../../domain/programme-figures.ts';
import { forecastOf } from '../../domain/programme-forecast.ts';
import { Track } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { sumsOf } from '../../domain/sums.ts';
import { dayMs, dayOf, hourMs, instant, monthOf } from '../../domain/time.ts';
import { ProgrammeOverviewReply, type Attention } from '../../protocol/programme-overview.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { isOffices } from '../phones-log.ts';
import type { Waiting } from '../store/figure-store.ts';
import { progressByUnit, reportToDo } from '../figures/overview.ts';
import { summariesOf } from './session-summaries.ts';

/** A device that has not been heard of for this long is worth a telephone call. */
const silentAfterMs = 3 * dayMs;
/** A trainer has this long to close a session before it is anybody else's matter. */
const closeWithinMs = hourMs;
const mostNamed = 5;

export const silentDevices = async (
  { devices, services }: Pick<Context, 'devices' | 'services'>,
  now: number,
): Promise<Attention['silentDevices']> =>
  (await devices.all())
    .filter(
      (row) =>
        !isOffices(row, services) &&
        row.revoked_at === null &&
        (row.last_contact_at ?? row.enrolled_at) < now - silentAfterMs,
    )
    .sort((a, b) => (a.last_contact_at ?? a.enrolled_at) - (b.last_contact_at ?? b.enrolled_at))
    .map(({ id, name, last_contact_at }) => ({
      device: DeviceId.parse(id),
      name,
      lastContactAt: last_contact_at === null ? null : instant(last_contact_at),
    }));

const unclosedSessions = async (
  { attendance, programme }: Pick<Context, 'attendance' | 'programme'>,
  now: number,
): Promise<Attention['unclosed']> => {
  const unclosed = await programme.unclosed(now - closeWithinMs);
  const latest = unclosed.slice(-mostNamed).reverse();
  const states = await attendance.states(latest.map(({ session }) => session.id));
  const named = latest.flatMap(({ session }) => session.cohorts);
  const names = new Map((await programme.cohortsWith(named)).map(({ id, name }) => [id, name]));
  return {
    count: unclosed.length,
    latest: latest.map(({ session }) => ({
      id: session.id,
      title: session.title,
      cohorts: session.cohorts.map((id) => names.get(id) ?? id),
      startsAt: session.startsAt,
      hasRecords: states.has(session.id),
    })),
  };
};

const todayIn = async (
  context: Pick<Context, 'programme' | 'attendance' | 'reports'>,
  now: number,
): Promise<Attention['today']> => {
  const today = dayOf(now);
  const sessions = await context.programme.sessionsBetween(now - dayMs - hourMs, now + dayMs + hourMs);
  const summaries = await summariesOf(
    sessions.filter(({ session }) => !session.cancelled && dayOf(session.startsAt) === today),
    context,
  );
  return { sessions: summaries.length, ...sumsOf(['expected', 'present', 'open'], summaries) };
};

/** What waits for a review (REV-2). Nobody has looked at a session without records: that is one decision. */
const reviewToDo = async ({
  figures,
  programme,
}: Pick<Context, 'figures' | 'programme'>): Promise<Attention['review'] & { units: readonly Waiting[] }> => {
  const { units, first } = await figures.waiting();
  const session = first === undefined ? undefined : (await programme.session(first))?.session;
  return {
    units,
    ...sumsOf(['sessions', 'decisions'], units),
    first:
      session === undefined
        ? null
        : { id: session.id, title: session.title, startsAt: instant(session.startsAt) },
  };
};

/** GET /api/admin/overview: what needs a person, and every figure computed from what is stored (ADM-4, DASH-1). */
export const programmeOverview = endpoint({
  method: 'get',
  path: '/api/admin/overview',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader', 'system'],
  reply: ProgrammeOverviewReply,
  hasEtag: true,
  showsFigures: true,
  handle: async (_asked, context) => {
    const now = context.services.clock();
    const thisMonth = monthOf(now);
    const { figures, months, reports } = context;
    await figures.keep(now);
    const kept = await figures.months();
    const groups = await figures.groups({ from: '', to: thisMonth });
    const total = progressOf(groups);
    const { units: waiting, ...review } = await reviewToDo(context);
    return ok({
      attention: {
        review,
        certificates: await figures.lacking(thisMonth),
        report: reportToDo(kept, await months.deeds(), thisMonth),
        silentDevices: await silentDevices(context, now),
        unclosed: await unclosedSessions(context, now),
        setAside: await reports.setAside(),
        today: await todayIn(context, now),
      },
      total,
      money: moneyOf(kept),
      budgetOre: wholePlanOre,
      forecast: forecastOf(kept, total, thisMonth) ?? null,
      units: [...progressByUnit(groups, waiting)],
      tracks: Track.options.map((track) => ({
        track,
        ...progressOf(groups.filter((group) => group.track === track)),
      })),
      curve: [...curveOf(kept, thisMonth)],
    });
  },
});
