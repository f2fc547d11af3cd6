/** Writes what has been planned: the sessions, their versions, and the attendance that a changed plan changes. */
import type { PlannedSession } from '../../domain/planning.ts';
import type { Session } from '../../domain/programme.ts';
import { overlap } from '../../domain/spans.ts';
import { monthOf, type Month } from '../../domain/time.ts';
import type { Context } from '../http/endpoint.ts';
import { recordSessionPlanned } from '../session-versions.ts';

type Writing = Pick<Context, 'planning' | 'attendance' | 'officeLog' | 'services'>;

const spanOf = ({ startsAt, endsAt }: Session) => ({ from: startsAt, to: endsAt });

/**
 * The changed sessions, and those they are or were held at the same time as: somebody who was at both has each minute
 * counted once, so a session that is moved changes its neighbours too (ATT-3).
 */
const touchedBy = (
  before: readonly PlannedSession[],
  after: readonly PlannedSession[],
): readonly string[] => {
  const changed = new Set<string>(after.map(({ session }) => session.id));
  const spans = [...before.filter(({ session }) => changed.has(session.id)), ...after].map(({ session }) =>
    spanOf(session),
  );
  const neighbours = before.filter(({ session }) => spans.some((span) => overlap(span, spanOf(session)) > 0));
  return [...changed, ...neighbours.map(({ session }) => session.id)];
};

/** Writes the sessions and counts what was recorded at them anew, by their new times (SER-8). `before` is the whole plan. */
export const writePlan = async (
  { planning, attendance, services }: Pick<Writing, 'planning' | 'attendance' | 'services'>,
  before: readonly PlannedSession[],
  sessions: readonly PlannedSession[],
): Promise<void> => {
  await planning.put(sessions);
  const known = new Set<string>(before.map(({ session }) => session.id));
  const changed = sessions.filter(({ session }) => known.has(session.id));
  if (changed.length > 0) await attendance.recompute(touchedBy(before, changed), services.clock());
};

/** The same, with each session's new version and its entry in the office log (SER-5). */
export const savePlan = async (
  context: Writing,
  before: readonly PlannedSession[],
  sessions: readonly PlannedSession[],
  actor: string,
): Promise<void> => {
  await writePlan(context, before, sessions);
  for (const planned of sessions) await recordSessionPlanned(context, planned, actor);
};

/** The first locked month that a change would touch, before or after it; such a session is left as it is (SER-9). */
export const lockedMonthIn = async (
  { months }: Pick<Context, 'months'>,
  sessions: readonly PlannedSession[],
): Promise<Month | undefined> => {
  for (const month of new Set(sessions.map(({ session }) => monthOf(session.startsAt))))
    if (await months.isLocked(month)) return month;
  return undefined;
};
