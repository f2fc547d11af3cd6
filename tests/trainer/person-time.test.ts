import { describe, expect, test } from 'vitest';
import {
  cameBounds,
  leftBounds,
  stepTime,
  typedTime,
  within,
  type TimeBounds,
} from '../../src/app/trainer/person-time.ts';
import { timeOfDay, type Instant } from '../../src/domain/time.ts';
import { instant } from '../../src/domain/time.ts';
import { aPerson, aSession, at } from './factories.ts';
import { addedIn, aListDesk } from './list-desk.ts';

const session = aSession('a');
const timeOf = (bound: Instant): string => timeOfDay(bound);
const shown = (bounds: TimeBounds | undefined): readonly string[] | undefined =>
  bounds === undefined ? undefined : [timeOf(bounds.from), timeOf(bounds.to)];
const between = (from: string, to: string, day?: string): TimeBounds => ({
  from: instant(at(from, day)),
  to: instant(at(to, day)),
});

describe('which times can be told', () => {
  const amina = aPerson('Amina Berg');
  const desk = (): ReturnType<typeof aListDesk> =>
    aListDesk({
      cohorts: [{ ...(aListDesk().plan.cohorts[0] ?? never()), people: [amina] }],
    });
  const never = (): never => {
    throw new Error('the plan has a group');
  };

  test('[ATT-7] nobody can have come or left before the session begins', () => {
    expect(cameBounds(session, undefined, at('08:10'))).toBeUndefined();
    expect(leftBounds(session, undefined, at('09:00'))).toBeUndefined();
  });

  test('[ATT-7] somebody can have come from the start until now, and never in the future', () => {
    expect(shown(cameBounds(session, undefined, at('10:07')))).toEqual(['08:30', '10:07']);
    expect(shown(cameBounds(session, undefined, at('14:00')))).toEqual(['08:30', '12:30']);
  });

  test('[ATT-7] who has left came before that, and left after they came', async () => {
    const { door, row, clockIs } = desk();
    await door.checkIn(amina.id, 'hand');
    clockIs('11:00');
    await door.checkOut(amina.id, 'hand');
    const { attendance } = row('Amina B.');
    expect(shown(cameBounds(session, attendance, at('12:00')))).toEqual(['08:30', '10:59']);
    expect(shown(leftBounds(session, attendance, at('12:00')))).toEqual(['08:30', '12:00']);
  });

  test('[ATT-7] who came back left after that', async () => {
    const { door, row, clockIs } = desk();
    await door.checkIn(amina.id, 'hand');
    clockIs('10:00');
    await door.checkOut(amina.id, 'hand');
    clockIs('10:30');
    await door.checkIn(amina.id, 'hand');
    expect(shown(leftBounds(session, row('Amina B.').attendance, at('12:00')))).toEqual(['10:31', '12:00']);
  });

  test('[ATT-7] the time told is the time that counts, with a remark', async () => {
    const { door, row, minutes, clockIs } = desk();
    clockIs('09:20');
    await door.checkIn(amina.id, 'hand');
    await door.cameAt(amina.id, instant(at('08:45')));
    clockIs('12:00');
    await door.leftAt(amina.id, instant(at('11:15')));
    expect(minutes(amina)).toBe(150);
    expect(row('Amina B.').attendance?.remarks).toContain('time-by-hand');
  });

  test('[WALK-2] for somebody added without a badge only an earlier coming can be told', async () => {
    const { door, attendance, clockIs, plan } = aListDesk({ officeKey: await anOfficeKey() });
    clockIs('09:20');
    const id = addedIn(await door.addWalkIn({ given: 'Siri', family: 'W', workplace: 'Farsta' }));
    expect(plan.sessions).toHaveLength(1);
    const held = attendance().walkIns.get(id);
    expect(shown(cameBounds(session, held, at('10:00'), true))).toEqual(['08:30', '09:19']);
  });
});

const anOfficeKey = async (): Promise<string> => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return Buffer.from(raw).toString('base64url');
};

describe('choosing a time', () => {
  const bounds = between('08:30', '11:47');

  test.each([
    ['11:20', 1, '11:30'],
    ['11:20', -1, '11:15'],
    ['11:15', 1, '11:30'],
    ['11:15', -1, '11:00'],
    ['11:40', 1, '11:45'],
    ['11:45', 1, '11:47'],
    ['08:35', -1, '08:30'],
    ['08:30', -1, '08:30'],
  ] as const)('[ATT-7] from %s a step of %i goes to %s', (from, direction, to) => {
    expect(timeOf(stepTime(at(from), direction, bounds))).toBe(to);
  });

  test('[ATT-7] a time outside is moved to the nearest that can be told', () => {
    expect([timeOf(within(bounds, at('07:00'))), timeOf(within(bounds, at('13:00')))]).toEqual([
      '08:30',
      '11:47',
    ]);
  });

  test.each(['11.15', '11:15', '1115', '11,15', ' 11.15 ', '11 15'])(
    '[ATT-7] a trainer may write %s',
    (typed) => {
      expect(typedTime(typed, bounds)).toEqual({ kind: 'time', at: at('11:15') });
    },
  );

  test('[ATT-7] 9 and 9.05 are hours of the morning', () => {
    expect([typedTime('9', bounds), typedTime('9.05', bounds)]).toEqual([
      { kind: 'time', at: at('09:00') },
      { kind: 'time', at: at('09:05') },
    ]);
  });

  test('[ATT-7] what is no time, or lies outside, is told apart', () => {
    expect(['', 'elva', '25.00', '11.75'].map((typed) => typedTime(typed, bounds).kind)).toEqual([
      'no-time',
      'no-time',
      'no-time',
      'no-time',
    ]);
    expect(['08.29', '11.48', '23.00'].map((typed) => typedTime(typed, bounds).kind)).toEqual([
      'outside',
      'outside',
      'outside',
    ]);
  });

  test('[TIME-2] on the night the clock goes forward a step is still a quarter, and 02.30 is read as 03.30', () => {
    const night = between('01:00', '05:00', '2026-03-29');
    expect(timeOf(stepTime(at('01:45', '2026-03-29'), 1, night))).toBe('03:00');
    expect(typedTime('02.30', night)).toEqual({ kind: 'time', at: at('03:30', '2026-03-29') });
  });

  test('[TIME-2] on the night the clock goes back 02.30 is the first of the two', () => {
    const night = between('01:00', '05:00', '2026-10-25');
    const typed = typedTime('02.30', night);
    expect(typed).toEqual({ kind: 'time', at: at('01:30', '2026-10-25') + 60 * 60_000 });
  });
});
