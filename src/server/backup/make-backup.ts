/**
 * Makes a backup while the server goes on, and at once proves it: reads the file back from the disk, restores it into a
 * database of its own and walks through that (BACKUP-3). A file that is not proven never gets a backup's name.
 */
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonical } from '../../domain/log.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { headsIn, type Heads } from '../store/heads-store.ts';
import { inSnapshot, openScratch } from '../store/whole-database.ts';
import { backupName } from './keep.ts';
import { checkCopy } from './check-copy.ts';
import { copyLines, loadCopy, type Loaded } from './copy-lines.ts';
import type { Finding } from './findings.ts';
import { Damaged, openSealed, writeSealed, type BackupFault } from './sealed-file.ts';

export type BackupPlace = {
  readonly database: Database;
  readonly services: Services;
  /** Where the server's keys are. */
  readonly secretsFolder: string;
  readonly folder: string;
  readonly publicKey: string;
};

export type Made = {
  readonly file: string;
  readonly madeAt: number;
  readonly bytes: number;
  /** SHA-256 of the file. */
  readonly checksum: string;
  readonly rows: number;
  readonly heads: Heads;
  /** What is wrong with the database itself: the copy is true, and so are its faults. */
  readonly findings: readonly Finding[];
};

export type NotProven = BackupFault | { readonly kind: 'heads'; readonly file: string };

/** How many sessions' figures are computed anew at every backup; `verify` takes all. */
const sessionsToCompute = 20;

/** Restores lines into a database of their own, walks through it and lets go of it. */
export const proveLines = async (
  lines: AsyncIterable<string>,
  services: Services,
  sessionsAtMost?: number,
): Promise<{ readonly loaded: Loaded; readonly findings: readonly Finding[]; readonly isSame: boolean }> => {
  const scratch = await openScratch();
  try {
    const loaded = await loadCopy(lines, scratch);
    const heads = await inTransaction(scratch, headsIn);
    const isSame = canonical(heads) === canonical(loaded.manifest.heads);
    return { loaded, findings: await checkCopy(scratch, services, sessionsAtMost), isSame };
  } finally {
    await scratch.db.destroy();
  }
};

const prove = async (
  file: string,
  fileKey: Buffer,
  services: Services,
): Promise<Result<{ loaded: Loaded; findings: readonly Finding[] }, NotProven>> => {
  const opened = await openSealed(file, { fileKey });
  if (!opened.ok) return opened;
  try {
    const proven = await proveLines(opened.value.lines, services, sessionsToCompute);
    return proven.isSame ? ok(proven) : err({ kind: 'heads', file });
  } catch (error) {
    if (error instanceof Damaged) return err({ kind: 'damaged', file });
    throw error;
  } finally {
    await opened.value.close();
  }
};

/** Makes the file's name last, as the file itself. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
};

/** One backup in one file, proven; nothing is left in the folder of one that could not be. */
export const makeBackup = async (place: BackupPlace): Promise<Result<Made, NotProven>> => {
  const { database, services, secretsFolder, folder, publicKey } = place;
  const madeAt = services.clock();
  const file = join(folder, backupName(madeAt));
  const part = `${file}.${Buffer.from(services.randomBytes(4)).toString('hex')}.part`;
  const { version: app, isDemo } = services;
  try {
    const written = await inSnapshot(database, (tx) =>
      writeSealed(part, copyLines(tx, { madeAt, app, isDemo, secretsFolder }), { publicKey, madeAt }),
    );
    const proven = await prove(part, written.fileKey, services);
    if (!proven.ok) return proven;
    await rename(part, file);
    await syncFolder(folder);
    const { manifest } = proven.value.loaded;
    const rows = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0);
    const { bytes, checksum } = written;
    const { findings } = proven.value;
    return ok({ file, madeAt, bytes, checksum, rows, heads: manifest.heads, findings });
  } finally {
    await rm(part, { force: true });
  }
};
