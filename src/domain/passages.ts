/** What a person's events say: when they came and went, in which stretches, and what looks odd about it. */
import type { AttendanceEvent, Via } from './events.ts';
import {
  clockToleranceMs,
  happenedAt,
  isClockDoubtful,
  recordedAt,
  toldTime,
  type Evidence,
} from './evidence.ts';
import { eventIdOf, type EventId, type Hash, type ParticipantId } from './ids.ts';
import type { CountingRules } from './policy.ts';
import type { Session } from './programme.ts';
import type { Remark } from './remarks.ts';
import { minuteMs, wholeMinute, type Instant } from './time.ts';

export type Passage = {
  readonly at: Instant;
  readonly event: AttendanceEvent & { kind: 'checked-in' | 'checked-out' | 'walk-in' };
  readonly via: Via;
  readonly isDoubtful: boolean;
  /** Recorded so long after it happened that it is a remark (CODE-4). */
  readonly isLate: boolean;
};

/** How long before its session somebody may come without a remark. */
const earlyMs = 60 * minuteMs;
const inOrder = (a: Passage, b: Passage): number =>
  a.at - b.at ||
  (a.event.device < b.event.device ? -1 : a.event.device > b.event.device ? 1 : a.event.seq - b.event.seq);

/** Which phones have checked in more than one person (CODE-5). */
export const sharedPhones = (items: readonly Evidence[]): ReadonlySet<Hash> => {
  const owners = new Map<Hash, Set<ParticipantId>>();
  for (const { event } of items)
    if (event.kind === 'checked-in' && event.phone !== undefined)
      owners.set(event.phone, (owners.get(event.phone) ?? new Set()).add(event.participant));
  return new Set([...owners].filter(([, people]) => people.size > 1).map(([phone]) => phone));
};

export const passagesOf = (items: readonly Evidence[]): ReadonlyMap<ParticipantId, readonly Passage[]> => {
  const byPerson = new Map<ParticipantId, Passage[]>();
  for (const item of items) {
    const { event } = item;
    if (event.kind !== 'checked-in' && event.kind !== 'checked-out' && event.kind !== 'walk-in') continue;
    const passages = byPerson.get(event.participant) ?? [];
    passages.push({
      at: happenedAt(item),
      event,
      via: event.kind === 'walk-in' ? 'hand' : event.via,
      isDoubtful: isClockDoubtful(item),
      isLate: recordedAt(item) - happenedAt(item) > clockToleranceMs,
    });
    byPerson.set(event.participant, passages);
  }
  for (const passages of byPerson.values()) passages.sort(inOrder);
  return byPerson;
};

export type Stretch = { from: Instant; to: Instant | undefined; in: EventId; out: EventId | undefined };

export const stretchesOf = (passages: readonly Passage[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const { at, event } of passages) {
    const last = stretches.at(-1);
    const isIn = last !== undefined && last.to === undefined;
    if (event.kind !== 'checked-out' && !isIn)
      stretches.push({ from: at, to: undefined, in: eventIdOf(event.device, event.seq), out: undefined });
    if (event.kind === 'checked-out' && last !== undefined && isIn) {
      last.to = at;
      last.out = eventIdOf(event.device, event.seq);
    }
  }
  return stretches;
};

/** What the person's own events do not tell. */
export type Circumstances = {
  readonly isGuest: boolean;
  readonly isPhoneShared: boolean;
  readonly isMatched: boolean;
  readonly isClaimed: boolean;
};

/** What is common to everybody at the session. */
export type Setting = {
  readonly session: Session;
  readonly rules: CountingRules;
  readonly closedAt: Instant | undefined;
};

export const remarksOf = (
  { session, rules, closedAt }: Setting,
  passages: readonly Passage[],
  stretches: readonly Stretch[],
  { isGuest, isPhoneShared, isMatched, isClaimed }: Circumstances,
): readonly Remark[] => {
  const first = stretches[0];
  const last = stretches.at(-1);
  const isForgotten = last !== undefined && last.to === undefined && closedAt !== undefined;
  const graceMs = rules.graceMinutes * minuteMs;
  const leftAt = last?.to;
  const found: readonly (readonly [boolean, Remark])[] = [
    [first !== undefined && wholeMinute(first.from) > session.startsAt + graceMs, 'late'],
    [leftAt !== undefined && wholeMinute(leftAt) < session.endsAt - graceMs, 'left-early'],
    [isForgotten, 'no-check-out'],
    [isForgotten && wholeMinute(closedAt) < session.endsAt, 'closed-early'],
    [passages.some(({ via }) => via === 'hand'), 'by-hand'],
    [passages.some(({ via, event }) => via !== 'phone' && toldTime(event) !== undefined), 'time-by-hand'],
    [passages.some(({ via, isLate }) => via === 'phone' && isLate), 'sent-later'],
    [isPhoneShared, 'shared-phone'],
    [isGuest, 'guest'],
    [
      new Set(passages.filter(({ event }) => event.kind !== 'checked-out').map(({ event }) => event.device))
        .size > 1,
      'two-devices',
    ],
    [passages.some(({ isDoubtful }) => isDoubtful), 'clock-offset'],
    [
      first !== undefined && (first.from >= session.endsAt || session.startsAt - first.from > earlyMs),
      'outside-session',
    ],
    [isMatched, 'matched'],
    [isClaimed, 'claimed'],
    [session.cancelled, 'cancelled-session'],
  ];
  return found.flatMap(([isTrue, remark]) => (isTrue ? [remark] : []));
};
