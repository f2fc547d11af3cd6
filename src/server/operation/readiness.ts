/** Whether this process should be given requests now: what has to hold, and which of it does not. Never why in detail. */
import { statfs } from 'node:fs/promises';
import { isAhead } from '../store/clock-ahead.ts';
import { isStorageDamaged } from '../store/storage-problem.ts';
import type { BackupFacts } from './figures.ts';

export const readinessChecks = [
  'stopping',
  'database',
  'migrations',
  'disk',
  'backup',
  'backup-folder',
  'clock',
] as const;
export type ReadinessCheck = (typeof readinessChecks)[number];

export type Readiness = {
  readonly failing: readonly ReadinessCheck[];
  /** Those that were asked: a backup's age and folder only where one is wanted. */
  readonly checked: readonly ReadinessCheck[];
};

export type ReadinessSources = {
  readonly isStopping: () => boolean;
  readonly clock: () => number;
  /** Whether the database answers. */
  readonly answers: () => Promise<boolean>;
  readonly areMigrationsDone: () => Promise<boolean>;
  /** When the newest event came in: a clock before that has been set wrong. */
  readonly newestArrivalAt: () => Promise<number | undefined>;
  readonly freeBytes: () => Promise<number | undefined>;
  readonly diskFloorBytes: number;
  readonly backup: () => Promise<BackupFacts | undefined>;
  /** Whether the folder of the backups is there, if it has been used (BACKUP-9). */
  readonly isBackupFolderThere: () => Promise<boolean>;
  readonly backupMaxMs: number | undefined;
  readonly startedAt: number;
};

/** Nothing was served before this version was made: an earlier clock has lost its battery. */
const earliest = Date.parse('2026-11-01T00:00:00Z');
const toleranceMs = 5 * 60_000;
const usualLimitMs = 3000;

/** The free bytes for somebody who is not root on a folder's disk; nothing where it cannot be asked. */
export const freeBytesOf = async (folder: string): Promise<number | undefined> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
};

const isClockSane = async ({ clock, newestArrivalAt }: ReadinessSources): Promise<boolean> => {
  const newest = await newestArrivalAt();
  return clock() >= earliest && (newest === undefined || clock() >= newest - toleranceMs);
};

/**
 * A start counts as a backup's first chance: a new server is not unready because it has none yet. A backup from a time
 * that has not come is none to rely on (CLK-1).
 */
const isBackedUp = async (sources: ReadinessSources, maxMs: number): Promise<boolean> => {
  const lastGoodAt = (await sources.backup())?.lastGoodAt;
  const now = sources.clock();
  if (lastGoodAt !== undefined && isAhead(lastGoodAt, now)) return false;
  return now - (lastGoodAt ?? sources.startedAt) <= maxMs;
};

type Answer = boolean | 'damaged';

/**
 * What does not answer soon does not hold: a balancer asks again and again, and must hear it (PG-2). Where the database is
 * damaged, that is why, whatever was asked (CLK-3).
 */
const soon = async (ask: (() => Promise<boolean>) | undefined, limitMs: number): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((tell) => {
    timer = setTimeout(() => tell(false), limitMs);
  });
  try {
    return await Promise.race([ask?.() ?? false, late]);
  } catch (error) {
    return isStorageDamaged(error) ? 'damaged' : false;
  } finally {
    clearTimeout(timer);
  }
};

/** Asks for each thing that has to hold; what cannot be found out, or not in time, does not hold (OPS-1, PG-2). */
export const readReadiness = async (
  sources: ReadinessSources,
  limitMs: number = usualLimitMs,
): Promise<Readiness> => {
  const { backupMaxMs, diskFloorBytes } = sources;
  const asked: Readonly<Partial<Record<ReadinessCheck, () => Promise<boolean>>>> = {
    stopping: async () => !sources.isStopping(),
    database: sources.answers,
    migrations: sources.areMigrationsDone,
    disk: async () => ((await sources.freeBytes()) ?? 0) >= diskFloorBytes,
    ...(backupMaxMs === undefined
      ? {}
      : { backup: () => isBackedUp(sources, backupMaxMs), 'backup-folder': sources.isBackupFolderThere }),
    clock: () => isClockSane(sources),
  };
  const checked = readinessChecks.filter((check) => asked[check] !== undefined);
  const answers = await Promise.all(checked.map((check) => soon(asked[check], limitMs)));
  const isDamaged = answers.includes('damaged');
  const isFailing = (check: ReadinessCheck, at: number): boolean =>
    answers[at] === false || (check === 'database' && isDamaged);
  return { failing: checked.filter(isFailing), checked };
};

/**
 * The same, asked at most once in `restMs`: whoever asks often does not load the database. That a stop has begun is
 * told at once.
 */
export const restingReadiness = (sources: ReadinessSources, restMs: number): (() => Promise<Readiness>) => {
  let last: { readonly at: number; readonly was: boolean; readonly answer: Promise<Readiness> } | undefined;
  return () => {
    const now = sources.clock();
    const was = sources.isStopping();
    if (last === undefined || last.was !== was || Math.abs(now - last.at) > restMs)
      last = { at: now, was, answer: readReadiness(sources) };
    return last.answer;
  };
};
