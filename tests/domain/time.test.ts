import { describe, expect, test } from 'vitest';
import {
  addDays,
  Day,
  dayMs,
  dayOf,
  hourMs,
  instant,
  instantAt,
  isDay,
  isoOf,
  minuteMs,
  monthOf,
  timeOfDay,
  weekdayOf,
  wholeMinute,
} from '../../src/domain/time.ts';
import { between, oneOf, seeded, seeds } from '../support/seeded.ts';

const day = (text: string): Day => Day.parse(text);
const utc = (text: string): number => Date.parse(text);

describe('days and times of day', () => {
  test.each([
    ['2026-11-22T22:59:59.999Z', '2026-11-22', '23:59'],
    ['2026-11-22T23:00:00.000Z', '2026-11-23', '00:00'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01', '23:59'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02', '00:00'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01', '00:00'],
    ['2028-02-28T23:30:00.000Z', '2028-02-29', '00:30'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25', '02:30'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25', '02:30'],
    ['2027-03-28T00:59:59.000Z', '2027-03-28', '01:59'],
    ['2027-03-28T01:00:00.000Z', '2027-03-28', '03:00'],
  ])('[TIME-1] %s is %s %s for a trainer in Stockholm', (at, onDay, time) => {
    expect(dayOf(utc(at))).toBe(onDay);
    expect(timeOfDay(utc(at))).toBe(time);
    expect(monthOf(utc(at))).toBe(onDay.slice(0, 7));
  });

  test('[TIME-1] a month ends at midnight in Stockholm, not in Greenwich', () => {
    expect(monthOf(utc('2026-11-30T22:59:59Z'))).toBe('2026-11');
    expect(monthOf(utc('2026-11-30T23:00:00Z'))).toBe('2026-12');
  });
});

describe('an instant from a day and a time of day', () => {
  test.each([
    ['2026-11-23', '08:30', '2026-11-23T07:30:00Z'],
    ['2026-07-01', '08:30', '2026-07-01T06:30:00Z'],
    ['2026-10-25', '01:59', '2026-10-24T23:59:00Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
    ['2027-03-28', '01:59', '2027-03-28T00:59:00Z'],
    ['2027-03-28', '03:00', '2027-03-28T01:00:00Z'],
    ['2028-02-29', '23:59', '2028-02-29T22:59:00Z'],
  ])('[TIME-2] %s at %s is %s', (onDay, time, at) => {
    expect(instantAt(day(onDay), time)).toBe(utc(at));
  });

  test('[TIME-2] a time that daylight saving skips is read as one hour later', () => {
    expect(instantAt(day('2027-03-28'), '02:30')).toBe(utc('2027-03-28T01:30:00Z'));
    expect(timeOfDay(instantAt(day('2027-03-28'), '02:30'))).toBe('03:30');
  });

  test('[TIME-2] a time that comes twice is read as the first of the two', () => {
    expect(instantAt(day('2026-10-25'), '02:00')).toBe(utc('2026-10-25T00:00:00Z'));
    expect(instantAt(day('2026-10-25'), '02:30')).toBe(utc('2026-10-25T00:30:00Z'));
  });

  test('[TIME-2] the nights of daylight saving have 23 and 25 hours', () => {
    const hours = (onDay: string): number =>
      (instantAt(addDays(day(onDay), 1), '00:00') - instantAt(day(onDay), '00:00')) / hourMs;
    expect(hours('2027-03-28')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-11-23')).toBe(24);
  });

  test('[TIME-2] any other time of day comes back as it was written', () => {
    for (const seed of seeds(3000)) {
      const random = seeded(seed);
      const onDay = addDays(day('2026-01-01'), between(random, 0, 3 * 365));
      const time = `${String(between(random, 4, 23)).padStart(2, '0')}:${oneOf(random, ['00', '15', '59'])}`;
      const at = instantAt(onDay, time);
      expect([seed, dayOf(at), timeOfDay(at)]).toEqual([seed, onDay, time]);
    }
  });
});

describe('calendar days', () => {
  test('[TIME-1] a day that does not exist is not a day', () => {
    expect(['2028-02-29', '2026-12-31'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-1-1', '', 'idag'].some(isDay)).toBe(
      false,
    );
  });

  test('[TIME-1] adding days walks over months, years and leap days', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2027-02-28'), 1)).toBe('2027-03-01');
    expect(addDays(day('2026-11-01'), -1)).toBe('2026-10-31');
    expect(addDays(day('2026-10-24'), 2)).toBe('2026-10-26');
  });

  test('[TIME-1] the weekday is Stockholm’s, Monday first', () => {
    expect(weekdayOf(day('2026-11-23'))).toBe(1);
    expect(weekdayOf(day('2026-11-29'))).toBe(7);
  });
});

describe('instants', () => {
  test('[TIME-1] what is no instant is a defect', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 9e15])
      expect(() => instant(wrong)).toThrow();
    expect(instant(0)).toBe(0);
  });

  test('[HRS-2] an instant is cut to the minute it is in, never rounded up', () => {
    const at = utc('2026-11-23T08:30:59.999Z');
    expect(wholeMinute(at)).toBe(utc('2026-11-23T08:30:00Z'));
    expect(wholeMinute(wholeMinute(at))).toBe(wholeMinute(at));
    expect(at - wholeMinute(at)).toBeLessThan(minuteMs);
  });

  test('[TIME-1] files and logs say the instant in UTC', () => {
    expect(isoOf(utc('2026-11-23T08:30:00+01:00'))).toBe('2026-11-23T07:30:00.000Z');
    expect(dayMs).toBe(24 * hourMs);
  });
});
