/**
 * How long the room on the tablet lasts, and how room is made when there is none (STORE-1, STORE-2). What the browser says
 * of its quota may be missing or wrong, so a reserve is really written: when it cannot be, there is no room, and when a
 * check-in does not fit, the reserve is given up for it.
 */
import type { DeviceDatabase } from './database.ts';
import type { Space } from './space.ts';

/** What an event takes on disk, with its hash and index; measured in Chromium and rounded up. */
export const bytesPerEvent = 2000;
const littleBytes = 50_000_000;
const fullBytes = 3_000_000;
const littleDays = 14;
/** A tablet that is hardly used still has to last a full day of two groups. */
const leastPerDay = 60;

export type Room = {
  /** Undefined where the browser does not say, or says what cannot be. */
  readonly freeBytes: number | undefined;
  /** False when the reserve could not be written. */
  readonly isWritable: boolean;
};

/** How many days the room lasts at this pace, and whether that is enough (STORE-1). */
export const outlookOf = ({ freeBytes, isWritable }: Room, eventsPerDay: number): Space => {
  const freeMb = freeBytes === undefined ? null : Math.floor(freeBytes / 1_000_000);
  const perDay = Math.max(leastPerDay, eventsPerDay) * bytesPerEvent;
  const days = freeBytes === undefined ? null : Math.min(9999, Math.floor(freeBytes / perDay));
  const isFull = !isWritable || (freeBytes !== undefined && freeBytes < fullBytes);
  const isLittle = freeBytes !== undefined && (freeBytes < littleBytes || (days ?? 0) < littleDays);
  return {
    level: isFull ? 'full' : isLittle ? 'little' : freeBytes === undefined ? 'unknown' : 'plenty',
    freeMb,
    days,
  };
};

/** Free bytes out of an estimate; undefined for one that cannot be true. */
export const freeIn = ({ quota, usage }: StorageEstimate): number | undefined =>
  quota === undefined ||
  usage === undefined ||
  !Number.isFinite(quota) ||
  quota <= 0 ||
  usage < 0 ||
  usage > quota
    ? undefined
    : quota - usage;

const freeBytes = async (): Promise<number | undefined> => {
  const { storage } = navigator as { storage?: StorageManager };
  if (typeof storage?.estimate !== 'function') return undefined;
  try {
    return freeIn(await storage.estimate());
  } catch {
    return undefined;
  }
};

const reserveName = 'narvaro-reserve';
/** Room for about five hundred check-ins. */
const reserveBytes = 1_000_000;
const chunkBytes = 50_000;

const openReserve = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(reserveName, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('bytes'));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error ?? new Error('not opened')));
  });

/** Random, because a browser packs what repeats itself. */
const filling = (): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(reserveBytes);
  for (let at = 0; at < reserveBytes; at += chunkBytes)
    crypto.getRandomValues(bytes.subarray(at, at + chunkBytes));
  return bytes;
};

/** Writes the reserve where it is missing; false if there is no room for it. */
export const keepReserve = async (): Promise<boolean> => {
  let db: IDBDatabase | undefined;
  try {
    db = await openReserve();
    const opened = db;
    return await new Promise<boolean>((resolve) => {
      const writing = opened.transaction('bytes', 'readwrite');
      const bytes = writing.objectStore('bytes');
      const counted = bytes.count();
      counted.addEventListener('success', () => {
        if (counted.result === 0) bytes.put(filling(), 'reserve');
      });
      writing.addEventListener('complete', () => resolve(true));
      writing.addEventListener('abort', () => resolve(false));
    });
  } catch {
    return false;
  } finally {
    db?.close();
  }
};

const dropReserve = (): Promise<void> =>
  new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(reserveName);
    for (const end of ['success', 'error', 'blocked'] as const) asked.addEventListener(end, () => resolve());
  });

/** Looks at the room there is. */
export const lookAtRoom = async (): Promise<Room> => {
  const free = await freeBytes();
  return { freeBytes: free, isWritable: await keepReserve() };
};

/** Gives up the reserve and what other tablets have recorded, which is fetched again; nothing of our own (STORE-2). */
export const makeRoom = async ({ plan }: Pick<DeviceDatabase, 'plan'>): Promise<boolean> => {
  await dropReserve();
  await plan.dropOthers?.().catch(() => undefined);
  return true;
};
