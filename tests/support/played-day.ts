/**
 * What was played at a door, as a naive list: who came, how, when and what happened to them, and what the office should
 * say about it. Written without the product's own reckoning, so that the two can disagree.
 */
import type { Via } from '../../src/domain/events.ts';
import type { ShowSessionReply } from '../../src/protocol/show-session.ts';

const minuteMs = 60_000;
const minuteOf = (at: number): number => Math.floor(at / minuteMs);

/** One person's day. Times in whole minutes since 1970; without `out` the person stayed until the list was closed. */
export type Played = {
  readonly who: string;
  readonly via: Via;
  readonly stays: readonly { readonly in: number; readonly out?: number }[];
  /** Remarks that this way of coming must give, among others that the time of day gives. */
  readonly remarks?: readonly string[];
};

type Span = { readonly startsAt: number; readonly endsAt: number };

export type PlayedSession = Span & { readonly breaks: readonly Span[]; readonly closedAt: number };

/** Counts minute by minute, the slow way: in the house, within the session, not in a break. */
const minutesOf = (stays: Played['stays'], session: PlayedSession): number => {
  const end = minuteOf(Math.min(session.endsAt, session.closedAt));
  const isBreak = (minute: number): boolean =>
    session.breaks.some(({ startsAt, endsAt }) => minute >= minuteOf(startsAt) && minute < minuteOf(endsAt));
  let counted = 0;
  for (let minute = minuteOf(session.startsAt); minute < end; minute += 1)
    if (!isBreak(minute) && stays.some((stay) => minute >= stay.in && minute < (stay.out ?? end)))
      counted += 1;
  return counted;
};

export type PlayedRow = {
  readonly who: string;
  readonly via: Via;
  readonly in: number;
  readonly left: number | null;
  readonly minutes: number;
  readonly remarks: readonly string[];
};

/** Remarks that say how somebody came; whether a phone was late depends on how long the test itself takes. */
const told = new Set(['by-hand', 'guest', 'time-by-hand', 'shared-phone', 'two-devices', 'clock-offset']);
const onlyTold = (remarks: readonly string[]): readonly string[] =>
  remarks.filter((remark) => told.has(remark)).toSorted();
const byWho = (a: { readonly who: string }, b: { readonly who: string }): number => (a.who < b.who ? -1 : 1);

/** What the office should say. */
export const expectedRows = (played: readonly Played[], session: PlayedSession): readonly PlayedRow[] =>
  played
    .map(({ who, via, stays, remarks = [] }) => ({
      who,
      via,
      in: stays[0]?.in ?? 0,
      left: stays.at(-1)?.out ?? null,
      minutes: minutesOf(stays, session),
      remarks: onlyTold(remarks),
    }))
    .toSorted(byWho);

/** What the office says. */
export const officeRows = ({ people }: ShowSessionReply): readonly PlayedRow[] =>
  people
    .flatMap(({ participant, attendance }): PlayedRow[] =>
      attendance === null
        ? []
        : [
            {
              who: participant,
              via: attendance.via,
              in: minuteOf(attendance.checkedInAt),
              left: attendance.leftAt === null ? null : minuteOf(attendance.leftAt),
              minutes: attendance.minutes,
              remarks: onlyTold(attendance.remarks),
            },
          ],
    )
    .toSorted(byWho);
