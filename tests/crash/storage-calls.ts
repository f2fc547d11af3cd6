/** The n-th call to the real IndexedDB fails, in the way the browser lets it fail (CRASH-5). */
import type { BrowserContext, Page } from '@playwright/test';

/** How a call fails: it throws, or it seems to go well and its transaction is given up afterwards. */
export const failures = ['QuotaExceededError', 'UnknownError', 'AbortError', 'abort'] as const;
export type Failure = (typeof failures)[number];

type Fault = { countdown: number; hits: number; how: string };

/** Puts itself between every page of the context and IndexedDB, and lets everything through until it is told to fail. */
export const tamperWithStorage = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const fault: Fault = { countdown: Number.POSITIVE_INFINITY, hits: 0, how: '' };
    Object.assign(window, { storageFault: fault });
    const strikes = (): boolean => {
      fault.countdown -= 1;
      if (fault.countdown !== 0) return false;
      fault.hits += 1;
      return true;
    };
    const wrap = (owner: object, name: string): void => {
      const real: unknown = Reflect.get(owner, name);
      if (typeof real !== 'function') return;
      Reflect.set(owner, name, function failing(this: object, ...given: readonly unknown[]): unknown {
        if (!strikes()) return Reflect.apply(real, this, given);
        const store = this instanceof IDBObjectStore ? this : undefined;
        if (fault.how !== 'abort' || store === undefined)
          throw new DOMException('let fail by a test', fault.how === 'abort' ? 'AbortError' : fault.how);
        const request: unknown = Reflect.apply(real, this, given);
        store.transaction.abort();
        return request;
      });
    };
    for (const name of ['add', 'put', 'delete', 'clear', 'get', 'getAll', 'count', 'openCursor'])
      wrap(IDBObjectStore.prototype, name);
    for (const name of ['get', 'getAll', 'openCursor', 'openKeyCursor']) wrap(IDBIndex.prototype, name);
    wrap(IDBDatabase.prototype, 'transaction');
  });

/** From now on the `n`-th call fails. */
export const failNth = (page: Page, n: number, how: Failure): Promise<void> =>
  page.evaluate(
    ([countdown, how]) => {
      const fault = Reflect.get(window, 'storageFault') as Fault;
      Object.assign(fault, { countdown, how, hits: 0 });
    },
    [n, how] as const,
  );

/** No call fails any more; answers whether one has. */
export const stopFailing = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const fault = Reflect.get(window, 'storageFault') as Fault;
    fault.countdown = Number.POSITIVE_INFINITY;
    return fault.hits > 0;
  });
