/** Builds the tablet out of what this browser has, and listens to what the browser says about network and return. */
import type { DeviceHealth } from '../../protocol/push-log.ts';
import { appVersion } from './app-version.ts';
import { openDeviceDatabase, type DeviceDatabase } from './database.ts';
import { createLock } from './locks.ts';
import { callServer } from './server-call.ts';
import { openTablet, type Tablet } from './tablet.ts';

const channelName = 'narvaro';

/** Whether the browser has promised not to clear what is kept; `unknown` where it cannot say. */
export const storageState = async (): Promise<DeviceHealth['storage']> => {
  const { storage } = navigator as { storage?: StorageManager };
  if (typeof storage?.persisted !== 'function') return 'unknown';
  return (await storage.persisted()) ? 'persistent' : 'not-persistent';
};

/** Asks the browser to keep what is kept; true if it promises. Some browsers ask the person and take their time. */
export const askToPersist = async (): Promise<boolean> => {
  const { storage } = navigator as { storage?: StorageManager };
  return typeof storage?.persist === 'function' ? storage.persist() : false;
};

const askForBackgroundPush = (): void => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return;
  void serviceWorker.getRegistration().then((registration) => {
    const { sync } = (registration ?? {}) as { sync?: { register: (tag: string) => Promise<void> } };
    void sync?.register('push-log').catch(() => undefined);
  });
};

export type BrowserTablet = { readonly tablet: Tablet; readonly database: DeviceDatabase };

/** Opens the tablet of this browser and keeps it in step with the network, other tabs and the service worker. */
export const openBrowserTablet = async (): Promise<BrowserTablet> => {
  const database = openDeviceDatabase();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName);
  const opened = await openTablet({
    database,
    asking: callServer,
    clock: () => Date.now(),
    random: () => Math.random(),
    logLock: createLock('narvaro-log'),
    syncLock: createLock('narvaro-sync'),
    health: async () => ({ appVersion, storage: await storageState() }),
    isOnline: () => navigator.onLine,
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    askForBackgroundPush,
  });
  const tablet: Tablet = {
    ...opened,
    record: async (draft) => {
      const recorded = await opened.record(draft);
      if (recorded.ok) channel?.postMessage('changed');
      return recorded;
    },
  };
  channel?.addEventListener('message', () => void opened.changedElsewhere());
  window.addEventListener('online', () => opened.networkChanged());
  window.addEventListener('offline', () => opened.networkChanged());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void opened.syncNow();
  });
  if (!navigator.onLine) opened.networkChanged();
  void opened.syncNow();
  return { tablet, database };
};
