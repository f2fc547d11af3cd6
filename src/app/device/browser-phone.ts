/** The phone's parts as this browser has them, and how it asks to be woken when a network is found. */
import type { Hash } from '../../domain/ids.ts';
import { bytesToBase64Url } from '../../signing/hash.ts';
import { now } from './clock.ts';
import { openDeviceDatabase } from './database.ts';
import { createLock } from './locks.ts';
import { openPhoneDatabase } from './phone-database.ts';
import type { PhoneDeps } from './phone-keeper.ts';
import { callServer } from './server-call.ts';

const createPhone = (): Hash => bytesToBase64Url(crypto.getRandomValues(new Uint8Array(32))) as Hash;

let opened: PhoneDeps | undefined;

/** This browser's one phone, opened when it is first needed. */
export const browserPhone = (): PhoneDeps =>
  (opened ??= {
    store: openPhoneDatabase(),
    asking: callServer,
    clock: now,
    lock: createLock('narvaro-claims'),
    createPhone,
  });

/**
 * True in a browser that is, or has been, a trainer's tablet: a badge's address opened there must not leave a card and
 * a name on it (ME-6).
 */
export const isTrainersTablet = async (): Promise<boolean> => {
  const database = openDeviceDatabase();
  try {
    return (await database.identity.get()) !== undefined;
  } finally {
    database.close();
  }
};

/** Asks the browser to send what is kept even after the page is closed, where it can. */
export const askToSendLater = (): void => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  void serviceWorker?.getRegistration().then((registration) => {
    const { sync } = (registration ?? {}) as { sync?: { register: (tag: string) => Promise<void> } };
    void sync?.register('send-claims').catch(() => undefined);
  });
};
