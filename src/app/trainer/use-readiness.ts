/** Gathers what readiness is judged by from the tablet and the browser. */
import { useCallback, useEffect, useState } from 'react';
import { now as readClock, useNow } from '../device/clock.ts';
import { askToPersist, storageState } from '../device/browser-tablet.ts';
import type { SettingsStore } from '../device/database.ts';
import { readinessOf, type Readiness, type ReadinessFacts } from '../device/readiness.ts';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';
import { useClockCheck } from './use-clock-check.ts';

const cameraKey = 'camera-tested-at';
const soundKey = 'sound-tested-at';

/** Some browsers ask the person, and never answer if nobody does. */
const askForMs = 15_000;

/** Asks the browser to keep what is kept; false if it does not promise in time. */
export const askToProtect = async (): Promise<boolean> =>
  Promise.race([
    askToPersist().catch(() => false),
    new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), askForMs);
    }),
  ]);

/** True when the shell is in the browser's keeping and would start without a network. */
const isAppKept = async (): Promise<boolean> => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  const registration = await serviceWorker?.getRegistration().catch(() => undefined);
  return registration?.active !== undefined && registration.active !== null;
};

type Kept = Pick<ReadinessFacts, 'storage' | 'cameraTestedAt' | 'soundTestedAt' | 'isAppKept'>;
const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const readKept = async (settings: SettingsStore): Promise<Kept> => {
  const [storage, camera, sound, hasApp] = await Promise.all([
    storageState(),
    settings.get(cameraKey),
    settings.get(soundKey),
    isAppKept(),
  ]);
  return { storage, cameraTestedAt: numberOr(camera), soundTestedAt: numberOr(sound), isAppKept: hasApp };
};

export type UseReadiness = {
  /** `undefined` for the moment it takes to ask the browser. */
  readonly readiness: Readiness | undefined;
  readonly tested: (what: 'camera' | 'sound') => void;
  readonly protect: () => Promise<boolean>;
};

/** The tablet's readiness, and what can be done about it. */
export const useReadiness = (): UseReadiness => {
  const settings = useSettings();
  const state = useTabletState();
  const clock = useClockCheck();
  const now = useNow(10_000);
  const [kept, setKept] = useState<Kept>();
  const look = useCallback(async () => setKept(await readKept(settings)), [settings]);
  useEffect(() => {
    let isGone = false;
    void readKept(settings).then((found) => {
      if (!isGone) setKept(found);
    });
    return () => {
      isGone = true;
    };
  }, [settings, now]);
  const tested = (what: 'camera' | 'sound'): void => {
    void settings.put(what === 'camera' ? cameraKey : soundKey, readClock()).then(look);
  };
  const protect = async (): Promise<boolean> => {
    const isProtected = await askToProtect();
    await look();
    return isProtected;
  };
  const readiness =
    kept === undefined
      ? undefined
      : readinessOf({
          ...kept,
          now,
          plan: state.plan,
          isRevoked: state.send.isRevoked,
          clockOffsetMs: clock?.offsetMs,
          clockComparedAt: clock?.at,
          hasClockChanged: clock?.hasChanged === true,
          unsent: state.send.unsent,
          oldestUnsentAt: state.send.oldestUnsentAt,
          lastTry: state.send.lastTry,
        });
  return { readiness, tested, protect };
};
