import { describe, expect, test } from 'vitest';
import { monthToWorkOn, stepsOf } from '../../../src/app/admin/month/month-steps.ts';
import { readDraft } from '../../../src/app/admin/month/rules-draft.ts';
import { policySentences } from '../../../src/app/admin/month/policy-words.ts';
import { adminMonthSv } from '../../../src/app/text/admin-month-sv.ts';
import { firstPolicy } from '../../../src/domain/policy.ts';
import { Day } from '../../../src/domain/time.ts';

const deadline = Day.parse('2026-11-20');
const month = {
  state: 'open',
  version: null,
  review: { sessions: 34, done: 34 },
  certificates: { people: 412, certified: 398, deadline },
} as const;
const hereOn = (day: string, more: Partial<Parameters<typeof stepsOf>[0]> = {}): string | undefined =>
  stepsOf({ ...month, ...more }, day).find(({ state }) => state === 'here')?.kind;

describe('the four steps of a month', () => {
  test('[RVIEW-5] the office is at the review until every session is reviewed', () => {
    expect(hereOn('2026-11-10', { review: { sessions: 34, done: 33 } })).toBe('review');
  });

  test('[RVIEW-5] then the participants certify, until their last day', () => {
    expect(hereOn('2026-11-20')).toBe('certificates');
    expect(hereOn('2026-11-21')).toBe('approve');
  });

  test('[RVIEW-5] nobody waits for that day when all have certified', () => {
    expect(hereOn('2026-11-10', { certificates: { people: 412, certified: 412, deadline } })).toBe('approve');
  });

  test('[RVIEW-5] a locked month is to be sent, and one that must be sent again too', () => {
    expect(hereOn('2026-11-22', { state: 'locked', version: 1 })).toBe('send');
    expect(hereOn('2026-11-22', { state: 'again', version: 2 })).toBe('send');
  });

  test('[RVIEW-5] of a month that is sent nothing is left', () => {
    expect(stepsOf({ ...month, state: 'sent', version: 1 }, '2026-11-22').map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
  });

  test('[RVIEW-5] the office comes first to what must be sent again, then to the oldest month that is not sent', () => {
    const months = [
      { month: '2026-08', state: 'sent' },
      { month: '2026-09', state: 'locked' },
      { month: '2026-10', state: 'open' },
    ] as const;
    expect(monthToWorkOn(months)).toBe('2026-09');
    expect(monthToWorkOn([...months, { month: '2026-07', state: 'again' }])).toBe('2026-07');
    expect(monthToWorkOn([{ month: '2026-08', state: 'sent' }])).toBe('2026-08');
    expect(monthToWorkOn([])).toBeUndefined();
  });
});

describe('the rules for hours', () => {
  test('[RVIEW-5] the office reads in words what has been decided', () => {
    expect(policySentences(firstPolicy, { policy: adminMonthSv.policy })).toEqual([
      'Tiden räknas från incheckning till utcheckning, inom tillfällets tid.',
      'Raster räknas bort.',
      'Varje persons månad rundas nedåt till hel timme.',
      'Timmar över programmets gräns rapporteras inte.',
      'Aldrig mer än planerat. 417 kr per timme.',
    ]);
  });

  const draft = {
    from: '2026-12-01',
    grace: '5',
    deductsBreaks: true,
    roundTo: '15',
    roundPer: 'session',
    countsOverLimit: false,
  } as const;
  const earliest = Day.parse('2026-11-01');

  test('[RVIEW-5] what the office has filled in becomes the rules', () => {
    expect(readDraft(draft, earliest).policy).toEqual({
      from: '2026-12-01',
      graceMinutes: 5,
      deductsBreaks: true,
      roundToMinutes: 15,
      roundPer: 'session',
      countsOverLimit: false,
    });
  });

  test.each([
    ['a day in a locked month', { from: '2026-10-31' }, { from: true, grace: false }],
    ['no day', { from: '' }, { from: true, grace: false }],
    ['more minutes than thirty', { grace: '31' }, { from: false, grace: true }],
    ['words for minutes', { grace: 'fem' }, { from: false, grace: true }],
  ])('[RVIEW-5] the office is told about %s before anything is saved', (_words, more, faults) => {
    expect(readDraft({ ...draft, ...more }, earliest)).toEqual({ policy: undefined, faults });
  });
});
