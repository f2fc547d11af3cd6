/**
 * Attendance situations as a person would write them down: what was planned, what was recorded, what the office decided,
 * and the minutes and remarks it must give. Unless told otherwise 08.30–12.00 with a break 10.00–10.15: 195 minutes.
 */
import { describe, expect, test } from 'vitest';
import { shareMinutes } from '../../src/domain/shared-minutes.ts';
import { clockTime, monday, person } from '../support/factories.ts';
import { shuffled, seeded } from '../support/seeded.ts';
import { tell, type Story } from '../support/worked-story.ts';

type Example = readonly [
  rule: string,
  what: string,
  story: Story | readonly string[],
  Readonly<Record<string, string>>,
];

const storyOf = (story: Story | readonly string[]): Story => ('lines' in story ? story : { lines: story });
const grace = { graceMinutes: 5, deductsBreaks: true };

const examples: readonly Example[] = [
  ['HRS-1', 'there all the time', ['08.20 amina in', '12.00 amina out', '12.05 close'], { amina: '195' }],
  [
    'ATT-5',
    'nobody checked out: counted to the end',
    ['08.20 amina in', '12.05 close'],
    { amina: '195: no-check-out' },
  ],
  [
    'ATT-5',
    'closed before the end',
    ['08.20 amina in', '11.40 close'],
    { amina: '175: closed-early, no-check-out' },
  ],
  ['ATT-5', 'never closed: nothing yet', ['08.20 amina in'], { amina: '0' }],
  [
    'ATT-5',
    'never closed, but checked out',
    ['08.20 amina in', '11.00 amina out'],
    { amina: '135: left-early' },
  ],
  [
    'HRS-2',
    'a minute late is a minute',
    ['08.31 amina in', '12.00 amina out', '12.05 close'],
    { amina: '194: late' },
  ],
  [
    'HRS-2',
    'seconds are cut to the minute shown',
    ['08.30:59 amina in', '12.00 amina out', '12.05 close'],
    { amina: '195' },
  ],
  [
    'HRS-2',
    'left at 11.59.59 is left at 11.59',
    ['08.20 amina in', '11.59:59 amina out', '12.05 close'],
    { amina: '194: left-early' },
  ],
  [
    'HRS-1',
    'came in the break',
    ['10.05 amina in', '12.00 amina out', '12.05 close'],
    { amina: '105: late' },
  ],
  [
    'HRS-1',
    'left in the break',
    ['08.20 amina in', '10.07 amina out', '12.05 close'],
    { amina: '90: left-early' },
  ],
  [
    'HRS-1',
    'there only in the break',
    ['10.02 amina in', '10.12 amina out', '12.05 close'],
    { amina: '0: late, left-early' },
  ],
  [
    'LEAVE-1',
    'out and back again',
    ['08.20 amina in', '09.00 amina out', '09.30 amina in', '12.00 amina out', '12.05 close'],
    { amina: '165' },
  ],
  [
    'LEAVE-1',
    'out over the break and back loses only what was outside it',
    ['08.20 amina in', '09.55 amina out', '10.20 amina in', '12.05 close'],
    { amina: '185: no-check-out' },
  ],
  [
    'LEAVE-1',
    'out twice: the first leaving of a stretch counts',
    ['08.20 amina in', '11.00 amina out', '11.30 amina out', '12.05 close'],
    { amina: '135: left-early' },
  ],
  [
    'ATT-2',
    'scanned twice: the first counts',
    ['08.20 amina in', '09.10 amina in', '12.00 amina out', '12.05 close'],
    { amina: '195' },
  ],
  ['ATT-2', 'checked out without ever having come', ['11.00 amina out', '12.05 close'], {}],
  ['ATT-4', 'undone at once', ['08.20 amina in', '08.21 undo 1', '12.05 close'], {}],
  [
    'ATT-4',
    'undone and then really came',
    ['08.20 amina in', '08.21 undo 1', '09.00 amina in', '12.05 close'],
    { amina: '165: late, no-check-out' },
  ],
  [
    'ATT-4',
    'an undone leaving never was',
    ['08.20 amina in', '10.30 amina out', '10.31 undo 2', '12.05 close'],
    { amina: '195: no-check-out' },
  ],
  [
    'ATT-3',
    'on two tablets: counted once',
    ['a 08.20 amina in', 'b 08.40 amina in', 'a 12.05 close'],
    { amina: '195: no-check-out, two-devices' },
  ],
  [
    'ATT-3',
    'in on one tablet, out on the other',
    ['a 08.20 amina in', 'b 11.00 amina out', 'a 12.05 close'],
    { amina: '135: left-early' },
  ],
  [
    'ATT-5',
    'two tablets closed: the later closing counts',
    ['a 08.20 amina in', 'b 11.00 close', 'a 12.05 close'],
    { amina: '195: no-check-out' },
  ],
  [
    'ATT-6',
    'found by name',
    ['08.20 amina in hand', '12.00 amina out', '12.05 close'],
    { amina: '195: by-hand' },
  ],
  [
    'ATT-7',
    'the trainer told when she came',
    ['09.40 amina in hand told 08.45', '12.00 amina out', '12.05 close'],
    { amina: '180: by-hand, late, time-by-hand' },
  ],
  [
    'ATT-7',
    'the trainer told when she left',
    ['08.20 amina in', '12.02 amina out hand told 11.15', '12.05 close'],
    { amina: '150: by-hand, left-early, time-by-hand' },
  ],
  [
    'ATT-7',
    'a told time is never later than the telling',
    ['08.40 amina in hand told 09.30', '12.00 amina out', '12.05 close'],
    { amina: '185: by-hand, late, time-by-hand' },
  ],
  [
    'CODE-4',
    'a phone without a network sent it afterwards',
    ['p 10.30 amina in phone told 08.31', 'a 12.05 close'],
    { amina: '194: late, no-check-out, sent-later' },
  ],
  [
    'ATT-6',
    'from another group',
    { group: ['amina'], lines: ['08.20 olof in', '12.00 olof out', '12.05 close'] },
    { olof: '195: guest' },
  ],
  [
    'ATT-6',
    'came two hours early by the clock',
    ['06.20 amina in', '12.00 amina out', '12.05 close'],
    { amina: '195: outside-session' },
  ],
  [
    'ATT-6',
    'came after it was over',
    ['12.30 amina in', '12.40 close'],
    { amina: '0: late, no-check-out, outside-session' },
  ],
  [
    'TIME-3',
    'the tablet was seven minutes slow',
    ['clock a 7', '08.20 amina in', '11.53 amina out', '12.05 close'],
    { amina: '195: clock-offset' },
  ],
  [
    'TIME-3',
    'an hour wrong: the corrected time counts, with a remark',
    ['clock a 60', '07.45 amina in', '11.00 amina out', '11.05 close'],
    { amina: '180: clock-offset, late' },
  ],
  [
    'TIME-3',
    'two minutes wrong is believed as it is',
    ['clock a 2', '08.31 amina in', '12.00 amina out', '12.05 close'],
    { amina: '194: late' },
  ],
  [
    'HRS-4',
    'four minutes late within five minutes’ grace',
    { rules: grace, lines: ['08.34 amina in', '11.56 amina out', '12.05 close'] },
    { amina: '195' },
  ],
  [
    'HRS-4',
    'six minutes late is outside the grace and counts as six',
    { rules: grace, lines: ['08.36 amina in', '12.00 amina out', '12.05 close'] },
    { amina: '189: late' },
  ],
  [
    'HRS-4',
    'grace never fills a gap in the middle',
    {
      rules: grace,
      lines: ['08.30 amina in', '09.00 amina out', '09.04 amina in', '12.00 amina out', '12.05 close'],
    },
    { amina: '191' },
  ],
  [
    'HRS-4',
    'breaks that are not deducted',
    {
      rules: { graceMinutes: 0, deductsBreaks: false },
      lines: ['08.20 amina in', '12.00 amina out', '12.05 close'],
    },
    { amina: '210' },
  ],
  ['WALK-2', 'added without a card counts nothing', ['08.40 x1 walk-in', '12.05 close'], {}],
  [
    'WALK-3',
    'the office said who it was',
    ['08.40 x1 walk-in', '12.05 close', 'office match x1 olof'],
    { olof: '185: by-hand, late, matched, no-check-out' },
  ],
  [
    'WALK-3',
    'added without a card, and had a card all the same',
    ['08.40 x1 walk-in', '09.00 olof in', '12.05 close', 'office match x1 olof'],
    { olof: '185: by-hand, late, matched, no-check-out' },
  ],
  [
    'WALK-3',
    'matched to the wrong person and taken back',
    ['08.40 x1 walk-in', '12.05 close', 'office match x1 olof', 'office back 1'],
    {},
  ],
  [
    'DOOR-7',
    'a refused card was hers',
    ['08.32 refused', '12.05 close', 'office claim 1 elif'],
    { elif: '193: claimed, late, no-check-out' },
  ],
  ['DOOR-7', 'an unclaimed scan counts nothing', ['08.32 refused', '12.05 close'], {}],
  [
    'REV-1',
    'corrected: came after the break',
    ['08.20 amina in', '12.00 amina out', '12.05 close', 'office amina 10.30-12.00'],
    { amina: '90: corrected' },
  ],
  [
    'REV-1',
    'corrected: was not there',
    ['08.20 amina in', '12.05 close', 'office amina not there'],
    { amina: '0: corrected, no-check-out' },
  ],
  [
    'REV-1',
    'was there although nothing was recorded',
    ['08.25 open', '12.05 close', 'office amina 08.30-12.00'],
    { amina: '195: corrected' },
  ],
  [
    'REV-1',
    'corrected to two stretches, breaks deducted, never outside the session',
    ['08.20 amina in', '12.05 close', 'office amina 07.00-09.00+09.30-13.00'],
    { amina: '165: corrected, no-check-out' },
  ],
  [
    'REV-1',
    'a correction taken back',
    ['08.20 amina in', '12.00 amina out', '12.05 close', 'office amina not there', 'office back 1'],
    { amina: '195' },
  ],
  [
    'REV-3',
    'something new came in after the correction',
    ['08.20 amina in', '12.05 close', 'office amina 10.30-12.00', 'b 11.00 amina out'],
    { amina: '90: changed-after-correction, corrected, left-early' },
  ],
  [
    'REV-1',
    'nobody closed: the office told when it ended',
    ['08.20 amina in', 'office ended 12.00'],
    { amina: '195: no-check-out' },
  ],
  [
    'PPL-5',
    'two records were one person',
    ['08.20 amina in', '09.00 amina2 in', '12.00 amina2 out', '12.05 close', 'office merge amina2 amina'],
    { amina: '195' },
  ],
  [
    'HRS-1',
    'a cancelled session counts nothing',
    { session: { cancelled: true }, lines: ['08.20 amina in', '12.00 amina out', '12.05 close'] },
    { amina: '0: cancelled-session' },
  ],
  [
    'TIME-2',
    'a night when the clock goes forward is an hour shorter',
    {
      day: '2026-03-29',
      session: {
        startsAt: clockTime('2026-03-29', '00:00'),
        endsAt: clockTime('2026-03-29', '06:00'),
        breaks: [],
      },
      lines: ['00.00 amina in', '06.00 amina out', '06.05 close'],
    },
    { amina: '300' },
  ],
  [
    'TIME-2',
    'a night when the clock goes back is an hour longer',
    {
      day: '2026-10-25',
      session: {
        startsAt: clockTime('2026-10-25', '00:00'),
        endsAt: clockTime('2026-10-25', '06:00'),
        breaks: [],
      },
      lines: ['00.00 amina in', '06.00 amina out', '06.05 close'],
    },
    { amina: '420' },
  ],
  [
    'TIME-2',
    'came at a time that daylight saving skips',
    {
      day: '2026-03-29',
      session: {
        startsAt: clockTime('2026-03-29', '00:00'),
        endsAt: clockTime('2026-03-29', '06:00'),
        breaks: [],
      },
      lines: ['02.30 amina in', '06.00 amina out', '06.05 close'],
    },
    { amina: '150: late' },
  ],
];

describe('worked examples', () => {
  test.each(examples.map(([rule, what, story, expected]) => ({ rule: `[${rule}]`, what, story, expected })))(
    '$rule $what',
    ({ story, expected }) => {
      expect(tell(storyOf(story)).result).toEqual(expected);
    },
  );

  test.each([1, 2, 3])(
    '[ATT-1] the same minutes and remarks in any order and repetition (seed %i)',
    (seed) => {
      const random = seeded(seed);
      for (const [, , story, expected] of examples)
        expect(
          tell({ ...storyOf(story), mixed: (all) => shuffled(random, [...all, ...all]) }).result,
        ).toEqual(expected);
    },
  );

  test('[REV-2] a reviewer decides what is odd, and only what rests on a trainer nobody has attested for', () => {
    const lines = ['08.20 amina in hand', 'b 08.22 elif in', 'a 08.25 elif in', '12.05 close'];
    expect(tell({ lines }).waiting).toEqual({
      amina: 'by-hand, no-check-out',
      elif: 'no-check-out, two-devices',
    });
    expect(tell({ lines: [...lines, '12.06 attest'] }).waiting).toEqual({ amina: '', elif: 'two-devices' });
  });

  test('[REV-3] what a reviewer has accepted waits again only when it changes', () => {
    const lines = ['08.20 amina in', 'b 08.25 amina in', '12.00 amina out', '12.05 close', '12.06 attest'];
    expect(tell({ lines: [...lines, 'office accept amina'] }).waiting).toEqual({ amina: '' });
    expect(tell({ lines: [...lines, 'office accept amina', 'b 11.30 amina out'] }).waiting).toEqual({
      amina: 'two-devices',
    });
    expect(tell({ lines: [...lines, 'office accept amina', 'office back 1'] }).waiting).toEqual({
      amina: 'two-devices',
    });
  });

  test('[REV-1] a correction answers what was odd, and what was recorded stays beside it', () => {
    const told = tell({
      lines: [
        '08.20 amina in',
        'b 08.25 amina in',
        '12.05 close',
        '12.06 attest',
        'office amina 10.30-12.00',
      ],
    });
    expect(told.waiting).toEqual({ amina: '' });
    expect(told.folded.byParticipant.get(person('amina'))?.recorded?.minutes).toBe(195);
  });

  test('[ATT-3] a correction and another session at the same time never give a minute twice', () => {
    const first = tell({ lines: ['08.20 amina in', '12.05 close', 'office amina 08.30-12.00'] });
    const other = tell({
      session: { startsAt: monday('11:00'), endsAt: monday('13:00'), breaks: [] },
      lines: ['10.55 amina in', '13.00 amina out', '13.05 close'],
    });
    const shares = [first, other].flatMap(({ folded }, i) => {
      const attendance = folded.byParticipant.get(person('amina'));
      return attendance === undefined ? [] : [{ session: `s${i}`, attendance }];
    });
    expect(shareMinutes(shares).map(({ attendance }) => attendance.minutes)).toEqual([195, 60]);
  });
});
