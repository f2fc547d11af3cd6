import { describe, expect, test } from 'vitest';
import * as format from '../../src/app/text/format.ts';
import { counted } from '../../src/app/text/plural.ts';

const at = (iso: string): number => Date.parse(iso);
const nbsp = '\u00a0';
/** A Thursday in winter, 08.30 in Stockholm. */
const morning = at('2026-11-12T07:30:00Z');

describe('times', () => {
  test('[UI-13] a trainer reads the time of the wall clock in Stockholm, winter and summer', () => {
    expect(format.formatTime('sv', morning)).toBe('08.30');
    expect(format.formatTime('sv', at('2026-07-01T06:30:00Z'))).toBe('08.30');
  });

  test('[UI-13] midnight is 00.00', () => {
    expect(format.formatTime('sv', at('2026-11-11T23:00:00Z'))).toBe('00.00');
  });

  test('[UI-13] a session shows from and to with an en dash', () => {
    expect(format.formatTimeRange('sv', morning, at('2026-11-12T11:30:00Z'))).toBe('08.30–12.30');
  });
});

describe('days', () => {
  test('[UI-13] a trainer reads which day it is in words', () => {
    expect(format.formatDay('sv', morning)).toBe('Torsdag 12 november');
    expect(format.formatDay('en', morning)).toBe('Thursday 12 November');
  });

  test('[UI-13] an administrator reads dates and months in words', () => {
    expect(format.formatDate('sv', morning)).toBe('12 november 2026');
    expect(format.formatMonth('sv', morning)).toBe('November 2026');
    expect(format.formatDateTime('en', morning)).toBe(`12 November 2026 at${nbsp}08.30`);
  });

  test('[UI-13] half past eleven at night still belongs to the day in Stockholm', () => {
    expect(format.formatDayKey(at('2026-11-12T22:30:00Z'))).toBe('2026-11-12');
    expect(format.formatDayKey(at('2026-11-12T23:30:00Z'))).toBe('2026-11-13');
  });

  test.each([
    ['2026-11-11T20:00:00Z', 'i går', 'yesterday'],
    ['2026-11-12T20:00:00Z', 'i dag', 'today'],
    ['2026-11-13T05:00:00Z', 'i morgon', 'tomorrow'],
    ['2026-11-17T07:30:00Z', 'tisdag 17 november', 'Tuesday 17 November'],
  ])('[UI-13] %s is told as %s', (iso, swedish, english) => {
    expect(format.formatRelativeDay('sv', at(iso), morning)).toBe(swedish);
    expect(format.formatRelativeDay('en', at(iso), morning)).toBe(english);
  });

  test('[UI-13] tomorrow is tomorrow also across the night the clock changes', () => {
    expect(format.formatRelativeDay('sv', at('2026-10-25T22:00:00Z'), at('2026-10-24T06:00:00Z'))).toBe(
      'i morgon',
    );
  });
});

describe('how long', () => {
  test.each([
    [22, `om 22${nbsp}minuter`, `in 22${nbsp}minutes`],
    [1, `om 1${nbsp}minut`, `in 1${nbsp}minute`],
    [-180, `för 3${nbsp}timmar sedan`, `3${nbsp}hours ago`],
    [-4320, `för 3${nbsp}dagar sedan`, `3${nbsp}days ago`],
    [0, 'nu', 'now'],
  ])('[UI-13] %i minutes from now', (minutes, swedish, english) => {
    const then = morning + minutes * 60_000;
    expect(format.formatRelative('sv', then, morning)).toBe(swedish);
    expect(format.formatRelative('en', then, morning)).toBe(english);
  });
});

describe('figures', () => {
  test('[UI-13] hours have a decimal comma in Swedish and never more than two decimals', () => {
    expect(format.formatHours('sv', 420)).toBe(`7${nbsp}h`);
    expect(format.formatHours('sv', 450)).toBe(`7,5${nbsp}h`);
    expect(format.formatHours('en', 450)).toBe(`7.5${nbsp}h`);
    expect(format.formatHours('sv', 100)).toBe(`1,67${nbsp}h`);
  });

  test('[UI-13] a sum of money never breaks over two lines', () => {
    expect(format.formatMoney('sv', 55_961_400)).toBe(`559${nbsp}614${nbsp}kr`);
    expect(format.formatMoney('en', 55_961_400)).toBe(`SEK${nbsp}559,614`);
    expect(format.formatMoney('sv', 695)).toBe(`6,95${nbsp}kr`);
  });

  test('[UI-13] shares are whole percent', () => {
    expect(format.formatPercent('sv', 0.834)).toBe(`83${nbsp}%`);
    expect(format.formatPercent('en', 0.834)).toBe('83%');
  });

  test('[UI-13] one person, several people', () => {
    expect(counted('sv', 1, 'person', 'personer')).toBe(`1${nbsp}person`);
    expect(counted('sv', 0, 'person', 'personer')).toBe(`0${nbsp}personer`);
  });
});
