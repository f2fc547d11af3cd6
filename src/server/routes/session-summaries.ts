/** Sessions as the office's screens show them: what was planned, with the sums of what has been recorded. */
import type { OfficeSession } from '../../domain/office.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { SessionSummary } from '../../protocol/list-sessions.ts';
import type { Context } from '../http/endpoint.ts';

const orNull = (at: number | null | undefined): Instant | null => (at == null ? null : instant(at));

/** Summaries in the order the sessions came (ADM-1). Nothing in them depends on the clock, so an ETag holds. */
export const summariesOf = async (
  planned: readonly OfficeSession[],
  { programme, attendance, reports }: Pick<Context, 'programme' | 'attendance' | 'reports'>,
): Promise<readonly SessionSummary[]> => {
  const ids = planned.map(({ session }) => session.id);
  const named = [...new Set(planned.flatMap(({ session }) => session.cohorts))];
  const names = new Map((await programme.cohortsWith(named)).map(({ id, name }) => [id, name]));
  const people = await reports.peopleByCohort(named);
  const counts = await attendance.counts(ids);
  const states = await attendance.states(ids);
  const guests = await reports.guests(ids);
  return planned.map(({ session, unit }) => {
    const { breaks: _breaks, cohorts, ...rest } = session;
    const count = counts.get(session.id);
    const state = states.get(session.id);
    return {
      ...rest,
      unit,
      cohorts: cohorts.map((id) => names.get(id) ?? id),
      expected: cohorts.reduce((sum, id) => sum + (people.get(id) ?? 0), 0),
      present: count?.present ?? 0,
      guests: guests.get(session.id) ?? 0,
      open: count?.open ?? 0,
      minutes: count?.minutes ?? 0,
      openedAt: orNull(state?.opened_at),
      closedAt: orNull(state?.closed_at),
      attestedAt: orNull(state?.attested_at),
      walkIns: state?.walk_ins ?? 0,
      setAside: state?.set_aside ?? 0,
      refused: state?.refused ?? 0,
    };
  });
};
