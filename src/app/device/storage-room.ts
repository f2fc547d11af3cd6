/**
 * How long the room on the tablet lasts, and how room is made when there is none (STORE-1, STORE-2). What the browser says
 * of its quota may be missing, wrong or, in Chromium since 2025, always the same, so a reserve is really written: when it
 * cannot be, room is short, and when a check-in does not fit, the reserve is given up for it.
 */
import type { DeviceDatabase } from './database.ts';
import { endOnLeaving } from './leaving.ts';
import type { Space } from './space.ts';

/** What an event takes on disk, with its hash and index; measured in Chromium and rounded up. */
export const bytesPerEvent = 2000;
const littleBytes = 50_000_000;
const fullBytes = 3_000_000;
const littleDays = 14;
/** Room for about five thousand check-ins, so that it is known to be short long before it ends. */
export const reserveBytes = 10_000_000;
const pieceBytes = 1_000_000;
/** A tablet that is hardly used still has to last a full day of two groups. */
const leastPerDay = 60;

export type Room = {
  /** Undefined where the browser does not say, or says what cannot be. */
  readonly freeBytes: number | undefined;
  /** How much of the reserve could be written. */
  readonly reservedBytes: number;
};

/** How many days the room lasts at this pace, and whether that is enough (STORE-1). */
export const outlookOf = (room: Room, eventsPerDay: number): Space => {
  const { reservedBytes } = room;
  /* There is no more than the part of the reserve that could be written, whatever the browser says. */
  const freeBytes =
    reservedBytes < reserveBytes ? Math.min(room.freeBytes ?? reservedBytes, reservedBytes) : room.freeBytes;
  const freeMb = freeBytes === undefined ? null : Math.floor(freeBytes / 1_000_000);
  const perDay = Math.max(leastPerDay, eventsPerDay) * bytesPerEvent;
  const days = freeBytes === undefined ? null : Math.min(9999, Math.floor(freeBytes / perDay));
  const isFull = freeBytes !== undefined && freeBytes < fullBytes;
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
  const bytes = new Uint8Array(pieceBytes);
  for (let at = 0; at < pieceBytes; at += chunkBytes)
    crypto.getRandomValues(bytes.subarray(at, at + chunkBytes));
  return bytes;
};

/** Adds a piece where one is missing; answers how many there are, and whether there was no room for it. */
const addPiece = (db: IDBDatabase): Promise<{ readonly pieces: number; readonly isFull: boolean }> =>
  new Promise((resolve) => {
    let pieces = 0;
    const writing = endOnLeaving(db.transaction('bytes', 'readwrite'));
    const bytes = writing.objectStore('bytes');
    const counted = bytes.count();
    counted.addEventListener('success', () => {
      pieces = counted.result;
      if (pieces * pieceBytes < reserveBytes) bytes.put(filling(), `piece ${pieces}`);
    });
    writing.addEventListener('complete', () => {
      resolve({ pieces: Math.min(pieces + 1, reserveBytes / pieceBytes), isFull: false });
    });
    writing.addEventListener('abort', () => resolve({ pieces, isFull: true }));
  });

/** Writes the reserve where it is missing; answers how many bytes of it are there. */
export const keepReserve = async (): Promise<number> => {
  let db: IDBDatabase | undefined;
  let pieces = 0;
  try {
    db = await openReserve();
    while (pieces * pieceBytes < reserveBytes) {
      // oxlint-disable-next-line no-await-in-loop -- a piece at a time, so that as much as there is room for is kept
      const added = await addPiece(db);
      pieces = added.pieces;
      if (added.isFull) break;
    }
    return pieces * pieceBytes;
  } catch {
    return pieces * pieceBytes;
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
  return { freeBytes: free, reservedBytes: await keepReserve() };
};

/** Gives up the reserve and what other tablets have recorded, which is fetched again; nothing of our own (STORE-2). */
export const makeRoom = async ({ plan }: Pick<DeviceDatabase, 'plan'>): Promise<boolean> => {
  await dropReserve();
  await plan.dropOthers?.().catch(() => undefined);
  return true;
};
