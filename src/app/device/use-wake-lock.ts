/** Keeps the screen lit, where the browser can: while people are checked in, and while a card is held up. */
import { useEffect, useState } from 'react';

/** True when the device has said that it may put out the screen all the same, or has no way to be asked. */
export const useWakeLock = (): boolean => {
  const [isRefused, setIsRefused] = useState(() => !('wakeLock' in navigator));
  useEffect(() => {
    const { wakeLock } = navigator as { wakeLock?: WakeLock };
    if (wakeLock === undefined) return;
    let isGone = false;
    let held: WakeLockSentinel | undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        held = await wakeLock.request('screen');
        if (isGone) await held.release();
        else setIsRefused(false);
      } catch {
        if (!isGone) setIsRefused(true);
      }
    };
    const again = (): void => void ask();
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', again);
      void held?.release();
    };
  }, []);
  return isRefused;
};
