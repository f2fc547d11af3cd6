/** The overview's figures as pure functions of what is kept, so that each can be followed by hand. */
import { dueDay, monthStates, type MonthDeeds } from '../../domain/month.ts';
import { progressOf, type FigureMonth, type GroupSums } from '../../domain/programme-figures.ts';
import { units, unitName } from '../../domain/programme.ts';
import type { Month } from '../../domain/time.ts';
import type { Attention, UnitProgress } from '../../protocol/programme-overview.ts';
import type { Waiting } from '../store/figure-store.ts';
import { groupRows } from '../store/many-rows.ts';

const known: ReadonlyMap<string, number> = new Map(units.map(([key], i) => [key, i]));

/** Units in the programme's own order, others after them by name. */
export const byUnit = (a: string, b: string): number =>
  (known.get(a) ?? known.size) - (known.get(b) ?? known.size) || unitName(a).localeCompare(unitName(b), 'sv');

/** Progress of every unit that has participants, in order. */
export const progressByUnit = (
  groups: readonly GroupSums[],
  waiting: readonly Waiting[],
): readonly UnitProgress[] => {
  const byKey = groupRows(groups, ({ unit }) => unit);
  const toReview = new Map(waiting.map(({ unit, sessions }) => [unit, sessions]));
  return [...byKey.keys()].sort(byUnit).map((unit) => ({
    unit,
    ...progressOf(byKey.get(unit) ?? []),
    toReview: toReview.get(unit) ?? 0,
  }));
};

/** The month to lock or send first: months go to SCB in order (MONTH-5). */
export const reportToDo = (
  kept: readonly FigureMonth[],
  deeds: readonly MonthDeeds[],
  thisMonth: Month,
): Attention['report'] => {
  const states = monthStates(deeds);
  const recorded = kept.filter(({ recordedMinutes }) => recordedMinutes > 0).map(({ month }) => month);
  for (const month of [...new Set([...states.keys(), ...recorded])].toSorted()) {
    const state = states.get(month) ?? 'open';
    if (state === 'open' && month < thisMonth) return { month, step: 'lock', due: dueDay(month) };
    if (state === 'locked') return { month, step: 'send', due: dueDay(month) };
    if (state === 'again') return { month, step: 'again', due: dueDay(month) };
  }
  return null;
};
