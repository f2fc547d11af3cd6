import { describe, expect, test } from 'vitest';

import { NOTHING_SEEN, seeCode, type SeenCodes } from '../../src/app/device/camera-repeat.ts';

/** What is told when codes are seen at these times, in seconds. */
const told = (sightings: readonly (readonly [number, string])[]): readonly string[] => {
  let seen: SeenCodes = NOTHING_SEEN;
  return sightings.flatMap(([second, text]) => {
    const sighting = seeCode(seen, text, second * 1000);
    seen = sighting.seen;
    return sighting.isNews ? [`${second} ${text}`] : [];
  });
};

describe('a badge in front of the camera', () => {
  test('[SCAN-3] a hand that lingers is told once, however long it lingers', () => {
    const lingering = Array.from({ length: 300 }, (_, index) => [index / 10, 'Amina'] as const);
    expect(told(lingering)).toEqual(['0 Amina']);
  });

  test('[SCAN-3] a badge taken away and shown again after four seconds is told again', () => {
    expect(
      told([
        [0, 'Amina'],
        [1, 'Amina'],
        [4.9, 'Amina'],
        [8.9, 'Amina'],
      ]),
    ).toEqual(['0 Amina', '8.9 Amina']);
  });

  test('[SCAN-3] two people who hold up their badges in turn are told once each', () => {
    expect(
      told([
        [0, 'Amina'],
        [1, 'Björn'],
        [2, 'Amina'],
        [3, 'Björn'],
        [4.5, 'Amina'],
      ]),
    ).toEqual(['0 Amina', '1 Björn']);
  });

  test('[SCAN-3] the next person is told at once', () => {
    expect(
      told([
        [0, 'Amina'],
        [0.03, 'Björn'],
      ]),
    ).toEqual(['0 Amina', '0.03 Björn']);
  });

  test('[SCAN-3] a clock that steps back makes no badge new', () => {
    expect(
      told([
        [10, 'Amina'],
        [3, 'Amina'],
        [4, 'Amina'],
      ]),
    ).toEqual(['10 Amina']);
  });

  test('[SCAN-3] a whole day of badges leaves nothing behind in memory', () => {
    let seen: SeenCodes = NOTHING_SEEN;
    for (let index = 0; index < 2000; index += 1) seen = seeCode(seen, `badge ${index}`, index * 1000).seen;
    expect(seen.size).toBeLessThanOrEqual(5);
  });
});
