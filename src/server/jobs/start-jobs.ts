/** What the server does by itself: letters are sent, places follow the day, figures and names what has changed. Each job runs one at a time. */
import { dayOf, minuteMs } from '../../domain/time.ts';
import { followChanges, littleByLittle } from '../figures/catch-up.ts';
import { logDefect } from '../http/server-log.ts';
import type { Services } from '../http/services.ts';
import type { Mailer } from '../letters/mailer.ts';
import { postLetters } from '../letters/post-letters.ts';
import { countNextMonth } from '../months.ts';
import { holdLock, inTransaction, inTransactionAnew, type Database } from '../store/database.ts';
import { createPeopleStore } from '../store/people-store.ts';
import { createRateLimitStore } from '../store/rate-limit-store.ts';

const namesAtOnce = 400;

export type Jobs = {
  /** Starts no more, and answers when what goes on is done. */
  readonly stop: () => Promise<void>;
};

export type Job = { readonly name: string; readonly everyMs: number; readonly work: () => Promise<unknown> };

/**
 * True for one of the processes that share a database, in each round of a job: a mail server is not sent three times as
 * many letters because three processes serve, and a journal says once what there is to say (MANY-4).
 */
const isOurRound = (database: Database, { name, everyMs }: Job, now: number): Promise<boolean> =>
  inTransactionAnew(database, async (tx) => {
    if (tx.dialect !== 'postgres') return true;
    /* A little less than a round, so that whoever had the last one has it again while it lives. */
    const ends = now + Math.floor(everyMs * 0.9);
    return (await createRateLimitStore(tx).count(`job/${name}`, now, ends)).count === 1;
  });

const startJob = (job: Job, database: Database, services: Services): Jobs => {
  const { name, everyMs, work } = job;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let current: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    const began = performance.now();
    let isDone = true;
    try {
      if (await isOurRound(database, job, services.clock())) await work();
    } catch (error) {
      isDone = false;
      logDefect(services, `job/${name}`, error);
    }
    services.watch?.job({ job: name, isDone, ms: performance.now() - began });
    if (!isStopped) timer = setTimeout(again, everyMs).unref();
  };
  const again = (): void => {
    current = run();
  };
  again();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
};

/** Moves and endings that were planned for a day take effect on it (PPL-1). */
export const followPlaces = (database: Database, services: Pick<Services, 'clock'>): Promise<number> =>
  inTransaction(database, async (tx) => {
    await holdLock(tx, 'log');
    return createPeopleStore(tx).follow(dayOf(services.clock()));
  });

export const startJobs = (
  database: Database,
  services: Services,
  mailer: Mailer | undefined,
  more: readonly Job[] = [],
): Jobs => {
  const jobs: Job[] = [
    { name: 'follow-places', everyMs: 10 * minuteMs, work: () => followPlaces(database, services) },
    /* The figures follow also while nobody looks, so that whoever does need not wait (BIG-3). */
    { name: 'keep-figures', everyMs: minuteMs, work: () => followChanges(database, services) },
    /* A long list that was taken in, or a database that was moved, does not make the first who searches wait (BIG-4). */
    {
      name: 'keep-names',
      everyMs: minuteMs,
      work: () => littleByLittle(database, services, ({ names }) => names.keepSome(namesAtOnce)),
    },
    {
      name: 'count-changes',
      everyMs: minuteMs,
      work: () => littleByLittle(database, services, countNextMonth),
    },
    ...more,
  ];
  if (mailer !== undefined)
    jobs.push({
      name: 'post-letters',
      everyMs: 10_000,
      work: () => postLetters({ database, services, mailer }),
    });
  const started = jobs.map((job) => startJob(job, database, services));
  return {
    stop: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
};
