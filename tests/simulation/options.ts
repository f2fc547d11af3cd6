/** What a run is asked for. */
import type { FaultId } from './faults.ts';

export type Options = {
  readonly seeds: number;
  readonly first: number;
  readonly workers: number;
  readonly isJson: boolean;
  readonly stopsAtFirst: boolean;
  readonly isReal: boolean;
  /** One world of three years instead of many of three days. */
  readonly isBig: boolean;
  /** Each world with a crash at every so-many-th place in it; nought for not at all. */
  readonly sweepEvery: number;
  readonly tells: boolean;
  readonly steps: number | undefined;
  readonly tablets: number | undefined;
  readonly without: readonly FaultId[];
  readonly skipped: readonly number[];
};

const numberAfter = (words: readonly string[], name: string): number | undefined => {
  const at = words.indexOf(name);
  if (at < 0) return undefined;
  const value = Number(words[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} needs a whole number`);
  return value;
};
const listAfter = (words: readonly string[], name: string): readonly string[] => {
  const at = words.indexOf(name);
  return at < 0 ? [] : (words[at + 1] ?? '').split(',').filter((word) => word !== '');
};

export const optionsFrom = (words: readonly string[], cores: number): Options => ({
  seeds: numberAfter(words, '--seeds') ?? (words.includes('--big') ? 1 : 1000),
  first: numberAfter(words, '--first') ?? 1,
  workers: words.includes('--big') ? 1 : Math.max(1, numberAfter(words, '--workers') ?? cores),
  isJson: words.includes('--json'),
  stopsAtFirst: words.includes('--stop-at-first'),
  isReal: words.includes('--real'),
  isBig: words.includes('--big'),
  sweepEvery: numberAfter(words, '--sweep') ?? 0,
  tells: words.includes('--story'),
  steps: numberAfter(words, '--steps'),
  tablets: numberAfter(words, '--tablets'),
  without: listAfter(words, '--without') as readonly FaultId[],
  skipped: listAfter(words, '--skip').map(Number),
});
