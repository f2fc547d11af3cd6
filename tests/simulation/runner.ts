/** Runs worlds one after the other in this process, on one database that is emptied between them. */
import { openDisk } from './disk.ts';
import { openRealDisk } from './real-disk.ts';
import type { FaultId } from './faults.ts';
import type { InvariantId } from './invariants.ts';
import type { Options } from './options.ts';
import { seeded } from '../support/seeded.ts';
import { installPlatform } from './platform.ts';
import { drawBigProgramme, liveBig } from './big.ts';
import { live } from './steps.ts';
import { drawProgramme } from './programme.ts';
import { createWorld, noLimits, type Awaited, type Limits, type Wrong } from './world.ts';

export type Outcome = {
  readonly seed: number;
  readonly events: number;
  /** How many steps it lived through. */
  readonly steps: number;
  /** How many places there were to crash at. */
  readonly awaited: Awaited;
  readonly wrongs: readonly Wrong[];
  readonly traceHash: string;
  readonly story: readonly string[];
  readonly strikes: Readonly<Record<FaultId, number>>;
  readonly checks: Readonly<Record<InvariantId, number>>;
};

export type Runner = {
  readonly run: (seed: number, limits?: Limits, tells?: boolean) => Promise<Outcome>;
  readonly close: () => Promise<void>;
};

export const limitsOf = ({ steps, tablets, without, skipped }: Options): Limits => ({
  steps: steps ?? noLimits.steps,
  tablets: tablets ?? noLimits.tablets,
  without,
  skipped: new Set(skipped),
});

export const createRunner = async (options: Options): Promise<Runner> => {
  const platform = installPlatform(!options.isReal);
  const torn = seeded(options.first);
  const disk = options.isReal ? await openRealDisk(torn) : await openDisk();
  let wrong: ((invariant: string, message: string) => void) | undefined;
  const onRejection = (error: unknown): void => {
    wrong?.(
      'defect',
      `nobody catches: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  };
  process.on('unhandledRejection', onRejection);
  const run: Runner['run'] = async (seed, limits = limitsOf(options), tells = options.tells) => {
    const world = await createWorld(
      seed,
      { disk, platform, draw: options.isBig ? drawBigProgramme : drawProgramme },
      limits,
      tells,
    );
    wrong = world.wrong;
    let events = 0;
    try {
      events = options.isBig ? await liveBig(world) : await live(world, limits, options.isReal ? 11 : 1);
    } catch (error) {
      world.wrong('defect', error instanceof Error ? (error.stack ?? error.message) : 'threw');
    }
    world.scheduler.end();
    return {
      seed,
      events,
      steps: world.lived(),
      awaited: { ...world.awaited() },
      wrongs: [...world.wrongs],
      traceHash: world.scheduler.traceHash(),
      story: [...world.story],
      strikes: world.tally.strikes(),
      checks: world.checked.counts(),
    };
  };
  return {
    run,
    close: async () => {
      process.off('unhandledRejection', onRejection);
      await disk.close();
      platform.restore();
    },
  };
};
