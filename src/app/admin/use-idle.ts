import { useEffect } from 'react';
import { now } from '../device/clock.ts';

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const checkEveryMs = 30_000;

/**
 * Calls `act` once nobody has touched the page for `afterMs`. The clock is compared, not counted, because timers
 * stand still while a laptop sleeps.
 */
export const useIdle = (afterMs: number, isWatching: boolean, act: () => void): void => {
  useEffect(() => {
    if (!isWatching) return undefined;
    let lastAt = now();
    const check = (): boolean => {
      const isIdle = now() - lastAt >= afterMs;
      if (isIdle) act();
      return isIdle;
    };
    const live = (): void => {
      if (!check()) lastAt = now();
    };
    const timer = setInterval(check, checkEveryMs);
    for (const sign of signsOfLife) window.addEventListener(sign, live, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, live);
    };
  }, [afterMs, isWatching, act]);
};
