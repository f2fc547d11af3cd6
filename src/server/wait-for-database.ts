/** A start that waits a while for PostgreSQL: after a power cut it may come up later than Närvaro does. */
import type { Result } from '../domain/result.ts';
import type { Config } from './config.ts';
import { openStartData, type StartData } from './start-data.ts';
import type { StartProblem } from './start-words.ts';
import { isPassing, type PostgresFault } from './store/postgres-problem.ts';

export type Waiting = {
  readonly waitMs: number;
  readonly pauseMs: number;
  /** Told when the waiting begins, and each time the reason is another. */
  readonly tell: (fault: PostgresFault, waitMs: number) => void;
};

export const usualWaiting = { waitMs: 60_000, pauseMs: 2000 } as const;

/** Opens what a start stands on, again and again while PostgreSQL is away in a way that may pass (PG-3). */
export const openWhenThere = async (
  config: Config,
  { waitMs, pauseMs, tell }: Waiting,
): Promise<Result<StartData, StartProblem>> => {
  const until = performance.now() + waitMs;
  let told: PostgresFault | undefined;
  for (;;) {
    const opened = await openStartData(config);
    if (opened.ok || opened.error.kind !== 'no-postgres') return opened;
    const { fault } = opened.error;
    if (!isPassing(fault) || performance.now() >= until) return opened;
    if (fault !== told) tell(fault, waitMs);
    told = fault;
    await new Promise((wait) => setTimeout(wait, pauseMs));
  }
};
