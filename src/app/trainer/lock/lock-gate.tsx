/** Stands around the trainer's views and takes their place when nobody has used the tablet for a while (LOCK-1). */
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { useLocation } from 'react-router';
import type { SettingsStore } from '../../device/database.ts';
import { now as readClock } from '../../device/clock.ts';
import { useSettings, useTabletState } from '../../device/tablet-context.tsx';
import { useKiosk } from '../kiosk/kiosk-gate.tsx';
import { useTrainerCode } from '../use-trainer-code.ts';
import { isLockedKey, isToLock, lastUsedKey, lockAfterMs, readLockAfter } from './idle-lock.ts';
import { isNamelessView } from './trainer-start.ts';
import { usedEvent } from './used.ts';

/** Only a locked tablet loads it; it is in the app's own cache long before. */
const LockScreen = lazy(async () => ({ default: (await import('./lock-screen.tsx')).LockScreen }));

const lookEveryMs = 5_000;
const keepEveryMs = 60_000;

/** When the tablet was last used: a touch, a key, a card before the camera, or something recorded on it. */
const useLastUse = (settings: SettingsStore): RefObject<number> => {
  const { recorded } = useTabletState();
  const last = useRef(readClock());
  const kept = useRef(0);
  const use = useCallback((): void => {
    last.current = readClock();
    if (Math.abs(last.current - kept.current) < keepEveryMs) return;
    kept.current = last.current;
    void settings.put(lastUsedKey, last.current);
  }, [settings]);
  useEffect(() => {
    if (recorded > 0) last.current = readClock();
  }, [recorded]);
  useEffect(() => {
    for (const kind of ['pointerdown', 'keydown', usedEvent]) document.addEventListener(kind, use, true);
    return () => {
      for (const kind of ['pointerdown', 'keydown', usedEvent]) document.removeEventListener(kind, use, true);
    };
  }, [use]);
  return last;
};

type LockGateProps = {
  /** As it was read before anything was drawn: a tablet that lay unused while the app was closed shows no names. */
  readonly isLockedFirst: boolean;
  readonly children: ReactNode;
};

export const LockGate = ({ isLockedFirst, children }: LockGateProps) => {
  const settings = useSettings();
  const state = useTabletState();
  const { lock } = useKiosk();
  const { pathname } = useLocation();
  const { hasCodes } = useTrainerCode();
  const [isLocked, setIsLocked] = useState(isLockedFirst);
  const lastUse = useLastUse(settings);
  const isNameless = isNamelessView(state, lock, pathname);
  const change = useCallback(
    (next: boolean): void => {
      setIsLocked(next);
      void settings.put(isLockedKey, next);
    },
    [settings],
  );
  /** Looked at now and then, and at once when a tablet that slept is woken. */
  useEffect(() => {
    if (isLocked) return;
    const look = async (): Promise<void> => {
      const at = readClock();
      lastUse.current = Math.min(lastUse.current, at);
      const after = lockAfterMs(await readLockAfter(settings));
      if (isToLock({ lastUsedAt: lastUse.current, after, hasCodes, isNameless }, at)) change(true);
    };
    const lookNow = (): void => void look();
    const timer = setInterval(lookNow, lookEveryMs);
    document.addEventListener('visibilitychange', lookNow);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookNow);
    };
  }, [isLocked, lastUse, settings, hasCodes, isNameless, change]);
  return isLocked && hasCodes && !isNameless ? (
    <Suspense fallback={null}>
      <LockScreen onUnlock={() => change(false)} />
    </Suspense>
  ) : (
    children
  );
};
