/**
 * Makes a failing world smaller for as long as the same thing goes wrong in it: fewer tablets, fewer faults, fewer steps.
 * What is left is told in words, with the one command that repeats it.
 */
import { faults, type FaultId } from './faults.ts';
import type { Outcome, Runner } from './runner.ts';
import { noLimits, type Limits } from './world.ts';

const mostTries = 160;

export type Shrunk = { readonly outcome: Outcome; readonly limits: Limits; readonly command: string };

const commandOf = (seed: number, { steps, tablets, without, skipped }: Limits): string =>
  [
    `npm run simulate -- --seeds 1 --first ${seed} --workers 1 --story`,
    Number.isFinite(steps) ? `--steps ${steps}` : '',
    tablets < noLimits.tablets ? `--tablets ${tablets}` : '',
    without.length > 0 ? `--without ${without.join(',')}` : '',
    skipped.size > 0 ? `--skip ${[...skipped].join(',')}` : '',
  ]
    .filter((word) => word !== '')
    .join(' ');

/** The smallest world found in which the first wrong of `failing` still happens. */
export const shrink = async (runner: Runner, failing: Outcome): Promise<Shrunk> => {
  const { seed } = failing;
  const invariant = failing.wrongs[0]?.invariant;
  let best: Limits = { ...noLimits, steps: failing.steps };
  let tries = 0;
  const fails = async (limits: Limits): Promise<boolean> => {
    if (tries >= mostTries) return false;
    tries += 1;
    const { wrongs } = await runner.run(seed, limits, false);
    if (wrongs[0]?.invariant !== invariant) return false;
    best = limits;
    return true;
  };
  for (const tablets of [1, 2]) if (await fails({ ...best, tablets })) break;
  for (const fault of Object.keys(faults) as FaultId[])
    await fails({ ...best, without: [...best.without, fault] });
  for (const share of [2, 4, 8, 16])
    while (
      best.steps > share &&
      (await fails({ ...best, steps: best.steps - Math.ceil(best.steps / share) }))
    );
  for (let size = Math.ceil(best.steps / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 1; from <= best.steps; from += size) {
      const left = Array.from({ length: size }, (_, i) => from + i).filter((step) => step <= best.steps);
      if (left.every((step) => best.skipped.has(step))) continue;
      await fails({ ...best, skipped: new Set([...best.skipped, ...left]) });
    }
  const outcome = await runner.run(seed, best, true);
  return { outcome, limits: best, command: commandOf(seed, best) };
};
