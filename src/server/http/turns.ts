/**
 * One at a time in this process, in the order they came, before a connection to the database is asked for. Those that
 * would only wait for each other inside it would hold every connection meanwhile, and whoever reads a page would come
 * after all of them (SYNC-11).
 */
import type { Database } from '../store/database.ts';

const queues = new WeakMap<Database, Map<string, Promise<unknown>>>();

/** Runs `work` when those before it under the same name have ended, however they ended; without a name at once. */
export const inTurn = <T>(
  database: Database,
  name: string | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  if (name === undefined) return work();
  const queue = queues.get(database) ?? new Map<string, Promise<unknown>>();
  queues.set(database, queue);
  const before = queue.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const ended = mine.then(
    () => undefined,
    () => undefined,
  );
  queue.set(name, ended);
  return mine;
};
