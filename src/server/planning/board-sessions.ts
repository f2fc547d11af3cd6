/** Planned sessions as the planning's pages show them. */
import {
  clashesIn,
  hoursByCohort,
  missingIn,
  plannedMinutes,
  type PlannedSession,
} from '../../domain/planning.ts';
import { instant } from '../../domain/time.ts';
import type { BoardSession, CohortPlan, ToldConcern } from '../../protocol/planning.ts';
import type { Concern } from '../../domain/planning.ts';
import type { Context } from '../http/endpoint.ts';
import { expectedAt, type OfficeBook } from './plan-book.ts';

/** These sessions with what has been recorded at them and what they lack, in the order they came. */
export const boardSessionsOf = async (
  planned: readonly PlannedSession[],
  book: OfficeBook,
  { attendance }: Pick<Context, 'attendance'>,
): Promise<readonly BoardSession[]> => {
  const ids = planned.map(({ session }) => session.id);
  const counts = await attendance.counts(ids);
  const states = await attendance.states(ids);
  const names = new Map(book.cohorts.map(({ id, name }) => [id, name]));
  return planned.map((one) => {
    const { session, unit, venue, device, series } = one;
    const closedAt = states.get(session.id)?.closed_at ?? null;
    return {
      ...session,
      cohorts: session.cohorts.map((id) => ({ id, name: names.get(id) ?? id })),
      unit,
      venue,
      device,
      series,
      minutes: plannedMinutes(session),
      expected: expectedAt(one, book),
      present: counts.get(session.id)?.present ?? 0,
      closedAt: closedAt === null ? null : instant(closedAt),
      missing: [...missingIn(one, book)],
      clashes: [...new Set(clashesIn(one, book).map(({ kind }) => kind))],
    };
  });
};

/** Every cohort with how much it is offered (SER-2). */
export const cohortPlansOf = (book: OfficeBook): readonly CohortPlan[] => {
  const hours = new Map(hoursByCohort(book.cohorts, book.sessions).map((of) => [of.cohort, of]));
  return [...book.cohorts]
    .sort((a, b) => a.name.localeCompare(b.name, 'sv', { numeric: true }))
    .map(({ id, name, unit, track }) => {
      const { sessions = 0, minutes = 0, target = 0 } = hours.get(id) ?? {};
      return { id, name, unit, track, people: book.people.get(id) ?? 0, sessions, minutes, target };
    });
};

/** Concerns as they are told: about the rows of what is planned, and without ids that nobody has been given yet. */
export const toldConcerns = (
  planned: readonly PlannedSession[],
  concernsOf: (planned: PlannedSession) => readonly Concern[],
): readonly ToldConcern[] =>
  planned.flatMap((one, row) =>
    concernsOf(one).map(({ kind, about, at }) => ({ row, kind, about, at: at ?? null })),
  );
