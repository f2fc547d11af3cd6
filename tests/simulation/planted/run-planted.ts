/**
 * npm run simulate -- --planted: each known bug in turn is put into the code, and has to be seen within a thousand
 * seeds; a seed that fails without the bug as well proves nothing and is not counted. `--only id,id` runs some, `--seeds N` fewer seeds.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Bug } from './bug.ts';
import { bugs } from './bugs.ts';

const main = resolve(import.meta.dirname, '../run.ts');
const hook = resolve(import.meta.dirname, 'hook.ts');

export type Seen = {
  readonly bug: Bug;
  /** The first seed that sees it, and the invariant; undefined if none does. */
  readonly caught: { readonly seed: number; readonly invariant: string } | undefined;
};

type Ended = { readonly code: number | null; readonly said: string };

const simulate = (words: readonly string[], bug: string | undefined): Promise<Ended> =>
  new Promise((ended) => {
    const importing = bug === undefined ? [] : ['--import', hook];
    const run = spawn(process.execPath, [...importing, main, '--workers', '1', '--json', ...words], {
      env: { ...process.env, NARVARO_PLANTED: bug },
    });
    let said = '';
    run.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    run.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    run.once('exit', (code) => ended({ code, said }));
  });

const failureIn = (said: string): { readonly seed: number; readonly invariant: string } | undefined => {
  const line = said.split('\n').find((one) => one.startsWith('{"seed"'));
  return line === undefined ? undefined : (JSON.parse(line) as { seed: number; invariant: string });
};

/** True if the seed holds without any bug. */
const holdsWithout = async (seed: number): Promise<boolean> =>
  (await simulate(['--seeds', '1', '--first', String(seed)], undefined)).code === 0;

/** Looks for the bug in so many seeds. */
export const seeBug = async (bug: Bug, seeds = 1000): Promise<Seen> => {
  for (let first = 1; first <= seeds;) {
    const { code, said } = await simulate(
      ['--seeds', String(seeds - first + 1), '--first', String(first), '--stop-at-first'],
      bug.id,
    );
    if (code === 0) return { bug, caught: undefined };
    const failure = failureIn(said);
    if (failure === undefined || code === 3)
      throw new Error(`${bug.id} could not be run (${String(code)}):\n${said.slice(-2000)}`);
    if (await holdsWithout(failure.seed)) return { bug, caught: failure };
    first = failure.seed + 1;
  }
  return { bug, caught: undefined };
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const lineOf = ({ bug, caught }: Seen): string =>
  caught === undefined
    ? `NOT SEEN  ${bug.id}: ${bug.words}`
    : `${caught.invariant.padEnd(7)} seed ${String(caught.seed).padStart(4)}  ${bug.id}: ${bug.words}`;

/** Runs them all, on as many processes as there are cores; answers the exit code. */
export const runPlanted = async (words: readonly string[]): Promise<number> => {
  const at = words.indexOf('--only');
  const limit = words.indexOf('--seeds');
  const seeds = limit < 0 ? 1000 : Number(words[limit + 1]);
  const only = at < 0 ? undefined : new Set((words[at + 1] ?? '').split(','));
  const waiting = bugs.filter(({ id }) => only?.has(id) ?? true);
  const asked = waiting.length;
  const seen: Seen[] = [];
  const work = async (): Promise<void> => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const one = await seeBug(bug, seeds);
      seen.push(one);
      say(lineOf(one));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const caught = seen.filter((one) => one.caught !== undefined).length;
  say(`${caught} of ${asked} planted bugs seen`);
  return caught === asked ? 0 : 1;
};
