/**
 * What is under way in IndexedDB when a page is left. A browser may keep the page that is left, asleep, to come back to;
 * in WebKit a transaction of it sleeps with it, and every page after it waits for that for ever and never starts
 * (STORE-8). So nothing is left under way: nobody has been told that it was done, and the next page reads what was. The
 * transactions in which a database is made or changed are not among them.
 */
import type { DBCore, Middleware } from 'dexie';

type Transaction = Pick<IDBTransaction, 'abort' | 'addEventListener'>;

const underWay = new Set<Transaction>();

/** Holds the transaction until it has ended, however it ends. */
export const endOnLeaving = <T extends Transaction>(transaction: T): T => {
  underWay.add(transaction);
  for (const end of ['complete', 'abort'] as const)
    transaction.addEventListener(end, () => underWay.delete(transaction));
  return transaction;
};

/** The same for every transaction of a database that uses this. */
export const endAllOnLeaving: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'leaving',
  create: (core) => ({
    ...core,
    transaction: (...asked) => {
      const transaction = core.transaction(...asked);
      endOnLeaving(transaction as IDBTransaction);
      return transaction;
    },
  }),
};

/** Ends what is under way; answers whether anything was. */
const endAll = (): boolean => {
  const ended = [...underWay].filter((transaction) => {
    try {
      transaction.abort();
      return true;
    } catch {
      /* It is being done, and ends by itself. */
      return false;
    }
  });
  return ended.length > 0;
};

let isCutShort = false;

/* A page that is not kept takes its transactions with it; a service worker is never left. */
if ('onpagehide' in globalThis) {
  globalThis.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) isCutShort = endAll() || isCutShort;
  });
  /* What was cut short is read anew. */
  globalThis.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && isCutShort) location.reload();
  });
}
