import { describe, expect, test } from 'vitest';
import { AttendanceEvent, EventPlace } from '../../src/domain/events.ts';
import { DeviceId, EventId, eventIdOf, Hash, ParticipantId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, newAfter, noHash, placeAfter } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { aCheckIn, monday, person, sessionId, tablet } from '../support/factories.ts';
import { between, seeded, seeds, shuffled, type Random } from '../support/seeded.ts';

const randomValue = (random: Random, depth: number): unknown => {
  const roll = random();
  if (depth === 0 || roll < 0.4)
    return [null, true, false, between(random, -9, 9), 0.5, 'å"\\\n', '\u2028', '\ud800', ''][
      between(random, 0, 8)
    ];
  if (roll < 0.6) return Array.from({ length: between(random, 0, 4) }, () => randomValue(random, depth - 1));
  const keys = ['a', 'b', 'B', 'å', '10', '9', '__proto__', 'constructor', ''];
  return Object.fromEntries(
    shuffled(random, keys)
      .slice(0, between(random, 0, 6))
      .map((key) => [key, randomValue(random, depth - 1)]),
  );
};

const mixed = (random: Random, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mixed(random, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    shuffled(random, Object.entries(value)).map(([key, item]) => [key, mixed(random, item)]),
  );
};

describe('the text of an event', () => {
  test('[LOG-3] has its keys in order and no spaces, and leaves out what is undefined', () => {
    expect(canonical({ b: 1, a: { d: [1, { z: 0, y: 'å' }], c: undefined }, B: null })).toBe(
      '{"B":null,"a":{"d":[1,{"y":"å","z":0}]},"b":1}',
    );
  });

  test('[LOG-3] is the same however the keys were written, and survives being read and written again', () => {
    for (const seed of seeds(3000)) {
      const random = seeded(seed);
      const value = randomValue(random, 4);
      const text = canonical(value);
      expect([seed, canonical(mixed(random, value))]).toEqual([seed, text]);
      expect(canonical(JSON.parse(text))).toBe(text);
    }
  });

  test('[LOG-3] keeps a hostile key as an ordinary key', () => {
    expect(canonical(JSON.parse('{"__proto__":{"x":1},"a":2}'))).toBe('{"__proto__":{"x":1},"a":2}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('the place of an event', () => {
  const draft = {
    kind: 'checked-in',
    session: sessionId,
    participant: person('amina'),
    via: 'badge',
  } as const;

  test('[LOG-2] the first event is number 1 and stands after nothing', () => {
    const event = placeAfter(emptyHead, tablet('a'), monday('08:30'), draft);
    expect(event).toMatchObject({ v: 1, seq: 1, prev: noHash, device: 'a', at: monday('08:30'), ...draft });
    expect(AttendanceEvent.parse(event)).toEqual(event);
  });

  test('[LOG-2] the next event has the next number and names the hash before it', () => {
    const hash = Hash.parse('x'.repeat(43));
    expect(placeAfter({ seq: 41, hash }, tablet('a'), monday('08:30'), draft)).toMatchObject({
      seq: 42,
      prev: hash,
    });
  });

  test('[LOG-2] a draft can never choose its own place', () => {
    const sly = { ...draft, seq: 99, device: tablet('other'), prev: Hash.parse('y'.repeat(43)), v: 7 };
    const event = placeAfter(emptyHead, tablet('a'), monday('08:30'), sly);
    expect(event).toMatchObject({ v: 1, seq: 1, device: 'a', prev: noHash });
  });

  test('[LOG-1] the place of an event of a kind this version does not know can still be read', () => {
    const later = { ...aCheckIn({ seq: 3, at: 5 }), kind: 'hours-certified', minutes: 195 };
    expect(AttendanceEvent.safeParse(later).success).toBe(false);
    expect(EventPlace.parse(later)).toMatchObject({ seq: 3, kind: 'hours-certified', session: sessionId });
  });

  test.each([
    ['no number', { seq: undefined }],
    ['number 0', { seq: 0 }],
    ['a number that is not whole', { seq: 1.5 }],
    ['a number beyond all logs', { seq: 2 ** 53 }],
    ['a hash of the wrong length', { prev: 'short' }],
    ['a device id with a slash', { device: '../a' }],
    ['a negative time', { at: -1 }],
    ['another version', { v: 2 }],
  ])('[LOG-2] %s is no place in a log', (_, change) => {
    expect(EventPlace.safeParse({ ...aCheckIn({ seq: 1, at: 1 }), ...change }).success).toBe(false);
  });

  test('[LOG-1] an event with something extra is not one of ours', () => {
    expect(AttendanceEvent.safeParse({ ...aCheckIn({ seq: 1, at: 1 }), name: 'Amina' }).success).toBe(false);
  });

  test('[PRIV-1] an id is opaque: nothing a person could be read from fits', () => {
    expect(ParticipantId.safeParse('Åsa Björk').success).toBe(false);
    expect(ParticipantId.safeParse('').success).toBe(false);
    expect(DeviceId.safeParse('x'.repeat(65)).success).toBe(false);
    expect(EventId.safeParse('a:0').success).toBe(false);
    expect(eventIdOf('a', 12)).toBe('a:12');
    expect(instant(1)).toBe(1);
  });
});

describe('what is new in a tail', () => {
  const texts = (from: number, to: number): readonly string[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `e${from + i}`);

  test('[SYNC-1] events that are held already are passed over', () => {
    expect(newAfter(3, { from: 2, texts: texts(2, 5) })).toEqual({ ok: true, value: ['e4', 'e5'] });
    expect(newAfter(5, { from: 1, texts: texts(1, 5) })).toEqual({ ok: true, value: [] });
    expect(newAfter(9, { from: 1, texts: texts(1, 5) })).toEqual({ ok: true, value: [] });
  });

  test('[SYNC-2] a tail that starts too late is refused with the number to send from', () => {
    expect(newAfter(3, { from: 5, texts: texts(5, 6) })).toEqual({
      ok: false,
      error: { kind: 'gap', expected: 4 },
    });
    expect(newAfter(0, { from: 2, texts: [] })).toEqual({ ok: false, error: { kind: 'gap', expected: 1 } });
  });

  test('[SYNC-1] delivering tails in any order and any number of times gives 1…n, each once', () => {
    for (const seed of seeds(2000)) {
      const random = seeded(seed);
      const n = between(random, 1, 20);
      const held: string[] = [];
      for (let i = 0; i < 200 && held.length < n; i += 1) {
        const from = between(random, 1, n);
        const fresh = newAfter(held.length, { from, texts: texts(from, between(random, from - 1, n)) });
        if (fresh.ok) held.push(...fresh.value);
        else expect(fresh.error.expected).toBe(held.length + 1);
      }
      expect([seed, held]).toEqual([seed, texts(1, held.length)]);
    }
  });
});
