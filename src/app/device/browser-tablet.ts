/** Builds the tablet out of what this browser has, and listens to what the browser says about network and return. */
import type { DeviceHealth } from '../../protocol/push-log.ts';
import { appVersion } from './app-version.ts';
import { openDeviceDatabase, type DeviceDatabase } from './database.ts';
import { createLock } from './locks.ts';
import { lastSeen, noteSeen } from './last-seen.ts';
import { callServer } from './server-call.ts';
import { spaceNow, tellOutdated } from './space.ts';
import { openTablet, type Tablet } from './tablet.ts';

const channelName = 'narvaro';
const news = 'news';

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

const upkeepAfterMs = 2500;

const askForUpdate = (): void => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  void serviceWorker
    ?.getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
};

export type BrowserTablet = { readonly tablet: Tablet; readonly database: DeviceDatabase };

/** Opens the tablet of this browser and keeps it in step with the network, other tabs and the service worker. */
export const openBrowserTablet = async (): Promise<BrowserTablet> => {
  const database = openDeviceDatabase(undefined, tellOutdated);
  database.warm?.();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName);
  const opened = await openTablet({
    database,
    asking: callServer,
    clock: () => Date.now(),
    openClockNotes: async (deps) =>
      (await import('./clock-notes.ts')).openClockNotes({ ...deps, ticks: () => performance.now() }),
    random: () => Math.random(),
    logLock: createLock('narvaro-log', 5000),
    syncLock: createLock('narvaro-sync'),
    health: async () => {
      const space = spaceNow();
      return { appVersion, storage: await storageState(), ...(space === undefined ? {} : { space }) };
    },
    lastSeen,
    tellTabs: () => channel?.postMessage(news),
    makeRoom: async () => (await import('./storage-room.ts')).makeRoom(database),
    isOnline: () => navigator.onLine,
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    askForBackgroundPush,
    askForUpdate,
  });
  const tablet: Tablet = {
    ...opened,
    record: async (draft) => {
      const recorded = await opened.record(draft);
      if (recorded.ok) {
        noteSeen(recorded.value.own.seq, opened.state().identity?.device);
        channel?.postMessage('changed');
      }
      return recorded;
    },
  };
  channel?.addEventListener('message', ({ data }) => void opened.changedElsewhere(data === news));
  window.addEventListener('online', () => opened.networkChanged());
  window.addEventListener('offline', () => opened.networkChanged());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void opened.syncNow();
  });
  if (!navigator.onLine) opened.networkChanged();
  void opened.syncNow();
  setTimeout(() => {
    void import('./upkeep.ts').then(({ startUpkeep }) =>
      startUpkeep({ database, tablet, asking: callServer, clock: () => Date.now() }),
    );
  }, upkeepAfterMs);
  return { tablet, database };
};
