/** Whether this process should be given requests now: what has to hold, and which of it does not. Never why in detail. */
import { statfs } from 'node:fs/promises';
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

/** A start counts as a backup's first chance: a new server is not unready because it has none yet. */
const isBackedUp = async (sources: ReadinessSources, maxMs: number): Promise<boolean> => {
  const lastGoodAt = (await sources.backup())?.lastGoodAt;
  return sources.clock() - (lastGoodAt ?? sources.startedAt) <= maxMs;
};

/** Asks for each thing that has to hold; what cannot be found out does not hold (OPS-1). */
export const readReadiness = async (sources: ReadinessSources): Promise<Readiness> => {
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
  const failing: ReadinessCheck[] = [];
  for (const check of checked)
    if (!((await asked[check]?.().catch(() => false)) ?? false)) failing.push(check);
  return { failing, checked };
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
