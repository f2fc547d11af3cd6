import { describe, expect, test } from 'vitest';

import { aimAt, NO_CONTEST, type Contest, type SightedCode } from '../../src/app/device/camera-aim.ts';

const amina = (x = -0.3, y = 0): SightedCode => ({ text: 'Amina', x, y });
const bjorn = (x = 0.3, y = 0): SightedCode => ({ text: 'Björn', x, y });

/** What is aimed at in frames a tenth of a second apart. */
const aims = (frames: readonly (readonly SightedCode[])[]): readonly (string | undefined)[] => {
  let contest: Contest = NO_CONTEST;
  return frames.map((codes, index) => {
    const aim = aimAt(contest, codes, index * 100);
    contest = aim.contest;
    return aim.text;
  });
};

describe('several badges in the picture', () => {
  test('[SCAN-4] one badge is read wherever it is in the picture', () => {
    expect(aims([[amina(-0.6, 0.4)]])).toEqual(['Amina']);
  });

  test('[SCAN-4] of two badges side by side neither is read', () => {
    expect(
      aims([
        [amina(), bjorn()],
        [amina(), bjorn()],
      ]),
    ).toEqual([undefined, undefined]);
  });

  test('[SCAN-4] the badge in the ring is read while the next person waits with theirs at the edge', () => {
    expect(aims([[bjorn(0.6), amina(0.05)]])).toEqual(['Amina']);
  });

  test('[SCAN-4] of two badges that are both far from the ring neither is read', () => {
    expect(aims([[amina(0.3), bjorn(0.8)]])).toEqual([undefined]);
  });

  test('[SCAN-4] a frame in which only one of two badges is readable decides nothing', () => {
    expect(aims([[amina(), bjorn()], [amina()], [bjorn()], [amina()]])).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });

  test('[SCAN-4] once one of two badges has been taken away the other is read', () => {
    const left = Array.from({ length: 8 }, () => [amina()]);
    expect(aims([[amina(), bjorn()], ...left]).at(-1)).toBe('Amina');
  });

  test('[SCAN-4] a badge seen twice in one picture is one badge', () => {
    expect(aims([[amina(-0.3), amina(0.3)]])).toEqual(['Amina']);
  });

  test('[SCAN-4] one badge after another is read without any wait', () => {
    expect(aims([[amina()], [bjorn()], []])).toEqual(['Amina', 'Björn', undefined]);
  });
});
