/** The monthly report to the steering group: how the programme stood when a month ended, what is new, what to watch. */
import { deviationsOf, onTrackPercent, togetherGoal } from '../../domain/programme-follow-up.ts';
import { forecastOf } from '../../domain/programme-forecast.ts';
import {
  curveOf,
  goalShare,
  moneyOf,
  progressOf,
  talliesAt,
  wholePlanOre,
} from '../../domain/programme-figures.ts';
import { minutesToOre } from '../../domain/hours.ts';
import { dueDay, monthStates, type MonthState } from '../../domain/month.ts';
import { Track } from '../../domain/programme.ts';
import { dayOf, monthBefore, type Month } from '../../domain/time.ts';
import type { Deviations, Group, Risk, Standing, SteeringReportReply } from '../../protocol/follow-up.ts';
import { byUnit } from '../routes/overview-figures.ts';
import type { Gathered } from './gather.ts';
import { groupsBy } from './groups.ts';
import { endOf, monthlyFigures, monthsUntil, sessionsIn, stoodAtEnd } from './period.ts';

/** What was known of the months up to and including one: later sessions and later locks are not in it. */
const upTo = (gathered: Gathered, month: Month): Gathered => {
  const sessions = gathered.sessions.filter((session) => session.month <= month);
  const ids = new Set(sessions.map(({ id }) => id));
  return {
    ...gathered,
    sessions,
    attended: gathered.attended.filter(({ session }) => ids.has(session)),
    locked: gathered.locked.filter((locked) => locked.month <= month),
  };
};

const standingAt = (gathered: Gathered, month: Month, now: number): Standing => {
  const until = Math.min(now, endOf(month));
  const progress = progressOf(gathered.people, talliesAt(gathered, until));
  return {
    ...progress,
    plannedMinutes: gathered.sessions
      .filter(({ endsAt, isCancelled }) => endsAt <= until && !isCancelled)
      .reduce((sum, { wholeMinutes, expected }) => sum + wholeMinutes * expected.length, 0),
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

type Told = { readonly programme: string; readonly silentTablets: number };

/** The whole report of a month (DASH-8). */
export const steeringReport = (
  gathered: Gathered,
  month: Month,
  now: number,
  { programme, silentTablets }: Told,
): SteeringReportReply => {
  const months = monthsUntil(gathered.sessions, now);
  const known = upTo(gathered, month);
  const before = upTo(gathered, monthBefore(month));
  const deviationsAt = (at: Month): Deviations =>
    deviationsOf(sessionsIn(gathered, { from: at, to: at }), gathered.attended, now);
  const monthly = new Map(
    monthlyFigures(gathered, [monthBefore(month), month]).map((one) => [one.month, one.recordedMinutes]),
  );
  const { end, stood } = stoodAtEnd(known, { from: months[0] ?? month, to: month }, now);
  const units = groupsBy(
    stood,
    [...new Set(gathered.people.map(({ unit }) => unit))].sort(byUnit),
    ({ unit }) => unit,
  );
  const states = monthStates(gathered.deeds);
  const together = togetherGoal(gathered.people);
  const report = {
    now: standingAt(known, month, now),
    units: [...units],
    forecast: forecastOf({ ...known, sessions: gathered.sessions }, Math.min(now, endOf(month))) ?? null,
    together: { ...together, lacking: [...together.lacking] },
    money: moneyOf(known),
    deviations: deviationsAt(month),
  };
  return {
    ...report,
    programme,
    month,
    months: [...months],
    isOver: now >= endOf(month),
    state: states.get(month) ?? 'open',
    budgetOre: wholePlanOre,
    before: standingAt(before, monthBefore(month), now),
    tracks: Track.options.map((track) => ({
      track,
      ...progressOf(
        gathered.people.filter((person) => person.track === track),
        end,
      ),
    })),
    deviationsBefore: deviationsAt(monthBefore(month)),
    monthMinutes: monthly.get(month) ?? 0,
    monthMinutesBefore: monthly.get(monthBefore(month)) ?? 0,
    curve: curveOf({ ...known, sessions: gathered.sessions }, month).map((point) => ({ ...point })),
    risks: [
      ...risksOf({
        ...report,
        month,
        states,
        silentTablets,
        notReviewed: known.sessions.filter(
          ({ endsAt, isReviewed, isCancelled }) => endsAt <= now && !isReviewed && !isCancelled,
        ).length,
        today: dayOf(now),
        hasMinutes: (at) => (monthlyFigures(known, [at])[0]?.recordedMinutes ?? 0) > 0,
        months: months.filter((one) => one <= month),
      }),
    ],
  };
};
