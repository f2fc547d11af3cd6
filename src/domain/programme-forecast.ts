/**
 * Where the co-financing is heading. A forecast and nothing else: it is shown with how it was computed and with a range,
 * and never in the same form as what is approved (DASH-5).
 */
import type { FigureMonth, Progress } from './programme-figures.ts';
import { sumOf } from './sums.ts';
import type { Month } from './time.ts';

/** A month says something about attendance when this many sessions in it were closed. */
const sessionsForAMonth = 3;

export type Forecast = {
  /** Of what the closed sessions offered, the share that was attended, in whole per mille. */
  readonly attendedPermille: number;
  /** The same of the months with the lowest and the highest. */
  readonly lowestPermille: number;
  readonly highestPermille: number;
  /** Of what was recorded in locked months, the share that was reported; all of it as long as none is locked. */
  readonly reportedPermille: number;
  readonly lockedMonths: number;
  /** What the sessions that are planned and not over would give if everybody came. */
  readonly remainingMinutes: number;
  /** Approved, and what is expected of what waits and of what is planned. */
  readonly minutes: number;
  readonly lowMinutes: number;
  readonly highMinutes: number;
};

type Share = { readonly offered: number; readonly attended: number };

const permilleOf = ({ offered, attended }: Share): number =>
  offered === 0 ? 0 : Math.floor((attended * 1000) / offered);

const sharesOf = (months: readonly FigureMonth[]): readonly (Share & { readonly sessions: number })[] =>
  months
    .filter(({ closedSessions }) => closedSessions > 0)
    .map(({ closedOffered: offered, closedAttended: attended, closedSessions: sessions }) => ({
      offered,
      attended,
      sessions,
    }));

/**
 * Approved + share reported × (waiting + share attended × planned and not over). The range takes the month with the
 * lowest and the one with the highest attendance instead. Nothing before any session has been closed. `progress` is
 * everybody's up to and with `known`, the last month whose records are known; `months` are all there are.
 */
export const forecastOf = (
  months: readonly FigureMonth[],
  progress: Pick<Progress, 'minutes' | 'approvedMinutes' | 'pendingMinutes'>,
  known: Month,
): Forecast | undefined => {
  const begun = months.filter(({ month }) => month <= known);
  const shares = sharesOf(begun);
  if (shares.length === 0) return undefined;
  const attendedPermille = permilleOf({
    offered: sumOf(begun, ({ closedOffered }) => closedOffered),
    attended: sumOf(begun, ({ closedAttended }) => closedAttended),
  });
  const monthly = shares.filter(({ sessions }) => sessions >= sessionsForAMonth).map(permilleOf);
  const { minutes, approvedMinutes: approved, pendingMinutes: pending } = progress;
  const inLocked = minutes - pending;
  const reportedPermille =
    inLocked === 0 ? 1000 : Math.min(1000, permilleOf({ offered: inLocked, attended: approved }));
  const remainingMinutes =
    sumOf(months, ({ plannedMinutes }) => plannedMinutes) - sumOf(begun, ({ heldMinutes }) => heldMinutes);
  const at = (permille: number): number =>
    approved +
    Math.floor(((pending + Math.floor((remainingMinutes * permille) / 1000)) * reportedPermille) / 1000);
  const lowestPermille = Math.min(attendedPermille, ...monthly);
  const highestPermille = Math.max(attendedPermille, ...monthly);
  return {
    attendedPermille,
    lowestPermille,
    highestPermille,
    reportedPermille,
    lockedMonths: begun.filter(({ approvedMinutes }) => approvedMinutes !== null).length,
    remainingMinutes,
    minutes: at(attendedPermille),
    lowMinutes: at(lowestPermille),
    highMinutes: at(highestPermille),
  };
};
