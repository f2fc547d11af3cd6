/**
 * npm run simulate -- --seeds N --first S: so many worlds, on as many processes as there are cores.
 *
 *   --json           one line of JSON: the first failure, or nothing; exit code 1 or 0
 *   --stop-at-first  ends with the first failing seed
 *   --workers N      so many processes (1: this one)
 *   --real           real cryptography and a real SQLite file
 *   --story          tells what happened in each world, in words
 *   --sweep N        each world with a crash of page and server at every N-th place in it (sweep.ts)
 *   --planted        puts each known bug into the code, and says which seed sees it (planted/)
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { optionsFrom, type Options } from './options.ts';
import { runPlanted } from './planted/run-planted.ts';
import { createRunner, type Outcome, type Runner } from './runner.ts';
import { shrink } from './shrink.ts';
import { summaryOf, type Summary } from './summary.ts';
import { sweep } from './sweep.ts';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** This process's share of the places in one world. */
const sweepHere = (
  { workers, sweepEvery: every }: Options,
  runner: Runner,
  seed: number,
  told: (outcome: Outcome) => boolean,
): Promise<boolean> => {
  const worker = isWorker ? Number(process.env['NARVARO_SIMULATION_WORKER']) : 0;
  return sweep(runner, seed, { worker, workers: isWorker ? workers : 1, every }, told);
};

/** Every seed of this process in turn. */
const runHere = async (
  options: Options,
  seeds: readonly number[],
  told: (outcome: Outcome) => boolean,
): Promise<void> => {
  const runner = await createRunner(options);
  try {
    for (const seed of seeds) {
      const isGoingOn =
        options.sweepEvery === 0
          ? told(await runner.run(seed))
          : await sweepHere(options, runner, seed, told);
      if (!isGoingOn) return;
    }
  } finally {
    await runner.close();
  }
};

/** In a sweep the places are shared out, not the seeds. */
const seedsOf = ({ first, seeds, workers, sweepEvery }: Options, worker: number): readonly number[] =>
  Array.from({ length: seeds }, (_, i) => first + i).filter(
    (_, i) => sweepEvery > 0 || i % workers === worker,
  );

const isWorker = process.send !== undefined && process.env['NARVARO_SIMULATION_WORKER'] !== undefined;

const work = async (options: Options): Promise<void> => {
  const worker = Number(process.env['NARVARO_SIMULATION_WORKER']);
  await runHere(options, seedsOf(options, worker), (outcome) => {
    process.send?.(outcome);
    return !(options.stopsAtFirst && outcome.wrongs.length > 0);
  });
  process.disconnect();
};

const spawn = (options: Options, told: (outcome: Outcome) => boolean): Promise<void> => {
  const children = Array.from({ length: options.workers }, (_, worker) =>
    fork(fileURLToPath(import.meta.url), process.argv.slice(2), {
      execArgv: process.execArgv,
      env: { ...process.env, NARVARO_SIMULATION_WORKER: String(worker) },
    }),
  );
  const ended = children.map(
    (child) =>
      new Promise<void>((resolve, reject) => {
        child.on('message', (outcome) => {
          if (!told(outcome as Outcome)) for (const one of children) one.kill();
        });
        child.on('exit', (code, signal) =>
          code === 0 || signal !== null
            ? resolve()
            : reject(new Error(`a worker ended with ${String(code)}`)),
        );
      }),
  );
  return Promise.all(ended).then(() => undefined);
};

/** The failing world again, as small as it can be made, in words. */
const tellStory = async (options: Options, seed: number): Promise<void> => {
  const runner = await createRunner(options);
  try {
    const { outcome, command } = await shrink(runner, await runner.run(seed));
    write(`Seed ${seed}, made smaller:`);
    for (const line of outcome.story) write(`  ${line}`);
    for (const { invariant, message } of outcome.wrongs) write(`  ${invariant}: ${message}`);
    write(`Again: ${command}`);
  } finally {
    await runner.close();
  }
};

const main = async (): Promise<void> => {
  if (process.argv.includes('--planted')) {
    process.exitCode = await runPlanted(process.argv.slice(2));
    return;
  }
  const options = optionsFrom(process.argv.slice(2), availableParallelism());
  if (isWorker) return work(options);
  const summary: Summary = summaryOf(options);
  const told = (outcome: Outcome): boolean => {
    summary.add(outcome);
    if (options.tells) for (const line of outcome.story) write(line);
    return !(options.stopsAtFirst && outcome.wrongs.length > 0);
  };
  if (options.workers === 1)
    await runHere(
      options,
      Array.from({ length: options.seeds }, (_, i) => options.first + i),
      told,
    );
  else await spawn(options, told);
  const failure = summary.firstFailure();
  if (options.isJson) {
    if (failure !== undefined) write(JSON.stringify(failure));
  } else {
    if (failure !== undefined && !options.tells) await tellStory(options, failure.seed);
    for (const line of summary.lines()) write(line);
  }
  process.exitCode = failure === undefined && (options.isJson || summary.isComplete()) ? 0 : 1;
};

await main();
