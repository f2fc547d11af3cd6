/** Sends what is unsent, without a page: called by the service worker when the browser has found a network again. */
import { openClockNotes } from './clock-notes.ts';
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
      const log = database.logOf(identity.device);
      const clock = (): number => Date.now();
      /* Only the page writes in the log: what has to be noted first waits for it (CLOCK-2). */
      const note = (): Promise<boolean> => Promise.resolve(false);
      const { compareFirst } = await openClockNotes({ log, clock, note, ticks: () => performance.now() });
      const sync = createSync({
        identity,
        log,
        plan: database.plan,
        asking: callServer,
        clock,
        ...(identity === current ? { compareFirst } : {}),
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
