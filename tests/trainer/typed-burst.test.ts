import { describe, expect, test } from 'vitest';
import { noBurst, typeKey, type Burst } from '../../src/app/trainer/typed-burst.ts';

/** The codes heard when these keys come with this many milliseconds between. */
const heard = (keys: readonly string[], everyMs: number): readonly string[] => {
  let burst: Burst = noBurst;
  return keys.flatMap((key, i) => {
    const step = typeKey(burst, key, 1000 + i * everyMs);
    burst = step.burst;
    return step.code === undefined ? [] : [step.code];
  });
};

const badge = 'HTTPS://N.EXAMPLE/B/5X48G94TDK93AEMN0QJRE21WBW';

describe('a scanner that types', () => {
  test('[TYPED-1] a badge typed in one burst and ended with Enter is one code', () => {
    expect(heard([...badge, 'Enter'], 12)).toEqual([badge]);
  });

  test('[TYPED-1] Shift between the characters does not break the burst', () => {
    expect(heard([...badge].flatMap((key) => ['Shift', key]).concat('Enter'), 6)).toEqual([badge]);
  });

  test('[TYPED-1] a person who types is not taken for a scanner', () => {
    expect(heard([...badge, 'Enter'], 90)).toEqual([]);
  });

  test('[TYPED-1] Enter on its own presses what has focus and is no code', () => {
    expect(heard(['Enter', 'Enter'], 10)).toEqual([]);
  });

  test('[TYPED-1] two badges after one another are two codes', () => {
    expect(heard([...badge, 'Enter', ...badge, 'Enter'], 10)).toEqual([badge, badge]);
  });
});
