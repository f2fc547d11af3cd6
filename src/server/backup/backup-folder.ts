/**
 * The folder that backups go to: made and marked the first time, and never begun anew where it has been used and is gone
 * or empty (BACKUP-9). A disk may have come loose, and what is written then lands on the disk it was mounted over.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../store/database.ts';
import { backupState, changeBackupState } from './backup-state.ts';
import { journalFile } from './journal.ts';
import { madeAtOf } from './keep.ts';

/** The file that says that a folder is the one for backups. Whoever moves them to an empty disk makes it by hand. */
export const markName = 'narvaro-backups.mark';
const markText = 'Närvaro lägger sina säkerhetskopior här.\nNärvaro puts its backups here.\n';

/** Why there is none: the folder that has been used is not there, or is empty. */
export const goneFolderReason = 'backup-folder-gone';
export const emptyFolderReason = 'backup-folder-empty';

class FolderLost extends Error {
  readonly code: typeof goneFolderReason | typeof emptyFolderReason;
  constructor(code: FolderLost['code']) {
    super(code);
    this.code = code;
  }
}

export type FolderState = 'new' | 'used' | 'gone' | 'empty';

/** True for a folder that was used before there was a mark. */
const holdsOurs = async (folder: string): Promise<boolean> =>
  existsSync(journalFile(folder, 'revocations')) ||
  existsSync(journalFile(folder, 'heads')) ||
  (await readdir(folder)).some((name) => madeAtOf(name) !== undefined);

/** What the folder is now: seen by its mark, and by what is known of having used it. */
export const folderState = async (database: Database, folder: string, now: number): Promise<FolderState> => {
  const { folder: last, marked } = await backupState(database, now);
  const isKnown = folder === last || folder === marked;
  if (!existsSync(folder)) return isKnown ? 'gone' : 'new';
  if (existsSync(join(folder, markName)) || (await holdsOurs(folder))) return 'used';
  return isKnown ? 'empty' : 'new';
};

/** Does what somebody else here may be doing at the same moment: backups and the journals begin together. */
const unlessThere = async (path: string, make: () => Promise<unknown>): Promise<void> => {
  if (existsSync(path)) return;
  try {
    await make();
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
};

/**
 * Sees to it that the folder is there, with its mark. One that has been used and is gone or empty is left as it is.
 * Nor is one made in a place that is not there: its name is probably misspelled.
 */
export const ensureFolder = async (database: Database, folder: string, now: number): Promise<void> => {
  const state = await folderState(database, folder, now);
  if (state === 'gone') throw new FolderLost(goneFolderReason);
  if (state === 'empty') throw new FolderLost(emptyFolderReason);
  await unlessThere(folder, () => mkdir(folder, { mode: 0o700 }));
  const mark = join(folder, markName);
  await unlessThere(mark, () => writeFile(mark, markText, { flag: 'wx', mode: 0o600 }));
  if ((await backupState(database, now)).marked === folder) return;
  await changeBackupState(database, (held) => ({ ...held, marked: folder }));
};
