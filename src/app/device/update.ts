/**
 * New versions. One is fetched in the background and waits; it is put on only when somebody presses the button, so that
 * an update never interrupts a session (UPD-1).
 */
import { useSyncExternalStore } from 'react';

type Waiting = {
  readonly isWaiting: boolean;
  /** The change has been asked for; the old version may first finish sending what it has begun. */
  readonly isChanging: boolean;
  readonly apply: () => void;
};

/** What a change takes where nothing is in its way, twice over. */
const patienceMs = 5_000;

let waiting: Waiting = { isWaiting: false, isChanging: false, apply: () => undefined };
const listeners = new Set<() => void>();

const tell = (next: Waiting): void => {
  waiting = next;
  for (const listen of listeners) listen();
};

/** Fetched after the first screen: nothing on it waits for the worker. */
const register = async (): Promise<void> => {
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js');
  workbox.addEventListener('waiting', () => {
    const apply = (): void => {
      if (waiting.isChanging) return;
      tell({ ...waiting, isChanging: true });
      const startAgain = (): void => window.location.reload();
      const { pathname } = window.location;
      workbox.addEventListener('controlling', startAgain);
      workbox.messageSkipWaiting();
      /* Chromium may leave the new one waiting if the old one is asked for something just then; a new start wakes it. */
      setTimeout(() => {
        if (window.location.pathname === pathname) startAgain();
        else tell({ ...waiting, isChanging: false });
      }, patienceMs);
    };
    tell({ isWaiting: true, isChanging: false, apply });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && navigator.onLine)
      void workbox.update().catch(() => undefined);
  });
  await workbox.register();
};

/** Registers the service worker, which makes the app start without a network. Called once, from start-app.tsx. */
export const registerServiceWorker = (): void => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void register().catch(() => undefined);
};

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

/** Whether a new version waits, and how to change to it (the page starts again). */
export const useUpdate = (): Waiting => useSyncExternalStore(subscribe, () => waiting);
