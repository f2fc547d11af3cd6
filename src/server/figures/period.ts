/** A stretch of months, and the programme as it stood at its end. */
import { deviationsOf } from '../../domain/programme-follow-up.ts';
import { talliesAt, type Tallies } from '../../domain/programme-figures.ts';
import { unitName } from '../../domain/programme.ts';
import { firstDayOf, instantAt, monthAfter, monthOf, type Month } from '../../domain/time.ts';
import type { Deviations, MonthFigures } from '../../protocol/follow-up.ts';
import { byUnit } from '../routes/overview-figures.ts';
import type { Gathered, GatheredSession } from './gather.ts';
import { stoodIn, type Stood } from './groups.ts';

export type Period = { readonly from: Month; readonly to: Month };

/** The first moment of a month. */
export const beginningOf = (month: Month): number => instantAt(firstDayOf(month), '00:00');
/** The first moment after a month. */
export const endOf = (month: Month): number => beginningOf(monthAfter(month));

/** Every month from the first session's to this one, oldest first. */
export const monthsUntil = (sessions: readonly GatheredSession[], now: number): readonly Month[] => {
  const thisMonth = monthOf(now);
  const first = sessions.map(({ month }) => month).toSorted()[0];
  if (first === undefined || first > thisMonth) return [thisMonth];
  const months: Month[] = [];
  for (let month = first; month <= thisMonth; month = monthAfter(month)) months.push(month);
  return months;
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

export type PeriodEnd = { readonly end: Tallies; readonly stood: readonly Stood[] };

/** Everybody as they stood at the period's end, or now if it goes on. */
export const stoodAtEnd = (gathered: Gathered, { from, to }: Period, now: number): PeriodEnd => {
  const end = talliesAt(gathered, Math.min(now, endOf(to)));
  return { end, stood: stoodIn(gathered.people, end, talliesAt(gathered, beginningOf(from))) };
};

export const sessionsIn = (
  { sessions }: Pick<Gathered, 'sessions'>,
  { from, to }: Period,
): readonly GatheredSession[] => sessions.filter(({ month }) => month >= from && month <= to);

/** What went otherwise, in the units where the sessions were held; digital lectures under no unit. */
export const deviationsByUnit = (
  gathered: Gathered,
  period: Period,
  now: number,
): readonly (Deviations & { readonly unit: string })[] => {
  const sessions = sessionsIn(gathered, period).filter(({ endsAt }) => endsAt <= now);
  const units = [...new Set(sessions.map(({ unit }) => unit ?? ''))].sort((a, b) =>
    a === '' || b === '' ? (a === '' ? 1 : -1) : byUnit(a, b) || unitName(a).localeCompare(unitName(b)),
  );
  return units.map((unit) => ({
    unit,
    ...deviationsOf(
      sessions.filter((session) => (session.unit ?? '') === unit),
      gathered.attended,
      now,
    ),
  }));
};

/** Each month's own hours: planned, recorded, and approved once it is locked. */
export const monthlyFigures = (
  { sessions, attended, locked }: Gathered,
  months: readonly Month[],
): readonly MonthFigures[] => {
  const minutesAt = new Map<string, number>();
  for (const { session, minutes } of attended)
    minutesAt.set(session, (minutesAt.get(session) ?? 0) + minutes);
  const approved = new Map(
    locked.map(({ month, rows }) => [month, rows.reduce((sum, row) => sum + row.reportedMinutes, 0)]),
  );
  return months.map((month) => {
    const own = sessions.filter((session) => session.month === month);
    return {
      month,
      plannedMinutes: own.reduce(
        (sum, { wholeMinutes, expected }) => sum + wholeMinutes * expected.length,
        0,
      ),
      recordedMinutes: own.reduce((sum, { id }) => sum + (minutesAt.get(id) ?? 0), 0),
      approvedMinutes: approved.get(month) ?? null,
    };
  });
};
