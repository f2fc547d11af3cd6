/** One at a time, over every tab and the service worker of this browser (Web Locks), or within this page without them. */
import type { Lock } from './own-log.ts';

const queued = (): Lock => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};

/** A lock by name. */
export const createLock = (name: string): Lock => {
  const within = queued();
  const { locks } = navigator;
  if (typeof locks === 'undefined') return within;
  return (work) => within(async () => locks.request(name, work));
};
