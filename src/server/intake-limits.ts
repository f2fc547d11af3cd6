/**
 * How much a tablet may make the office keep (LIM-1, LIM-2), so that a key in the wrong hands cannot fill the disk.
 *
 * The busiest honest day is about 1 200 events: thirty people, six acts each, six sessions, twenty acts on each session.
 * With what the database adds that is 1 MB. A tablet may use eight times that each day, for ever; and what it has not
 * used is there at once, up to 96 MB: some 130 000 events, four times what a tablet records in half a year (130 days of
 * two sessions with eighty acts), so that whoever comes back after half a year, or with 100 000 events, is not made to wait. No push is larger
 * than what is free at last, so that whatever waits goes through in a while and is never refused for good.
 */
import { dayMs } from '../domain/time.ts';
import { isAhead } from './store/clock-ahead.ts';
import type { IntakeStore } from './store/intake-store.ts';

const MB = 1024 * 1024;

export const intakeLimits = {
  /** What comes back each day, and what is there when nothing has been used for long. */
  bytesPerDay: 8 * MB,
  bytesAtOnce: 96 * MB,
  /** What the database keeps beside the text of an event. */
  bytesBeside: 400,
  /** What may wait for a person. */
  bytesAside: 64 * MB,
  /** The office is told well before a tablet has to wait. */
  toldFrom: 0.75,
} as const;

/** Why a tablet has to wait: it has sent more than it may, or more waits for a person than may. */
export type HeldBack = 'pace' | 'aside';

const { bytesPerDay, bytesAtOnce, bytesBeside, bytesAside, toldFrom } = intakeLimits;
const msOf = (bytes: number): number => Math.ceil((bytes / bytesPerDay) * dayMs);
const windowMs = msOf(bytesAtOnce);

/** What texts cost to keep, each in a row of its own. */
export const costOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text) + bytesBeside, 0);

/** How long until all is free; what a clock ahead of time has set begins anew (CLK-2). */
const usedMs = (freeAt: number | undefined, now: number): number => {
  const used = Math.max(0, (freeAt ?? now) - now);
  return isAhead(used, windowMs) ? 0 : Math.min(used, windowMs);
};

/** Uses up `bytes` of a tablet's room; or answers the seconds after which they fit, and uses nothing (LIM-1). */
export const takeRoom = async (
  intake: IntakeStore,
  device: string,
  bytes: number,
  now: number,
): Promise<number | undefined> => {
  const used = usedMs(await intake.freeAt(device), now) + Math.min(msOf(bytes), windowMs);
  if (used > windowMs) return Math.ceil((used - windowMs) / 1000);
  await intake.putFreeAt(device, now + used);
  return undefined;
};

/** How much of a tablet's waits for a person, and whether that is more than may (LIM-2). */
export const asideBytesOf = async (intake: IntakeStore, device: string): Promise<number> =>
  (await intake.asideBytes(device)).get(device) ?? 0;
export const isTooMuchAside = (bytes: number): boolean => bytes > bytesAside;

/** Which tablets have used most of what they may, and of what: told to the office before they have to wait (LIM-3). */
export const heldBackIn = async (
  intake: IntakeStore,
  now: number,
): Promise<ReadonlyMap<string, HeldBack>> => {
  const told = new Map<string, HeldBack>();
  for (const [device, freeAt] of await intake.allFreeAt())
    if (usedMs(freeAt, now) > toldFrom * windowMs) told.set(device, 'pace');
  for (const [device, bytes] of await intake.asideBytes())
    if (bytes > toldFrom * bytesAside) told.set(device, 'aside');
  return told;
};
