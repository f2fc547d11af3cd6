import { describe, expect, test } from 'vitest';
import {
  consequencesOf,
  faultsIn,
  minutesAfter,
  readTime,
  spansOf,
  startOf,
  stepTime,
} from '../../../src/app/admin/review/correction-draft.ts';
import { Span } from '../../../src/domain/programme.ts';

const at = (time: string): number => Date.parse(`2026-11-12T${time}:00+01:00`);
const aSpan = (from: string, to: string): Span => Span.parse({ from: at(from), to: at(to) });
const session = { startsAt: at('08:30'), endsAt: at('12:30'), cancelled: false };
const breaks = [aSpan('10:00', '10:30')];

const after = (...typed: readonly (readonly [from: string, to: string])[]): number =>
  minutesAfter(
    spansOf(
      typed.map(([from, to]) => ({ from, to })),
      session,
    ),
    session,
    breaks,
  );

describe('a correction as it is typed', () => {
  test('[RVIEW-4] the reviewer begins from what counts now, as one stay across the break', () => {
    const counted = [aSpan('08:30', '10:00'), aSpan('10:30', '12:30')];
    expect(startOf(counted, session, breaks)).toEqual([{ from: '08.30', to: '12.30' }]);
  });

  test('[RVIEW-4] somebody who really left and came back keeps two times', () => {
    const counted = [aSpan('08:30', '09:15'), aSpan('11:00', '12:30')];
    expect(startOf(counted, session, breaks)).toEqual([
      { from: '08.30', to: '09.15' },
      { from: '11.00', to: '12.30' },
    ]);
  });

  test('[RVIEW-4] for somebody with nothing recorded the reviewer begins with the whole session', () => {
    expect(startOf([], session, breaks)).toEqual([{ from: '08.30', to: '12.30' }]);
  });

  test.each([
    ['the whole session, without its break', [['08.30', '12.30']], 210],
    ['from half past ten, after the break', [['10.30', '12.30']], 120],
    ['time before and after the session, which counts nothing', [['07.00', '14.00']], 210],
    [
      'two stays',
      [
        ['08.30', '09.00'],
        ['11.00', '12.00'],
      ],
      90,
    ],
    ['only the break', [['10.00', '10.30']], 0],
    ['an evening after the session', [['18.00', '19.00']], 0],
  ] as const)('[RVIEW-4] the reviewer sees what %s comes to', (_words, typed, minutes) => {
    expect(after(...typed)).toBe(minutes);
  });

  test('[RVIEW-4] nobody gets minutes of a cancelled session', () => {
    const cancelled = { ...session, cancelled: true };
    expect(minutesAfter([aSpan('08:30', '12:30')], cancelled, breaks)).toBe(0);
  });

  test('[RVIEW-4] on the night the clock goes back the reviewer’s times are Stockholm’s', () => {
    const night = {
      startsAt: Date.parse('2026-10-25T01:00:00+02:00'),
      endsAt: Date.parse('2026-10-25T04:00:00+01:00'),
      cancelled: false,
    };
    const [span] = spansOf([{ from: '01.00', to: '04.00' }], night);
    expect(span).toEqual({ from: night.startsAt, to: night.endsAt });
    expect(minutesAfter(span === undefined ? [] : [span], night, [])).toBe(240);
  });

  test.each([
    ['08.30', 1, '08.45'],
    ['08.37', 1, '08.45'],
    ['08.37', -1, '08.30'],
    ['08.30', -1, '08.15'],
    ['00.00', -1, '00.00'],
    ['23.45', 1, '23.45'],
    ['', 1, '12.45'],
  ] as const)('[RVIEW-4] a press moves %s by a quarter (%i) to %s', (from, step, to) => {
    expect(stepTime(from, step, '12.30')).toBe(to);
  });

  test.each(['8.30', '08:30', '0830', ' 08.30 ', '8 30'])('[RVIEW-4] the reviewer may write %s', (text) => {
    expect(readTime(text)).toBe('08:30');
  });

  test.each(['', '8', '24.00', '08.60', 'halv nio'])('[RVIEW-4] “%s” is no time', (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  test('[RVIEW-4] the reviewer is told which time is amiss', () => {
    expect(
      faultsIn([
        { from: '08.30', to: '10.00' },
        { from: '09.30', to: '11.00' },
        { from: '12.00', to: '11.30' },
        { from: '', to: '12.30' },
      ]),
    ).toEqual([undefined, 'overlap', 'order', 'time']);
  });
});

describe('what follows from a correction', () => {
  const about = {
    sessionMinutes: 75 * 60,
    before: 240,
    after: 120,
    isAbsent: false,
    certificate: 'missing',
    isMonthLocked: false,
  } as const;
  const kinds = (more: Partial<Parameters<typeof consequencesOf>[0]> = {}) =>
    consequencesOf({ ...about, ...more }).map(({ kind }) => kind);

  test('[RVIEW-4] the reviewer sees the session’s hours before and after', () => {
    expect(consequencesOf(about)[0]).toEqual({ kind: 'session', before: 4500, after: 4380 });
  });

  test.each([
    ['certifies the new hours', {}, 'certifies'],
    ['certifies again', { certificate: 'certified' }, 'certifies-again'],
    ['certifies again, once more', { certificate: 'reopened' }, 'certifies-again'],
    ['has nothing left to certify', { after: 0, isAbsent: true }, 'nothing-left'],
  ] as const)('[RVIEW-4] the reviewer sees that the participant %s', (_words, more, kind) => {
    expect(kinds(more)).toContain(kind);
  });

  test.each([
    [false, 'month-open'],
    [true, 'month-locked'],
  ] as const)(
    '[RVIEW-4] the reviewer sees whether SCB must be told again (locked: %s)',
    (isMonthLocked, kind) => {
      expect(kinds({ isMonthLocked })).toContain(kind);
    },
  );

  test('[RVIEW-4] a correction that changes no minutes says so and nothing else', () => {
    expect(kinds({ after: 240 })).toEqual(['same']);
  });

  test('[RVIEW-4] times that count nothing are told, unless the person was not there at all', () => {
    expect(kinds({ after: 0 })[0]).toBe('outside');
    expect(kinds({ after: 0, isAbsent: true })).not.toContain('outside');
  });
});
