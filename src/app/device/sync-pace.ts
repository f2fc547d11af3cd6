/** When the tablet speaks to the office: one round at a time, soon after a record, later after each failure (SYNC-8). */
import { retryWaitMs } from './send-status.ts';

export type SyncPace = {
  /** A round now; where one goes on, the next follows it at once. */
  readonly now: () => Promise<void>;
  /** Something has been recorded, and is to be sent soon where there is a network. */
  readonly recorded: (isOnline: boolean) => void;
  /** The network is back: what failed before says nothing any more. */
  readonly afresh: () => Promise<void>;
  readonly end: () => void;
};

export type SyncPaceDeps = {
  /** One round; true if all of it went well. */
  readonly round: () => Promise<boolean>;
  readonly canStart: () => boolean;
  /** The wait after a round that went well, in ms. */
  readonly usualWait: () => number;
  /** Told how many ms the next try waits after a failure; nothing after a round that went well. */
  readonly onWait: (retryInMs: number | undefined) => void;
  readonly random: () => number;
  /** Runs `work` after `ms`; answers how to call it off. */
  readonly later: (work: () => void, ms: number) => () => void;
};

const afterRecordMs = 150;
const meanwhileMs = 60_000;

export const createSyncPace = (deps: SyncPaceDeps): SyncPace => {
  let failures = 0;
  let cancelNext: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let isAgain = false;
  let isEnded = false;

  const planNext = (ms: number): void => {
    cancelNext?.();
    if (!isEnded) cancelNext = deps.later(() => void now(), ms);
  };
  const now = (): Promise<void> => {
    if (isEnded || !deps.canStart()) return Promise.resolve();
    if (running !== undefined) {
      isAgain = true;
      return running;
    }
    cancelNext?.();
    running = (async () => {
      let isFine = false;
      try {
        isFine = await deps.round();
      } finally {
        running = undefined;
        failures = isFine ? 0 : failures + 1;
        const wait = isFine ? deps.usualWait() : retryWaitMs(failures, deps.random);
        deps.onWait(isFine ? undefined : wait);
        planNext(isAgain ? afterRecordMs : wait);
        isAgain = false;
      }
    })();
    return running;
  };
  return {
    now,
    recorded: (isOnline) => {
      if (isOnline) planNext(running === undefined ? afterRecordMs : meanwhileMs);
      isAgain = running !== undefined;
    },
    afresh: () => {
      failures = 0;
      return now();
    },
    end: () => {
      isEnded = true;
      cancelNext?.();
    },
  };
};
