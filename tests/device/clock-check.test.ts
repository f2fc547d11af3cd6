import { describe, expect, test } from 'vitest';
import { checkOf, hasGoneBack, type Clocks } from '../../src/app/device/clock-check.ts';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';

const began = Date.parse('2026-11-23T07:00:00+01:00');

/** A page that began at 7 and has been open for `openMs`, on a tablet whose clock has been moved by `movedMs`. */
const clocks = (openMs: number, movedMs = 0): Clocks => ({
  now: began + openMs + movedMs,
  origin: began,
  ticks: openMs,
});
const compared = (openMs: number, movedMs = 0) => {
  const here = clocks(openMs, movedMs);
  return checkOf({ offsetMs: -movedMs, at: here.now }, undefined, here);
};

describe('a clock that was compared with the office’s', () => {
  test('[READY-5] and goes on as it did is vouched for', () => {
    expect(hasGoneBack(compared(hourMs), clocks(5 * hourMs))).toBe(false);
    expect(hasGoneBack(compared(hourMs), clocks(5 * hourMs, -2 * minuteMs))).toBe(false);
  });

  test('[READY-5] and is then set back is not, by a day or by less than the time since', () => {
    expect(hasGoneBack(compared(hourMs), clocks(5 * hourMs, -dayMs))).toBe(true);
    expect(hasGoneBack(compared(hourMs), clocks(5 * hourMs, -hourMs))).toBe(true);
  });

  test('[READY-5] and is then ahead may only have slept', () => {
    expect(hasGoneBack(compared(hourMs), clocks(5 * hourMs, 3 * hourMs))).toBe(false);
  });

  test('[READY-5] after it was set back is vouched for anew', () => {
    expect(hasGoneBack(compared(hourMs, -dayMs), clocks(2 * hourMs, -dayMs))).toBe(false);
  });

  test('[READY-5] by a page that is gone is not where it shows an earlier time than then', () => {
    const later: Clocks = { now: began - dayMs, origin: began - dayMs, ticks: 0 };
    expect(hasGoneBack(compared(hourMs), later)).toBe(true);
    expect(hasGoneBack(compared(hourMs), { now: began + dayMs, origin: began + dayMs, ticks: 0 })).toBe(
      false,
    );
  });

  test('[READY-5] is not vouched for because an old comparison is read late', () => {
    const before = compared(hourMs);
    const late = clocks(3 * hourMs, -hourMs);
    const read = checkOf({ offsetMs: 0, at: began + 2 * hourMs - minuteMs }, before, late);
    expect(hasGoneBack(read, late)).toBe(true);
  });
});
