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
    const current = await database.identity.get();
    const identities = [...(await database.identity.former()), ...(current === undefined ? [] : [current])];
    for (const identity of identities) {
      const sync = createSync({
        identity,
        log: database.logOf(identity.device),
        plan: database.plan,
        asking: callServer,
        clock: () => Date.now(),
        lock: createLock('narvaro-sync'),
        health: () => Promise.resolve({ appVersion, storage: 'unknown' }),
      });
      const pushed = (await sync.hasUnsent()) ? await sync.push() : undefined;
      if (pushed?.ok === false) throw new Error(`not sent: ${pushed.error.kind}`);
    }
    new BroadcastChannel('narvaro').postMessage('changed');
  } finally {
    database.close();
  }
};
