/** Sends what is unsent, without a page: called by the service worker when the browser has found a network again. */
import { openDeviceDatabase } from './database.ts';
import { createLock } from './locks.ts';
import { callServer } from './server-call.ts';
import { createSync } from './sync.ts';
import { appVersion } from './app-version.ts';

/** Throws if something is left, so that the browser tries again later. */
export const pushInBackground = async (): Promise<void> => {
  const database = openDeviceDatabase();
  try {
    const identity = await database.identity.get();
    if (identity === undefined) return;
    const sync = createSync({
      identity,
      log: database.log,
      plan: database.plan,
      asking: callServer,
      clock: () => Date.now(),
      lock: createLock('narvaro-sync'),
      health: () => Promise.resolve({ appVersion, storage: 'unknown' }),
    });
    const pushed = await sync.push();
    if (!pushed.ok) throw new Error(`not sent: ${pushed.error.kind}`);
    new BroadcastChannel('narvaro').postMessage('changed');
  } finally {
    database.close();
  }
};
