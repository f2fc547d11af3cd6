/** Noise on the console fails the test that made it: a warning nobody reads is a warning nobody needed. */
import { afterEach, beforeEach } from 'vitest';

const noise: string[] = [];
const levels = ['error', 'warn'] as const;
const originals = levels.map((level) => console[level]);

beforeEach(() => {
  noise.length = 0;
  for (const level of levels)
    console[level] = (...words: unknown[]) => {
      noise.push(`${level}: ${words.map(String).join(' ')}`);
    };
});

afterEach(() => {
  for (const [i, level] of levels.entries()) {
    const original = originals[i];
    if (original !== undefined) console[level] = original;
  }
  if (noise.length > 0) throw new Error(`the test wrote to the console:\n${noise.join('\n')}`);
});
