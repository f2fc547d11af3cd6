/**
 * One at a time, over every tab and the service worker of this browser (Web Locks), or within this page without them.
 *
 * A lock only spares work that would be refused or repeated: the log's store and the office check for themselves. So a
 * lock that the browser does not hand on stops nothing (invariant 7): Chromium 156 has been seen to keep everybody waiting
 * for one that nobody held, and a tab that is frozen keeps what it holds.
 */
import type { Lock } from './own-log.ts';

/** So long nobody may hold it and nobody be given it. */
const nobodyMs = 2000;
/** So long anybody may hold it: longer than a delivery in parts takes. */
const longestMs = 90_000;

const queued = (): Lock => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};

const patient = (locks: LockManager, name: string, whenHeldMs: number): Lock => {
  let isStuck = false;
  const isHeld = async (): Promise<boolean> =>
    (await locks.query()).held?.some((lock) => lock.name === name) ?? false;
  return async (work) => {
    if (isStuck) return work();
    const giveUp = new AbortController();
    let hasBegun = false;
    const stop = (): void => {
      isStuck = !hasBegun;
      giveUp.abort();
    };
    const soon = setTimeout(() => {
      void isHeld().then((held) => {
        if (!held) stop();
      });
    }, nobodyMs);
    const late = setTimeout(stop, whenHeldMs);
    try {
      return await locks.request(name, { signal: giveUp.signal }, () => {
        hasBegun = true;
        clearTimeout(soon);
        clearTimeout(late);
        return work();
      });
    } catch (error) {
      if (hasBegun) throw error;
      return await work();
    } finally {
      clearTimeout(soon);
      clearTimeout(late);
    }
  };
};

/** A lock by name; `whenHeldMs` is how long another may hold it before this goes on without. */
export const createLock = (name: string, whenHeldMs = longestMs): Lock => {
  const within = queued();
  const { locks } = navigator;
  if (typeof locks === 'undefined') return within;
  const across = patient(locks, name, whenHeldMs);
  return (work) => within(() => across(work));
};
