/**
 * Where the co-financing is heading. A forecast and nothing else: it is shown with how it was computed and with a range,
 * and never in the same form as what is approved (DASH-5).
 */
import { talliesAt, type FigureInputs, type FigureSession } from './programme-figures.ts';
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

/** What closed sessions offered and how much of it was attended, by month. */
const sharesByMonth = (
  closed: readonly FigureSession[],
  minutesAt: ReadonlyMap<string, number>,
): ReadonlyMap<Month, Share & { readonly sessions: number }> => {
  const shares = new Map<Month, Share & { readonly sessions: number }>();
  for (const { id, month, wholeMinutes, expected } of closed) {
    const held = shares.get(month) ?? { offered: 0, attended: 0, sessions: 0 };
    shares.set(month, {
      offered: held.offered + wholeMinutes * expected.length,
      attended: held.attended + (minutesAt.get(id) ?? 0),
      sessions: held.sessions + 1,
    });
  }
  return shares;
};

/**
 * Approved + share reported × (waiting + share attended × planned and not over). The range takes the month with the
 * lowest and the one with the highest attendance instead. Nothing before any session has been closed.
 */
export const forecastOf = (inputs: FigureInputs, now: number): Forecast | undefined => {
  const { sessions, attended, locked } = inputs;
  const minutesAt = new Map<string, number>();
  for (const { session, minutes } of attended)
    minutesAt.set(session, (minutesAt.get(session) ?? 0) + minutes);
  const closed = sessions.filter(
    ({ isClosed, isCancelled, endsAt, wholeMinutes, expected }) =>
      isClosed && !isCancelled && endsAt <= now && wholeMinutes * expected.length > 0,
  );
  if (closed.length === 0) return undefined;
  const shares = [...sharesByMonth(closed, minutesAt).values()];
  const all: Share = {
    offered: shares.reduce((sum, { offered }) => sum + offered, 0),
    attended: shares.reduce((sum, one) => sum + one.attended, 0),
  };
  const attendedPermille = permilleOf(all);
  const months = shares.filter((one) => one.sessions >= sessionsForAMonth).map(permilleOf);
  const tallies = [...talliesAt(inputs, now).values()];
  const sum = (of: (tally: (typeof tallies)[number]) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  const approved = sum(({ approvedMinutes }) => approvedMinutes);
  const pending = sum(({ pendingMinutes }) => pendingMinutes);
  const inLocked = sum(({ minutes }) => minutes) - pending;
  const reportedPermille =
    inLocked === 0 ? 1000 : Math.min(1000, permilleOf({ offered: inLocked, attended: approved }));
  const remainingMinutes = sessions
    .filter(({ endsAt, isCancelled }) => endsAt > now && !isCancelled)
    .reduce((total, { wholeMinutes, expected }) => total + wholeMinutes * expected.length, 0);
  const at = (permille: number): number =>
    approved +
    Math.floor(((pending + Math.floor((remainingMinutes * permille) / 1000)) * reportedPermille) / 1000);
  const lowestPermille = Math.min(attendedPermille, ...months);
  const highestPermille = Math.max(attendedPermille, ...months);
  return {
    attendedPermille,
    lowestPermille,
    highestPermille,
    reportedPermille,
    lockedMonths: locked.length,
    remainingMinutes,
    minutes: at(attendedPermille),
    lowMinutes: at(lowestPermille),
    highMinutes: at(highestPermille),
  };
};
