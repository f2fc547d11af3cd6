/** What the addresses about people's places share. */
import type { Participant } from '../../domain/office.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { addDays, dayOf, instantAt, isDay, type Day } from '../../domain/time.ts';
import type { ProblemCode, Refusal } from '../../protocol/problems.ts';
import type { Context } from '../http/endpoint.ts';

/** Who may look at people and groups. */
export const seers = ['planner', 'reviewer', 'approver', 'reader'] as const;

export const refuse = (code: ProblemCode): { readonly ok: false; readonly error: Refusal } => err({ code });

/** A participant whose own record it is, not one that was merged into another's. */
export const ownRecord = async (
  id: string,
  { programme, people }: Pick<Context, 'programme' | 'people'>,
): Promise<Result<Participant, Refusal>> => {
  const person = await programme.participant(id);
  if (person === undefined) return refuse('people/unknown');
  return (await people.merges()).has(id) ? refuse('people/merged') : ok(person);
};

/** A day that exists and that somebody can have meant: from the programme's beginning to two years ahead. */
export const isLikelyDay = (day: string, now: number): day is Day =>
  isDay(day) && day >= '2020-01-01' && day <= addDays(dayOf(now), 2 * 365);

/** Counts again what was recorded at these cohorts' sessions from a day on: who was a guest has changed (PPL-2). */
export const recountFrom = async (
  cohorts: Iterable<string>,
  from: Day,
  { programme, attendance, services }: Pick<Context, 'programme' | 'attendance' | 'services'>,
): Promise<void> => {
  const sessions = new Set<string>();
  for (const cohort of new Set(cohorts))
    for (const { session } of await programme.sessionsOfCohort(cohort))
      if (session.startsAt >= instantAt(from, '00:00')) sessions.add(session.id);
  const recorded = await attendance.states([...sessions]);
  await attendance.recompute(recorded.keys(), services.clock());
};

export const byName = (
  a: { readonly given: string; readonly family: string },
  b: { readonly given: string; readonly family: string },
): number => a.given.localeCompare(b.given, 'sv') || a.family.localeCompare(b.family, 'sv');
