/**
 * What is left to sort out at a door: cards that gave no check-in and that nobody has decided about. It is worked out
 * from the log, so that it survives a reload, a kill, and what the locked tablet left (STAGE-2); what the trainer has
 * decided to skip is remembered beside the log, which keeps the scan for the office (DOOR-6).
 */
import * as z from 'zod/mini';
import type { RefusedScan } from '../../domain/attendance.ts';
import { verdictOn } from '../../domain/door.ts';
import { EventId, type Hash } from '../../domain/ids.ts';
import type { Plan, Session } from '../../domain/programme.ts';
import type { Instant } from '../../domain/time.ts';
import type { SettingsStore } from '../device/database.ts';
import type { Tablet } from '../device/tablet.ts';
import type { OutcomeOf } from './door-outcome.ts';

/** A card to sort out: the outcome to show again, and the event that kept it. */
export type LeftToSort = {
  readonly event: EventId;
  readonly outcome: OutcomeOf<'unknown' | 'blocked' | 'other-session'>;
  readonly at: number;
};

export type SortedOut = {
  readonly has: () => Promise<ReadonlySet<EventId>>;
  readonly add: (events: readonly EventId[]) => Promise<void>;
  readonly remove: (events: readonly EventId[]) => Promise<void>;
};

const sortedKey = 'sorted-out';
/** Older ones belong to sessions that are closed since long. */
const keptAtMost = 500;
const Stored = z.array(EventId);

/** What the trainer has decided about without a check-in, kept by the tablet from day to day. */
export const openSortedOut = (settings: SettingsStore): SortedOut => {
  const read = async (): Promise<readonly EventId[]> =>
    Stored.safeParse(await settings.get(sortedKey)).data ?? [];
  return {
    has: async () => new Set(await read()),
    add: async (events) => {
      const before = await read();
      const fresh = events.filter((event) => !before.includes(event));
      if (fresh.length > 0) await settings.put(sortedKey, [...before, ...fresh].slice(-keptAtMost));
    },
    remove: async (events) => {
      const before = await read();
      const rest = before.filter((event) => !events.includes(event));
      if (rest.length < before.length) await settings.put(sortedKey, rest);
    },
  };
};

/** Sessions on this tablet that are closed, so that nobody is sent to one. */
export const isClosedOn =
  (tablet: Pick<Tablet, 'attendance'>) =>
  (session: Session): boolean =>
    tablet.attendance(session).closedAt !== undefined;

/** How long before its start somebody can be checked in to another session on the same tablet. */
const earlyMs = 60 * 60_000;

/** Whether people are being checked in to the session now. */
export const isOngoing = (session: Session, at: number): boolean =>
  session.kind === 'on-site' && session.startsAt - earlyMs <= at && at < session.endsAt;

type Place = {
  readonly tablet: Pick<Tablet, 'attendance' | 'cards' | 'person'>;
  readonly plan: Plan;
  readonly session: Session;
};

/** What a refused card is now: the plan may have changed since. `undefined` if its owner is in. */
const outcomeNow = (
  { tablet, plan, session }: Place,
  token: Hash,
  at: Instant,
): LeftToSort['outcome'] | undefined => {
  const attendance = tablet.attendance(session);
  const verdict = verdictOn(tablet.cards().byHash(token), plan, session, attendance, at, isClosedOn(tablet));
  switch (verdict.kind) {
    case 'already':
    case 'closed':
      return undefined;
    case 'other-session':
      return {
        ...verdict,
        token,
        person: tablet.person(verdict.participant),
        isExpectedNow: verdict.expected !== undefined && isOngoing(verdict.expected, at),
      };
    case 'blocked':
      return { kind: 'blocked', token };
    case 'unknown':
    case 'check-in':
      return { kind: 'unknown', token };
  }
};

/** What is left to sort out, newest first: one row for each card, whoever refused it. */
export const leftToSort = (
  place: Place,
  scans: readonly RefusedScan[],
  sorted: ReadonlySet<EventId>,
  at: Instant,
): readonly LeftToSort[] => {
  const byToken = new Map<Hash, LeftToSort>();
  for (const scan of scans) {
    if (scan.token === undefined || sorted.has(scan.event)) continue;
    const outcome = outcomeNow(place, scan.token, at);
    if (outcome !== undefined) byToken.set(scan.token, { event: scan.event, outcome, at: scan.at });
  }
  return [...byToken.values()].sort((a, b) => b.at - a.at);
};
