/** What a run says when it is over. */
import { createHash } from 'node:crypto';
import { faults, type FaultId } from './faults.ts';
import { invariants, type InvariantId } from './invariants.ts';
import type { Options } from './options.ts';
import type { Outcome } from './runner.ts';

export type Failure = {
  readonly seed: number;
  readonly invariant: string;
  readonly message: string;
  readonly events: number;
};

export type Summary = {
  readonly add: (outcome: Outcome) => void;
  readonly firstFailure: () => Failure | undefined;
  readonly lines: () => readonly string[];
  /** Every fault struck and every invariant was checked, if the run was long enough for it. */
  readonly isComplete: () => boolean;
};

/** Below this many seeds a fault may be absent by chance. */
const enoughSeeds = 500;

export const summaryOf = (options: Options): Summary => {
  const outcomes: Outcome[] = [];
  const began = process.hrtime.bigint();
  const strikesOf = (id: FaultId): number => outcomes.reduce((sum, { strikes }) => sum + strikes[id], 0);
  const checksOf = (id: InvariantId): number => outcomes.reduce((sum, { checks }) => sum + checks[id], 0);
  const failing = (): readonly Outcome[] =>
    outcomes.filter(({ wrongs }) => wrongs.length > 0).sort((a, b) => a.seed - b.seed);
  const countOf = (...ids: readonly string[]): number =>
    outcomes.flatMap(({ wrongs }) => wrongs).filter(({ invariant }) => ids.includes(invariant)).length;
  const absent = (): readonly string[] => [
    ...(Object.keys(faults) as FaultId[]).filter((id) => strikesOf(id) === 0),
    ...(Object.keys(invariants) as InvariantId[]).filter((id) => checksOf(id) === 0),
  ];
  return {
    add: (outcome) => {
      outcomes.push({ ...outcome, story: [] });
    },
    firstFailure: () => {
      const [first] = failing();
      const wrong = first?.wrongs[0];
      return first === undefined || wrong === undefined
        ? undefined
        : { seed: first.seed, ...wrong, events: first.events };
    },
    isComplete: () => options.seeds < enoughSeeds || absent().length === 0,
    lines: () => {
      const bySeed = [...outcomes].sort((a, b) => a.seed - b.seed);
      const hash = createHash('sha256');
      for (const { traceHash } of bySeed) hash.update(traceHash);
      const events = outcomes.reduce((sum, one) => sum + one.events, 0);
      return [
        ...(Object.keys(faults) as FaultId[]).map(
          (id) => `${id} struck ${strikesOf(id)} times: ${faults[id]}`,
        ),
        ...(Object.keys(invariants) as InvariantId[]).map(
          (id) => `${id} checked ${checksOf(id)} times: ${invariants[id]}`,
        ),
        ...failing()
          .slice(0, 10)
          .flatMap(({ seed, wrongs }) =>
            wrongs.slice(0, 2).map((one) => `seed ${seed} ${one.invariant}: ${one.message}`),
          ),
        ...(absent().length === 0 ? [] : [`never: ${absent().join(', ')}`]),
        `seeds ${outcomes.length}, failing ${failing().length}, events ${events}, least in a seed ${Math.min(...outcomes.map((one) => one.events))}`,
        `lost ${countOf('I1', 'I4', 'I5', 'I7', 'I25')}, doubled ${countOf('I3')}, invented ${countOf('I2', 'I6')}, unexplained minutes ${countOf('I10', 'I11', 'I26')}`,
        `trace hash ${hash.digest('base64url').slice(0, 22)}, ${(Number(process.hrtime.bigint() - began) / 1e9).toFixed(1)} s`,
      ];
    },
  };
};
