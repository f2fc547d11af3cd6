/** What a session is to the planner right now: the one thing its chip says, with its icon and tone. */
import { dayOf, weekdayOf } from '../../../domain/time.ts';
import type { Missing } from '../../../domain/planning.ts';
import type { BoardSession } from '../../../protocol/planning.ts';
import type { PlanningText } from '../../text/admin-planning-text.ts';
import { formatTime } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';
import type { IconName } from '../../ui/icon/icon-paths.ts';

export type LookKind = 'planned' | 'done' | 'review' | 'cancelled' | 'lacks';
export type Look = { readonly kind: LookKind; readonly icon: IconName | undefined; readonly words: string };

export const missingIcons: Readonly<Record<Missing, IconName>> = {
  trainer: 'user-minus',
  venue: 'map-pin',
  accessibility: 'question',
  device: 'device-tablet',
};

/** True for a session that is not over and that somebody has to put right. */
export const isLacking = ({ missing, endsAt, cancelled }: BoardSession, now: number): boolean =>
  !cancelled && endsAt > now && missing.length > 0;

/** The most pressing thing about a session. What has been held lacks nothing any more. */
export const lookOf = (session: BoardSession, text: PlanningText, now: number): Look => {
  const { cancelled, closedAt, endsAt, missing, clashes } = session;
  if (cancelled) return { kind: 'cancelled', icon: 'calendar-x', words: text.state.cancelled };
  if (closedAt !== null) return { kind: 'done', icon: 'check-circle', words: text.state.done };
  if (endsAt <= now) return { kind: 'review', icon: 'list-magnifying-glass', words: text.state.review };
  const [first] = missing;
  if (first !== undefined) return { kind: 'lacks', icon: missingIcons[first], words: text.missing[first] };
  if (clashes.length > 0) return { kind: 'lacks', icon: 'warning-diamond', words: text.clash };
  return { kind: 'planned', icon: undefined, words: text.state.planned };
};

/** ti 08.30 */
export const shortWhen = (text: PlanningText, language: Language, at: number): string =>
  `${text.shortWeekday[weekdayOf(dayOf(at)) - 1] ?? ''} ${formatTime(language, at)}`;

/** The groups' names, and how many are expected. */
export const whoOf = (session: BoardSession, text: PlanningText): string =>
  `${session.cohorts.map(({ name }) => text.shortCohort({ name })).join(', ')} · ${text.seats({ n: session.expected })}`;
