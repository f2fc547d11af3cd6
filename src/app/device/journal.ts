/**
 * Lets the tablet's log grow shorter, so that three years fit on any tablet (STORE-3). What goes has been with the office
 * for thirty days by the office's own clock, and every month it can be about is locked; its last number and hash stay.
 * The tablet's clock is never asked.
 */
import * as z from 'zod/mini';
import { Hash, type DeviceId } from '../../domain/ids.ts';
import type { LogHead } from '../../domain/log.ts';
import { dayMs } from '../../domain/time.ts';
import type { SettingsStore } from './database.ts';
import type { OwnLogStore } from './own-log.ts';

/** Longer than two backups of the office lie apart, so that a restored office can be filled again (SYNC-2). */
export const keptMs = 30 * dayMs;

const Mark = z.strictObject({ seq: z.int(), hash: Hash, at: z.number() });
type Mark = z.infer<typeof Mark>;
const Marks = z.array(Mark);

const dayOfMark = ({ at }: Mark): number => Math.floor(at / dayMs);

/** One mark a day: how far the office had acknowledged by then. What it no longer acknowledges is forgotten. */
export const marksWith = (marks: readonly Mark[], next: Mark): readonly Mark[] => {
  const known = marks.find(({ seq, hash }) => seq === next.seq && hash === next.hash);
  const isKept = (mark: Mark): boolean => known !== undefined || dayOfMark(mark) !== dayOfMark(next);
  return [...marks.filter((mark) => mark.seq < next.seq && isKept(mark)), known ?? next];
};

/** The last event that may go, or undefined. */
export const clearableIn = (
  marks: readonly Mark[],
  now: number,
  lockedUntil: number | undefined,
): LogHead | undefined => {
  if (lockedUntil === undefined) return undefined;
  const until = Math.min(lockedUntil, now - keptMs);
  const last = marks.filter(({ at }) => at <= until).at(-1);
  return last === undefined ? undefined : { seq: last.seq, hash: last.hash };
};

/**
 * Notes how far the office has acknowledged, and clears what may go. Answers how many events went. Nothing goes while
 * the office acknowledges less than it once did: it asks for it again. What was acknowledged before the office was put
 * back from a backup counts for nothing: it may have been lost, and given again only today.
 */
export const keepJournal = async (
  device: DeviceId,
  log: OwnLogStore,
  settings: SettingsStore,
  lockedUntil: number | undefined,
  restoredAt = 0,
): Promise<number> => {
  const receipt = await log.receipt();
  if (log.journal === undefined || receipt === undefined || receipt.seq === 0) return 0;
  const key = `journal/${device}`;
  const held = Marks.safeParse(await settings.get(key)).data ?? [];
  const { seq, hash, at } = receipt;
  if (at < restoredAt) return 0;
  const since = held.filter((mark) => mark.at >= restoredAt);
  const marks = marksWith(since, { seq, hash, at });
  const upTo = clearableIn(marks, at, lockedUntil);
  const before = (await log.journal.anchor()).seq;
  const isCleared = upTo !== undefined && upTo.seq > before && (await log.journal.clearUpTo(upTo));
  const left = isCleared ? marks.filter((mark) => mark.seq > upTo.seq) : marks;
  if (JSON.stringify(left) !== JSON.stringify(held)) await settings.put(key, left);
  return isCleared ? upTo.seq - before : 0;
};
