/**
 * What the server does for the backups by itself: one each night, at the hour the office has chosen; what has been shut
 * out, as it happens; and each day how every log ends. A night that fails is told, and tried again within the hour.
 */
import { dayMs, dayOf, hourMs, instantAt, minuteMs } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';
import type { Job } from '../jobs/start-jobs.ts';
import { createLog, processSink, type Log } from '../operation/log-line.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { lastOfficeSeq } from '../store/heads-store.ts';
import { backupState, believable, changeBackupState, claimTry, noKeyReason } from './backup-state.ts';
import { basename } from 'node:path';
import { headsDigest, noteDay } from './heads-journal.ts';
import { ensureFolder } from './backup-folder.ts';
import { removeOld, removeUnfinished, type KeepRule } from './keep.ts';
import { makeBackup, type Made } from './make-backup.ts';
import { keptPublicKey } from './recovery-key.ts';
import { noteRevocations, type JournalMemory } from './revocations.ts';

export type BackupPlan = {
  readonly folder: string;
  /** Whether somebody has chosen the folder; otherwise it lies on the same disk as the data. */
  readonly isChosen: boolean;
  /** The hour of the night, in Stockholm. */
  readonly hour: number;
  readonly keep: KeepRule;
};

export type BackupWork = {
  readonly database: Database;
  readonly services: Services;
  readonly dataFolder: string;
  readonly secretsFolder: string;
  readonly plan: BackupPlan;
  /** Where it is told; the server's own log, or the terminal, otherwise. */
  readonly log?: Log;
};

const retryMs = hourMs;

const logOf = ({ services, log }: Pick<BackupWork, 'services' | 'log'>): Log =>
  log ?? services.watch?.log ?? createLog('info', { clock: services.clock, sink: processSink });

/** The latest moment a backup was due. */
export const dueMoment = (now: number, hour: number): number => {
  const time = `${String(hour).padStart(2, '0')}:00`;
  const today = instantAt(dayOf(now), time);
  return today <= now ? today : instantAt(dayOf(now - dayMs), time);
};

const noteGood = async ({ database, services, plan }: BackupWork, made: Made): Promise<void> =>
  changeBackupState(database, ({ failed: _failed, ...held }) => ({
    ...held,
    folder: plan.folder,
    triedAt: Math.max(believable(held, services.clock()).triedAt ?? 0, made.madeAt),
    good: {
      at: made.madeAt,
      file: basename(made.file),
      bytes: made.bytes,
      rows: made.rows,
      checksum: made.checksum,
      verifiedAt: services.clock(),
    },
    faults: made.findings.length,
  }));

const noteFailed = async (work: BackupWork, reason: string): Promise<void> => {
  const at = work.services.clock();
  logOf(work)('error', 'backup-failed', { reason });
  await changeBackupState(work.database, (held) => ({ ...held, triedAt: at, failed: { at, reason } }));
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.name) : 'unknown';

export type BackedUp =
  | {
      readonly kind: 'made';
      readonly made: Made;
      readonly removed: readonly string[];
      /** The first damaged line of the journal of what has been shut out. */
      readonly journalBrokenAt: number | undefined;
    }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Tells of a damaged line in the journal of what has been shut out, and that it is whole again. */
const noteJournal = async (work: BackupWork, brokenAt: number | undefined): Promise<void> => {
  const { database, services } = work;
  const { journalBrokenAt: noted } = await backupState(database, services.clock());
  if (brokenAt !== undefined) logOf(work)('error', 'revocations-journal-damaged', { line: brokenAt });
  if (noted === brokenAt) return;
  await changeBackupState(database, ({ journalBrokenAt: _noted, ...held }) =>
    brokenAt === undefined ? held : { ...held, journalBrokenAt: brokenAt },
  );
};

/**
 * One backup with all that belongs to it: made, proven, told; the day's heads; and only then old ones are removed. When
 * the database itself has faults nothing old is removed: an older copy may be the last that has none.
 */
export const backUp = async (work: BackupWork): Promise<BackedUp> => {
  const { database, services, dataFolder, plan } = work;
  const { folder } = plan;
  const publicKey = await keptPublicKey(dataFolder);
  if (publicKey === undefined) {
    await noteFailed(work, noKeyReason);
    return { kind: 'no-key' };
  }
  try {
    await ensureFolder(database, folder, services.clock());
    const memory: JournalMemory = { size: -1, known: undefined };
    await noteRevocations({ folder, database, services }, memory);
    await noteJournal(work, memory.brokenAt);
    await removeUnfinished(folder, services.clock());
    const made = await makeBackup({ ...work, folder, publicKey });
    if (!made.ok) {
      await noteFailed(work, made.error.kind);
      return { kind: 'failed', reason: made.error.kind };
    }
    await noteDay({ folder, database, services }, true);
    await noteGood(work, made.value);
    const isSound = made.value.findings.length === 0;
    const removed = isSound ? await removeOld(folder, plan.keep, services.clock()) : [];
    const { bytes, rows, findings, checksum } = made.value;
    const fields = { bytes, rows, checksum, faults: findings.length, removed: removed.length };
    logOf(work)(isSound ? 'info' : 'error', isSound ? 'backup-made' : 'backup-of-faulty-database', fields);
    return { kind: 'made', made: made.value, removed, journalBrokenAt: memory.brokenAt };
  } catch (error) {
    const reason = reasonOf(error);
    await noteFailed(work, reason);
    return { kind: 'failed', reason };
  }
};

/** Makes the night's backup when it is due; does nothing otherwise. */
export const backUpWhenDue = async (work: BackupWork): Promise<BackedUp | undefined> => {
  const { database, services, plan } = work;
  const now = services.clock();
  const due = dueMoment(now, plan.hour);
  const { good, triedAt, failed } = believable(await backupState(database, now), now);
  const isStillWithoutKey = failed?.reason === noKeyReason && failed.at >= due;
  if (isStillWithoutKey && (await keptPublicKey(work.dataFolder)) === undefined) return undefined;
  if (good !== undefined && good.at >= due && (failed?.at ?? 0) <= good.at) return undefined;
  const since = isStillWithoutKey ? failed.at : Math.max(due - 1, now - retryMs);
  if (triedAt !== undefined && triedAt > since) return undefined;
  return (await claimTry(database, since, now)) ? backUp(work) : undefined;
};

/** How often the whole is looked at even if the office's log says nothing: a password leaves no entry. */
const wholeLookMs = minuteMs;

/** A folder that is gone is told once an hour, and looked for all the time. */
const tellAgainMs = hourMs;

/** Writes what has been shut out since last time. Looks at the office's log first, so that it costs nothing. */
export const createRevocationWatch = (work: BackupWork): (() => Promise<number>) => {
  const memory: JournalMemory = { size: -1, known: undefined };
  let seenSeq = -1;
  let seenAt = 0;
  let toldAt: number | undefined;
  let toldBreak: number | undefined;
  return async () => {
    const { database, services, plan } = work;
    const now = services.clock();
    const seq = await inTransaction(database, lastOfficeSeq);
    if (seq === seenSeq && Math.abs(now - seenAt) < wholeLookMs) return 0;
    try {
      await ensureFolder(database, plan.folder, now);
      const lines = await noteRevocations({ folder: plan.folder, database, services }, memory);
      if (memory.brokenAt !== toldBreak) {
        await noteJournal(work, memory.brokenAt);
        toldBreak = memory.brokenAt;
      }
      seenSeq = seq;
      seenAt = now;
      toldAt = undefined;
      return lines;
    } catch (error) {
      if (toldAt === undefined || Math.abs(now - toldAt) >= tellAgainMs) {
        toldAt = now;
        logOf(work)('error', 'revocations-not-written', { reason: reasonOf(error) });
      }
      return 0;
    }
  };
};

/** Once a day, how every log ends: in the journal, and as a digest in the server's own log. */
export const noteHeadsOfDay = async (work: BackupWork): Promise<void> => {
  const { database, services, plan } = work;
  await ensureFolder(database, plan.folder, services.clock());
  const heads = await noteDay({ folder: plan.folder, database, services });
  if (heads === undefined) return;
  const devices = Object.keys(heads.devices).length;
  const [office] = heads.office;
  logOf(work)('info', 'day-heads', {
    day: dayOf(services.clock()),
    devices,
    office,
    digest: headsDigest(heads),
  });
};

/** The jobs, as the server's jobs are listed. */
export const backupJobs = (work: BackupWork): readonly Job[] => [
  { name: 'note-revocations', everyMs: 5000, work: createRevocationWatch(work) },
  { name: 'note-heads', everyMs: 10 * minuteMs, work: () => noteHeadsOfDay(work) },
  { name: 'back-up', everyMs: minuteMs, work: () => backUpWhenDue(work) },
];
