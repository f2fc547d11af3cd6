import { describe, expect, test } from 'vitest';
import { minutesToOre, orePerMinute, withinTrack } from '../../src/domain/hours.ts';
import { trackMinutes, unitName, units } from '../../src/domain/programme.ts';
import { err, ok, unreachable } from '../../src/domain/result.ts';

describe('money', () => {
  test('[MON-1] an hour is 417 kronor, to the öre, and money never needs a fraction', () => {
    expect(minutesToOre(60)).toBe(417_00);
    expect(orePerMinute * 60).toBe(41_700);
    expect(minutesToOre(0)).toBe(0);
    expect(minutesToOre(1)).toBe(695);
  });

  test('[MON-1] the budget is what all the programme’s minutes give', () => {
    const everybody = 1000 * trackMinutes.employee + 140 * trackMinutes.manager;
    expect(minutesToOre(everybody)).toBe(11_892_840_00);
  });
});

describe('tracks', () => {
  test('[PROG-1] employees complete 26 hours and managers 18', () => {
    expect(trackMinutes).toEqual({ employee: 1560, manager: 1080 });
  });

  test('[HRS-3] minutes over the track’s limit are told apart, for review', () => {
    expect(withinTrack('employee', 1560)).toEqual({ within: 1560, over: 0 });
    expect(withinTrack('employee', 1561)).toEqual({ within: 1560, over: 1 });
    expect(withinTrack('manager', 1200)).toEqual({ within: 1080, over: 120 });
    expect(withinTrack('manager', 0)).toEqual({ within: 0, over: 0 });
  });

  test('[PROG-2] there are eleven district administrations and two central ones, each with a name', () => {
    expect(units).toHaveLength(13);
    expect(new Set(units.map(([key]) => key)).size).toBe(13);
    expect(unitName('farsta')).toBe('Farsta');
    expect(unitName('nowhere')).toBe('nowhere');
  });
});

test('[LOG-5] an expected failure is a value, and what cannot happen is a defect', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(err({ kind: 'gap' })).toEqual({ ok: false, error: { kind: 'gap' } });
  expect(() => unreachable('x' as never)).toThrow('unreachable');
});
