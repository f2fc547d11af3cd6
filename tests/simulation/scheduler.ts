/**
 * Time and order for one simulated world: everything that takes time waits here, and what comes next is decided by when
 * and by the seed alone. Between two tasks all promises settle, so that a step is what lies between two waits.
 */
import { createHash } from 'node:crypto';
import type { Random } from '../support/seeded.ts';

type Task = { at: number; readonly order: number; readonly work: () => void; isOff: boolean };

export type Scheduler = {
  /** True time, in ms since 1970. */
  readonly now: () => number;
  /** Runs `work` after `ms`; answers how to call it off. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets everything happen that is due within `ms`. */
  readonly run: (ms: number) => Promise<void>;
  /** Lets things happen until `isDone`, at the longest for `ms`; answers whether it is. */
  readonly runUntil: (isDone: () => boolean, ms: number) => Promise<boolean>;
  /** Time passes and nothing that waits is due earlier than it was: a leap to another day. */
  readonly leap: (ms: number) => Promise<void>;
  readonly settle: () => Promise<void>;
  /** Adds to what the run's hash is made of. */
  readonly trace: (line: string) => void;
  readonly traceHash: () => string;
  /** Nothing that waits will happen any more. */
  readonly end: () => void;
};

const realImmediate = setImmediate;
const turn = (): Promise<void> => new Promise((resolve) => void realImmediate(resolve));
/** Comes when no promise has anything left to do: a turn of its own only for what is outside this process. */
const tick = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });
/** So often a whole turn passes all the same: promises that nobody catches are told of then. */
const ticksInTurn = 64;

const before = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A heap of tasks, the next one first. */
const createHeap = () => {
  const tasks: Task[] = [];
  const swap = (i: number, j: number): void => {
    const kept = tasks[i] as Task;
    tasks[i] = tasks[j] as Task;
    tasks[j] = kept;
  };
  return {
    first: (): Task | undefined => tasks[0],
    add: (task: Task): void => {
      let i = tasks.push(task) - 1;
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (!before(tasks[i] as Task, tasks[parent] as Task)) break;
        swap(i, parent);
        i = parent;
      }
    },
    take: (): void => {
      const last = tasks.pop();
      if (last === undefined || tasks.length === 0) return;
      tasks[0] = last;
      for (let i = 0; ;) {
        const left = 2 * i + 1;
        const right = left + 1;
        let least = i;
        if (left < tasks.length && before(tasks[left] as Task, tasks[least] as Task)) least = left;
        if (right < tasks.length && before(tasks[right] as Task, tasks[least] as Task)) least = right;
        if (least === i) return;
        swap(i, least);
        i = least;
      }
    },
    clear: (): void => {
      tasks.length = 0;
    },
    /** All of them later by `ms`: their order stays. */
    putOff: (ms: number): void => {
      for (const task of tasks) task.at += ms;
    },
  };
};

/** A scheduler that starts at `start`. `isQuiet` says whether work outside (real cryptography) has come to rest. */
export const createScheduler = (
  start: number,
  random: Random,
  isQuiet: () => boolean = () => true,
  turns = 0,
): Scheduler => {
  const heap = createHeap();
  const hash = createHash('sha256');
  let now = start;
  let order = 0;
  let ticks = 0;
  const settle = async (): Promise<void> => {
    ticks += 1;
    if (turns === 0) return ticks % ticksInTurn === 0 ? turn() : tick();
    do {
      for (let i = 0; i < turns; i += 1) await turn();
    } while (!isQuiet());
  };
  const after: Scheduler['after'] = (ms, work) => {
    order += 1;
    /* Two things at the same moment happen in an order of the seed's choosing. */
    const task: Task = { at: now + Math.max(0, ms), order: random() + order * 1e-9, work, isOff: false };
    heap.add(task);
    return () => {
      task.isOff = true;
    };
  };
  /** Two who wait at the same time: one lets things happen, the other looks on. */
  const driver = { isAtWork: false };
  const runUntil: Scheduler['runUntil'] = async (isDone, ms) => {
    const until = now + ms;
    while (driver.isAtWork) {
      if (isDone() || now >= until) return isDone();
      await turn();
    }
    driver.isAtWork = true;
    try {
      return await drive(isDone, until);
    } finally {
      driver.isAtWork = false;
    }
  };
  const drive = async (isDone: () => boolean, until: number): Promise<boolean> => {
    await settle();
    for (;;) {
      if (isDone()) return true;
      const next = heap.first();
      if (next === undefined || next.at > until) break;
      heap.take();
      if (next.isOff) continue;
      now = Math.max(now, next.at);
      next.work();
      await settle();
    }
    now = until;
    return isDone();
  };
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    run: async (ms) => {
      await runUntil(() => false, ms);
    },
    runUntil,
    leap: async (ms) => {
      await settle();
      heap.putOff(ms);
      now += ms;
    },
    settle,
    trace: (line) => {
      hash.update(`${now} ${line}\n`);
    },
    traceHash: () => hash.copy().digest('base64url').slice(0, 22),
    end: () => {
      heap.clear();
    },
  };
};
