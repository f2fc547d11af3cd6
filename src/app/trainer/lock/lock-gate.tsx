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
import { now as readClock } from '../../device/clock.ts';
import { useSettings, useTabletState } from '../../device/tablet-context.tsx';
import { useKiosk } from '../kiosk/kiosk-gate.tsx';
import { useSetting } from '../use-setting.ts';
import { useTrainerCode } from '../use-trainer-code.ts';
import {
  isLockedKey,
  isToLock,
  lockAfterKey,
  lockAfterMs,
  lockAfterValues,
  readLocked,
} from './idle-lock.ts';

/** Only a locked tablet loads it; it is in the app's own cache long before. */
const LockScreen = lazy(async () => ({ default: (await import('./lock-screen.tsx')).LockScreen }));

const lookEveryMs = 5_000;
const namelessPath = /^\/(?:anslut|tillfalle\/[^/]+\/(?:kod|sjalv))$/;

/** When the tablet was last used: a touch, a key, or something recorded on it. */
const useLastUse = (): RefObject<number> => {
  const { recorded } = useTabletState();
  const last = useRef(readClock());
  useEffect(() => {
    last.current = readClock();
  }, [recorded]);
  useEffect(() => {
    const used = (): void => {
      last.current = readClock();
    };
    document.addEventListener('pointerdown', used, true);
    document.addEventListener('keydown', used, true);
    return () => {
      document.removeEventListener('pointerdown', used, true);
      document.removeEventListener('keydown', used, true);
    };
  }, []);
  return last;
};

export const LockGate = ({ children }: { readonly children: ReactNode }) => {
  const settings = useSettings();
  const { identity } = useTabletState();
  const { lock } = useKiosk();
  const { pathname } = useLocation();
  const { hasCodes } = useTrainerCode();
  const [choice] = useSetting(lockAfterKey, lockAfterValues);
  const [isLocked, setIsLocked] = useState<boolean>();
  const lastUse = useLastUse();
  useEffect(() => {
    void readLocked(settings)
      .catch(() => false)
      .then(setIsLocked);
  }, [settings]);
  const isKiosk = lock.kind !== 'open';
  const isNameless = isKiosk || identity === undefined || namelessPath.test(pathname);
  const change = useCallback(
    (next: boolean): void => {
      setIsLocked(next);
      void settings.put(isLockedKey, next);
    },
    [settings],
  );
  /** Looked at now and then, and at once when a tablet that slept is woken. */
  useEffect(() => {
    if (isLocked !== false) return;
    const look = (): void => {
      const facts = { lastUsedAt: lastUse.current, after: lockAfterMs(choice), hasCodes, isNameless };
      if (isToLock(facts, readClock())) change(true);
    };
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isLocked, lastUse, choice, hasCodes, isNameless, change]);
  if (isLocked === undefined) return null;
  return isLocked && hasCodes && !isNameless ? (
    <Suspense fallback={null}>
      <LockScreen onUnlock={() => change(false)} />
    </Suspense>
  ) : (
    children
  );
};
