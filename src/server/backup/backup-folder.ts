/** The folder that backups go to: made the first time, and never anew where it has been used and is gone (BACKUP-3). */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Database } from '../store/database.ts';
import { backupState } from './backup-state.ts';

/** Why there is none: the folder that the last good one went to is not there. A disk may have come loose. */
export const goneFolderReason = 'backup-folder-gone';

class FolderGone extends Error {
  readonly code = goneFolderReason;
}

/**
 * Sees to it that the folder is there. One that held backups and is gone is not made again: they would go to the disk
 * it was mounted over. Nor is one made in a place that is not there: its name is probably misspelled.
 */
export const ensureFolder = async (database: Database, folder: string, now: number): Promise<void> => {
  if (existsSync(folder)) return;
  if ((await backupState(database, now)).folder === folder) throw new FolderGone();
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    /* Somebody else here has just made it: backups and the journals begin at the same moment. */
    if (!existsSync(folder)) throw error;
  }
};
