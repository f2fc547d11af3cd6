/** A stretch of months, and the programme as it stood at its end. */
import { deviationNames, type Deviations } from '../../domain/programme-follow-up.ts';
import type { FigureMonth } from '../../domain/programme-figures.ts';
import { unitName } from '../../domain/programme.ts';
import { sumsOf } from '../../domain/sums.ts';
import { firstDayOf, instantAt, monthAfter, monthOf, type Month } from '../../domain/time.ts';
import type { MonthFigures } from '../../protocol/follow-up.ts';
import type { TrainerMarks } from '../store/figure-store.ts';
import { byUnit } from './overview.ts';

export type Period = { readonly from: Month; readonly to: Month };

/** The first moment after a month. */
export const endOf = (month: Month): number => instantAt(firstDayOf(monthAfter(month)), '00:00');

/** Every month from the first session's to this one, oldest first. */
export const monthsUntil = (months: readonly FigureMonth[], now: number): readonly Month[] => {
  const thisMonth = monthOf(now);
  const first = months.find(({ sessions }) => sessions > 0)?.month;
  if (first === undefined || first > thisMonth) return [thisMonth];
  const until: Month[] = [];
  for (let month = first; month <= thisMonth; month = monthAfter(month)) until.push(month);
  return until;
};

const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What was asked for, within the months there are; the whole programme to date where nothing sensible was. */
export const periodFrom = (
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  months: readonly Month[],
): Period => {
  const first = months[0] ?? '';
  const last = months.at(-1) ?? '';
  const within = (month: string | undefined, otherwise: Month): Month =>
    month !== undefined && isMonth.test(month) && month >= first && month <= last ? month : otherwise;
  const from = within(query.from, first);
  const to = within(query.to, last);
  return from > to ? { from: to, to: from } : { from, to };
};

/** What went otherwise in all units together. */
export const deviationsTogether = (units: readonly Deviations[]): Deviations => sumsOf(deviationNames, units);

/** The units in their order; digital lectures, which are under no unit, last. */
export const inUnitOrder = <T extends { readonly unit: string }>(units: readonly T[]): readonly T[] =>
  units.toSorted(({ unit: a }, { unit: b }) =>
    a === '' || b === '' ? (a === '' ? 1 : -1) : byUnit(a, b) || unitName(a).localeCompare(unitName(b)),
  );

/** The trainers, the largest share of attendances with a mark by hand first (ATK-7). */
export const byShareByHand = (marks: readonly TrainerMarks[]): readonly TrainerMarks[] =>
  marks.toSorted(
    (a, b) => b.byHand * a.attendances - a.byHand * b.attendances || a.trainer.localeCompare(b.trainer, 'sv'),
  );

/** Each month's own hours: planned, recorded, and approved once it is locked. */
export const monthlyFigures = (
  kept: readonly FigureMonth[],
  months: readonly Month[],
): readonly MonthFigures[] => {
  const byMonth = new Map(kept.map((one) => [one.month, one]));
  return months.map((month) => {
    const own = byMonth.get(month);
    return {
      month,
      plannedMinutes: own?.plannedMinutes ?? 0,
      recordedMinutes: own?.recordedMinutes ?? 0,
      approvedMinutes: own?.approvedMinutes ?? null,
    };
  });
};
