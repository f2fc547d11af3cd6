/** The monthly report to the steering group: how the programme stood when a month ended, what is new, what to watch. */
import { onTrackPercent, togetherGoal, type PlacedPeople } from '../../domain/programme-follow-up.ts';
import { forecastOf } from '../../domain/programme-forecast.ts';
import {
  curveOf,
  goalShare,
  moneyOf,
  progressOf,
  wholePlanOre,
  type FigureMonth,
  type GroupSums,
} from '../../domain/programme-figures.ts';
import { minutesToOre } from '../../domain/hours.ts';
import { dueDay, monthStates, type MonthDeeds, type MonthState } from '../../domain/month.ts';
import { Track } from '../../domain/programme.ts';
import { sumOf } from '../../domain/sums.ts';
import { dayOf, monthBefore, type Month } from '../../domain/time.ts';
import type { Deviations, Group, Risk, Standing, SteeringReportReply } from '../../protocol/follow-up.ts';

import type { Stores } from '../store/stores.ts';
import { groupsBy } from './groups.ts';
import { byUnit } from './overview.ts';
import { deviationsTogether, endOf, monthlyFigures, monthsUntil } from './period.ts';

/** Of a month: everybody as they stood when it ended, or now. */
type Stood = { readonly month: Month; readonly groups: readonly GroupSums[] };

const standingAt = (kept: readonly FigureMonth[], { month, groups }: Stood): Standing => {
  const progress = progressOf(groups);
  return {
    ...progress,
    plannedMinutes: sumOf(
      kept.filter((one) => one.month <= month),
      ({ heldMinutes }) => heldMinutes,
    ),
    percent: onTrackPercent(progress),
  };
};

/** Less than this share of what the plan says to date is a risk. */
const paceGoal = 0.9;

type RiskBasis = Pick<
  SteeringReportReply,
  'now' | 'units' | 'forecast' | 'together' | 'money' | 'deviations'
> & {
  readonly month: Month;
  readonly states: ReadonlyMap<Month, MonthState>;
  readonly notReviewed: number;
  readonly silentTablets: number;
  readonly today: string;
  readonly hasMinutes: (month: Month) => boolean;
  readonly months: readonly Month[];
};

const goalPercent = goalShare * 100;

const underGoal = (units: readonly Group[]): readonly string[] =>
  units.flatMap(({ key, offeredTo, onTrack }) => {
    const percent = offeredTo === null || onTrack === null ? null : onTrackPercent({ offeredTo, onTrack });
    return percent !== null && percent < goalPercent ? [key] : [];
  });

/** The risks that the figures show, and no others (DASH-8). */
export const risksOf = (basis: RiskBasis): readonly Risk[] => {
  const { now, units, forecast, together, money, states, months, today, hasMinutes } = basis;
  const late = months.filter((month) => {
    const state = states.get(month) ?? 'open';
    return hasMinutes(month) && dueDay(month) < today && state !== 'sent' && state !== 'sent-again';
  });
  const under = underGoal(units);
  const alone = together.employees - together.atWorkplace;
  const risks: (Risk | false)[] = [
    now.plannedMinutes > 0 &&
      now.minutes < paceGoal * now.plannedMinutes && {
        kind: 'behind-plan',
        percent: Math.floor((now.minutes * 100) / now.plannedMinutes),
      },
    forecast !== null &&
      minutesToOre(forecast.highMinutes) < wholePlanOre && {
        kind: 'forecast-below',
        ore: minutesToOre(forecast.minutes),
      },
    under.length > 0 && { kind: 'under-goal', units: [...under] },
    basis.notReviewed > 0 && { kind: 'not-reviewed', sessions: basis.notReviewed },
    money.uncertifiedMinutes > 0 && { kind: 'not-certified', minutes: money.uncertifiedMinutes },
    late.length > 0 && { kind: 'late-to-scb', months: [...late] },
    alone > 0 && { kind: 'alone', employees: alone },
    basis.silentTablets > 0 && { kind: 'silent-tablets', tablets: basis.silentTablets },
  ];
  return risks.filter((risk) => risk !== false);
};

export type SteeringBasis = {
  readonly kept: readonly FigureMonth[];
  readonly at: Stood;
  readonly before: Stood;
  readonly deviations: Deviations;
  readonly deviationsBefore: Deviations;
  readonly placed: readonly PlacedPeople[];
  readonly deeds: readonly MonthDeeds[];
  readonly programme: string;
  readonly silentTablets: number;
};

/** Everything a month's report is made of, read from what is kept. */
export const steeringBasis = async (
  { figures, months }: Pick<Stores, 'figures' | 'months'>,
  kept: readonly FigureMonth[],
  month: Month,
): Promise<Omit<SteeringBasis, 'programme' | 'silentTablets'>> => {
  const before = monthBefore(month);
  const groupsAt = (at: Month) => figures.groups({ from: '', to: at });
  const deviationsAt = async (at: Month) =>
    deviationsTogether(await figures.deviations({ from: at, to: at }));
  return {
    kept,
    at: { month, groups: await groupsAt(month) },
    before: { month: before, groups: await groupsAt(before) },
    deviations: await deviationsAt(month),
    deviationsBefore: await deviationsAt(before),
    placed: await figures.placed(),
    deeds: await months.deeds(),
  };
};

/** The whole report of a month (DASH-8). */
export const steeringReport = (basis: SteeringBasis, now: number): SteeringReportReply => {
  const { kept, at, before, programme, silentTablets } = basis;
  const { month, groups } = at;
  const months = monthsUntil(kept, now);
  const known = kept.filter((one) => one.month <= month);
  const recordedIn = (one: Month): number => monthlyFigures(kept, [one])[0]?.recordedMinutes ?? 0;
  const states = monthStates(basis.deeds);
  const together = togetherGoal(basis.placed);
  const report = {
    now: standingAt(kept, at),
    units: [
      ...groupsBy(groups, [...new Set(groups.map(({ unit }) => unit))].sort(byUnit), ({ unit }) => unit),
    ],
    forecast: forecastOf(kept, progressOf(groups), month) ?? null,
    together: { ...together, lacking: [...together.lacking] },
    money: moneyOf(known),
    deviations: basis.deviations,
  };
  return {
    ...report,
    programme,
    month,
    months: [...months],
    isOver: now >= endOf(month),
    state: states.get(month) ?? 'open',
    budgetOre: wholePlanOre,
    before: standingAt(kept, before),
    tracks: Track.options.map((track) => ({
      track,
      ...progressOf(groups.filter((group) => group.track === track)),
    })),
    deviationsBefore: basis.deviationsBefore,
    monthMinutes: recordedIn(month),
    monthMinutesBefore: recordedIn(before.month),
    curve: curveOf(kept, month).map((point) => ({ ...point })),
    risks: [
      ...risksOf({
        ...report,
        month,
        states,
        silentTablets,
        notReviewed: sumOf(known, (one) => one.notReviewed),
        today: dayOf(now),
        hasMinutes: (one) => recordedIn(one) > 0,
        months: months.filter((one) => one <= month),
      }),
    ],
  };
};
