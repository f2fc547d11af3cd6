/**
 * One world lived through again and again, each time with a crash at another place: the page at its first, second, …
 * n-th wait, then the server at its first, second, … n-th statement, until the world ends before the place is reached.
 */
import type { Outcome, Runner } from './runner.ts';
import { noLimits, type Awaited, type Limits } from './world.ts';

const nowhere: Awaited = { page: 0, server: 0 };

/** Every `workers`-th place from this worker's own on; `told` answers false when it is enough. */
export const sweep = async (
  runner: Runner,
  seed: number,
  { worker, workers, every }: { readonly worker: number; readonly workers: number; readonly every: number },
  told: (outcome: Outcome) => boolean,
): Promise<boolean> => {
  const at = (crashAt: Awaited): Limits => ({ ...noLimits, crashAt });
  const whole = await runner.run(seed, at(nowhere), false);
  if (worker === 0 && !told(whole)) return false;
  for (const side of ['page', 'server'] as const)
    for (let n = 1 + worker * every; n <= whole.awaited[side]; n += workers * every)
      if (!told(await runner.run(seed, at({ ...nowhere, [side]: n }), false))) return false;
  return true;
};
