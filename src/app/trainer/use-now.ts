/** The time, for words like "om 22 minuter". The only place under trainer/ that reads the wall clock. */
import { useEffect, useState } from 'react';

/** Milliseconds since 1970, now. */
export const readClock = (): number => Date.now();

/** The time now; the screen is drawn anew every `everyMs` and when the page is looked at again. */
export const useNow = (everyMs = 10_000): number => {
  const [now, setNow] = useState(readClock);
  useEffect(() => {
    const tick = (): void => setNow(readClock());
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return now;
};
