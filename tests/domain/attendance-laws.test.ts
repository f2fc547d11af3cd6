/** What must hold for every log there can be: thousands of random logs against laws and a plain reference. */
import { describe, expect, test } from 'vitest';
import { foldAttendance, type SessionAttendance } from '../../src/domain/attendance.ts';
import { minutesOf } from '../../src/domain/counted-minutes.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { mergeSpans } from '../../src/domain/spans.ts';
import type { AttendanceEvent } from '../../src/domain/events.ts';
import type { Session, Span } from '../../src/domain/programme.ts';
import { instant, minuteMs } from '../../src/domain/time.ts';
import {
  aCheckIn,
  aCheckOut,
  aClosing,
  anOpening,
  aRefusal,
  aSession,
  aWalkIn,
  aWithdrawalOf,
  clockTime,
  toldAt,
  monday,
} from '../support/factories.ts';
import { referenceMinutes } from '../support/reference-attendance.ts';
import { between, oneOf, seeded, seeds, shuffled, type Random } from '../support/seeded.ts';

const people = ['amina', 'olof', 'elif', 'siv', 'guest'];
const isExpected = (id: string): boolean => id !== 'guest';

/** Sessions on ordinary and on awkward days. */
const sessions: readonly Session[] = [
  aSession(),
  aSession({ breaks: [] }),
  aSession({
    breaks: [
      { from: monday('09:50'), to: monday('10:10') },
      { from: monday('10:05'), to: monday('10:20') },
      { from: monday('11:50'), to: monday('12:30') },
    ],
  }),
  aSession({
    startsAt: clockTime('2026-10-25', '01:30'),
    endsAt: clockTime('2026-10-25', '04:00'),
    breaks: [{ from: clockTime('2026-10-25', '02:30'), to: clockTime('2026-10-25', '03:00') }],
  }),
  aSession({
    startsAt: clockTime('2027-03-28', '01:00'),
    endsAt: clockTime('2027-03-28', '04:00'),
    breaks: [],
  }),
  aSession({
    startsAt: clockTime('2026-12-31', '23:00'),
    endsAt: clockTime('2027-01-01', '01:00'),
    breaks: [{ from: clockTime('2026-12-31', '23:55'), to: clockTime('2027-01-01', '00:10') }],
  }),
  aSession({
    startsAt: clockTime('2028-02-28', '22:00'),
    endsAt: clockTime('2028-02-29', '02:00'),
    breaks: [],
  }),
];

const randomEvent = (
  random: Random,
  session: Session,
  device: string,
  seq: number,
  before: readonly AttendanceEvent[],
): AttendanceEvent => {
  const hour = 60 * minuteMs;
  const at = between(random, session.startsAt - hour, session.endsAt + hour);
  const place = { device, seq, at: random() < 0.2 ? Math.floor(at / minuteMs) * minuteMs : at };
  const roll = random();
  const isTold = random() < 0.15;
  const told = between(random, session.startsAt - hour, session.endsAt + hour);
  if (roll < 0.45) {
    const event = aCheckIn(place, oneOf(random, people), oneOf(random, ['badge', 'hand', 'kiosk', 'phone']));
    return isTold ? toldAt(event, told) : event;
  }
  if (roll < 0.68) {
    const event = aCheckOut(place, oneOf(random, [...people, 'added']));
    return isTold ? toldAt(event, told) : event;
  }
  if (roll < 0.72) return aWalkIn(place, 'added');
  if (roll < 0.82 && before.length > 0) return aWithdrawalOf(place, oneOf(random, before));
  if (roll < 0.88) return aRefusal(place);
  if (roll < 0.95) return aClosing(place);
  return anOpening(place);
};

/** A log of one to three tablets, each with one clock that may be wrong. */
const randomEvidence = (random: Random, session: Session): readonly Evidence[] => {
  const before: AttendanceEvent[] = [];
  return ['a', 'b', 'c'].slice(0, between(random, 1, 3)).flatMap((device) => {
    const clockOffsetMs = random() < 0.6 ? between(random, -90_000, 90_000) : between(random, -7e6, 7e6);
    return Array.from({ length: between(random, 0, 12) }, (_, i) => {
      const event = randomEvent(random, session, device, i + 1, before);
      before.push(event);
      return { event, clockOffsetMs };
    });
  });
};

const asData = ({ byParticipant, ...rest }: SessionAttendance): unknown => ({
  ...rest,
  people: [...byParticipant],
});

const eachSeed = (count: number, check: (random: Random, session: Session, seed: number) => void): void => {
  for (const seed of seeds(count)) {
    const random = seeded(seed);
    const session = oneOf(random, sessions);
    try {
      check(random, session, seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : 'failed'}`, { cause: error });
    }
  }
};

describe('for any log', () => {
  test('[ATT-1] any order, repetition and split of the events gives the same attendance and minutes', () => {
    eachSeed(6000, (random, session) => {
      const all = randomEvidence(random, session);
      const folded = asData(foldAttendance(session, all, isExpected));
      const repeated = all.filter(() => random() < 0.5);
      const mixed = shuffled(random, [...all, ...repeated]);
      expect(asData(foldAttendance(session, mixed, isExpected))).toEqual(folded);
      const cut = between(random, 0, all.length);
      const inTwo = [...all.slice(cut), ...all.slice(0, cut), ...all.slice(0, cut)];
      expect(asData(foldAttendance(session, inTwo, isExpected))).toEqual(folded);
    });
  });

  test('[ATT-1] an event that is held with two clock offsets counts the same whichever came first', () => {
    eachSeed(2000, (random, session) => {
      const once = randomEvidence(random, session);
      const again = once.map(({ event, clockOffsetMs }) => ({
        event,
        clockOffsetMs: oneOf(random, [-clockOffsetMs, 0, clockOffsetMs + 1, clockOffsetMs * 2]),
      }));
      const both = [...once, ...again];
      expect(asData(foldAttendance(session, shuffled(random, both), isExpected))).toEqual(
        asData(foldAttendance(session, both, isExpected)),
      );
    });
  });

  test('[ATT-1] events of other sessions change nothing', () => {
    eachSeed(500, (random, session) => {
      const own = randomEvidence(random, session);
      const id = aSession().id;
      const others = randomEvidence(random, session).map(({ event, clockOffsetMs }) => ({
        clockOffsetMs,
        event: { ...event, session: `${id}-2` as typeof id },
      }));
      expect(asData(foldAttendance(session, [...others, ...own], isExpected))).toEqual(
        asData(foldAttendance(session, own, isExpected)),
      );
    });
  });

  test('[HRS-1] minutes are what a person with a list ticking minute by minute would get', () => {
    eachSeed(4000, (random, session) => {
      const all = randomEvidence(random, session);
      const { byParticipant } = foldAttendance(session, all, isExpected);
      expect(new Map([...byParticipant].map(([who, { minutes }]) => [who, minutes]))).toEqual(
        new Map([...referenceMinutes(session, all)].sort(([a], [b]) => (a < b ? -1 : 1))),
      );
    });
  });

  test('[ATT-3] nobody gets more minutes than the session has, on any number of tablets', () => {
    eachSeed(3000, (random, session) => {
      const whole = minutesOf([{ from: session.startsAt, to: session.endsAt }], session);
      const { byParticipant } = foldAttendance(session, randomEvidence(random, session), isExpected);
      for (const { minutes } of byParticipant.values()) {
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(whole);
        expect(Number.isInteger(minutes)).toBe(true);
      }
    });
  });

  test('[ATT-4] withdrawing everything leaves nobody present, and nothing is removed from the log', () => {
    eachSeed(500, (random, session) => {
      const all = randomEvidence(random, session);
      const undo = all.map(({ event }, i) => ({
        event: aWithdrawalOf({ device: 'z', seq: i + 1, at: session.endsAt }, event),
        clockOffsetMs: 0,
      }));
      const folded = foldAttendance(session, shuffled(random, [...undo, ...all]), isExpected);
      expect(folded.byParticipant.size).toBe(0);
      expect(folded.closedAt).toBeUndefined();
      expect(folded.refused).toBe(0);
    });
  });
});

describe('merging stretches', () => {
  const randomSpans = (random: Random): readonly Span[] =>
    Array.from({ length: between(random, 0, 8) }, () => {
      const from = between(random, 0, 60);
      return { from: instant(from), to: instant(from + between(random, 0, 15)) };
    });
  const inside = (spans: readonly Span[], at: number): boolean =>
    spans.some(({ from, to }) => from <= at && at < to);

  test('[ATT-3] covers exactly the same time, once, in order', () => {
    eachSeed(3000, (random) => {
      const spans = randomSpans(random);
      const merged = mergeSpans(spans);
      for (let at = 0; at <= 80; at += 1) expect(inside(merged, at)).toBe(inside(spans, at));
      merged.forEach((span, i) => {
        expect(span.to).toBeGreaterThan(span.from);
        const next = merged[i + 1];
        if (next !== undefined) expect(next.from).toBeGreaterThan(span.to);
      });
      expect(mergeSpans(merged)).toEqual(merged);
      expect(mergeSpans(shuffled(random, spans))).toEqual(merged);
    });
  });
});
