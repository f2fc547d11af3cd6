/** The page's clock, for screens. The only place in the app's screens that reads the time. */
import { useEffect, useState } from 'react';
import type { Clocks } from './clock-check.ts';

/** Now, in ms since 1970, by this device's clock. */
export const now = (): number => Date.now();

/** The same beside a clock of the page's own, which nobody can set. */
export const clocks = (): Clocks => ({
  now: now(),
  origin: performance.timeOrigin,
  ticks: performance.now(),
});

/** The time, drawn anew every `everyMs` while the page is visible. */
export const useNow = (everyMs: number): number => {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const tick = (): void => {
      if (document.visibilityState === 'visible') setAt(now());
    };
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return at;
};
