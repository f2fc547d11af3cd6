/** What participants read: dots that never show more than was recorded, a versioned notice, a statement that is true. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hourDots, timeParts } from '../../src/app/participant/hour-dots.ts';
import { participantEn } from '../../src/app/text/participant-en.ts';
import { participantSv } from '../../src/app/text/participant-sv.ts';
import { publicEn } from '../../src/app/text/public-en.ts';
import { publicSv } from '../../src/app/text/public-sv.ts';
import { noticeVersion } from '../../src/domain/notice.ts';
import { sha256 } from '../../src/signing/hash.ts';

describe('my hours', () => {
  const count = (minutes: number, kind: string) =>
    hourDots(minutes, 26 * 60).filter((dot) => dot === kind).length;

  test('[ME-3] a dot is filled for each whole hour and never for more than was recorded', () => {
    for (let minutes = 0; minutes <= 30 * 60; minutes += 7)
      expect(count(minutes, 'filled')).toBe(Math.min(26, Math.floor(minutes / 60)));
  });

  test('[ME-3] an hour that has begun is half a dot', () => {
    expect(count(0, 'half')).toBe(0);
    expect(count(1, 'half')).toBe(1);
    expect(count(60, 'half')).toBe(0);
    expect(count(119, 'half')).toBe(1);
    expect(hourDots(18 * 60, 18 * 60)).toHaveLength(18);
  });

  test('[ME-3] minutes are told as hours and minutes that add up', () => {
    expect(timeParts(187)).toEqual({ hours: 3, minutes: 7 });
    expect(participantSv.hours.time(timeParts(60))).toBe('1\u00a0timme');
    expect(participantSv.hours.time(timeParts(187))).toContain('7 min');
    expect(participantSv.hours.time(timeParts(12))).toBe('12 min');
  });
});

describe('the notice', () => {
  /** Changed words and an unchanged version would leave people with a notice they have never been shown. */
  const known: Readonly<Record<string, string>> = {
    '2026-11-22': 'f_0sjATmOonojK0zhawdiDP9SnLaVP67_UI3DXNylU0',
    '2026-11-23': 'WsAkSqkLrSAPA9P53sxNCHKOdxjV4k3NGWtiYbPDa9s',
  };

  test('[ME-4] has a new version whenever what it says is changed, so that everybody is shown it again', async () => {
    const said = JSON.stringify([
      Object.values(participantSv.notice).filter((words) => typeof words === 'string'),
      publicSv.privacy.sections,
    ]);
    expect(await sha256(said)).toBe(known[noticeVersion]);
  });
});

describe('the accessibility statement', () => {
  test('[A11Y-5] says what is lacking, how to complain, who supervises, and when it was assessed', () => {
    const { sections } = publicSv.accessibility;
    expect(sections.howBody).toContain('delvis förenlig');
    expect(sections.lackReaders).toContain('VoiceOver');
    expect(sections.tellBody).toContain('projektkontoret');
    expect(sections.authorityBody).toContain('digg.se');
    expect(sections.date).toContain('2026');
    expect(Object.keys(publicEn.accessibility.sections)).toEqual(Object.keys(sections));
  });

  test('[A11Y-5] claims only those tests that there are', () => {
    const tests = readFileSync(resolve(import.meta.dirname, '../e2e/accessibility.e2e.ts'), 'utf8');
    for (const theme of ['light', 'dark', 'contrast']) expect(tests).toContain(`'${theme}'`);
    expect(tests).toContain('[A11Y-2]');
    expect(tests).toContain('[A11Y-3]');
  });

  test('[UI-12] participants read the same things in both languages', () => {
    const keys = (branch: unknown): readonly string[] =>
      typeof branch === 'object' && branch !== null
        ? Object.entries(branch).flatMap(([key, inner]) => [key, ...keys(inner)])
        : [];
    expect(keys(participantEn)).toEqual(keys(participantSv));
  });
});
