/** `--backup-key`, `--backup`, `--restore` and `--verify`: each done once, and said in words. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Config } from '../config.ts';
import type { Services } from '../http/services.ts';
import { printFailure, printLines } from '../start-words.ts';
import type { Database } from '../store/database.ts';
import { backUp, type BackupWork } from './backup-job.ts';
import {
  backedUpLines,
  damagedJournalLines,
  failedLines,
  keyAskLines,
  keyExistsLines,
  keyLines,
  noFileLines,
  noKeyFileLines,
  noKeyLines,
  restoredLines,
  restoreProblemLines,
  verifiedLines,
  wrongKeyLines,
} from './backup-words.ts';
import {
  createRecoveryKey,
  keepPublicKey,
  publicKeyFile,
  readRecoveryKey,
  recoveryKeyName,
  recoveryKeyText,
  type RecoveryKey,
} from './recovery-key.ts';
import { moveOffice } from './move.ts';
import { movedLines, moveProblemLines } from './move-words.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

type Office = { readonly database: Database; readonly services: Services };

/** What the jobs and commands of the backups work with. */
export const backupWorkOf = (
  { dataFolder, backups }: Pick<Config, 'dataFolder' | 'backups'>,
  { database, services }: Office,
): BackupWork => ({
  database,
  services,
  dataFolder,
  secretsFolder: join(dataFolder, 'secrets'),
  plan: backups,
});

/** Makes the office's recovery key, and shows it once. */
export const makeKeyNow = async (
  { dataFolder }: Pick<Config, 'dataFolder'>,
  randomBytes: Services['randomBytes'],
): Promise<void> => {
  const key = createRecoveryKey({ randomBytes });
  if (!(await keepPublicKey(dataFolder, key.publicKey)))
    return printFailure(keyExistsLines(publicKeyFile(dataFolder)));
  printLines(keyLines(recoveryKeyText(key), recoveryKeyName(key.publicKey)));
};

/** One backup now, beside a server that runs or without one. */
export const backUpNow = async (config: Config, office: Office): Promise<void> => {
  const done = await backUp(backupWorkOf(config, office));
  switch (done.kind) {
    case 'no-key':
      return printFailure(noKeyLines);
    case 'failed':
      return printFailure(failedLines(done.reason, config.backups.folder));
    case 'made':
      printLines(backedUpLines(done.made, done.removed.length, config.backups.isChosen));
      if (done.journalBrokenAt !== undefined) printFailure(damagedJournalLines(done.journalBrokenAt));
  }
};

type Asked = { readonly key: RecoveryKey } | { readonly problem: readonly string[] };

const keyIn = (text: string): Asked => {
  const key = readRecoveryKey(text);
  return key === undefined ? { problem: wrongKeyLines } : { key };
};

/** The key that is written when asked, or stands in the file that was named. */
const askForKey = async (keyFile: string | undefined): Promise<Asked> => {
  if (keyFile !== undefined) {
    const text = await readFile(keyFile, 'utf8').catch(() => undefined);
    return text === undefined ? { problem: noKeyFileLines(keyFile) } : keyIn(text);
  }
  printLines(keyAskLines);
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return keyIn(line);
    return { problem: wrongKeyLines };
  } finally {
    lines.close();
  }
};

/** Puts a backup back on an empty place. */
export const restoreNow = async (
  config: Config,
  servicesWith: (secrets: Services['secrets']) => Services,
): Promise<void> => {
  const { restoreFrom: file, dataFolder, databaseUrl, isDemo } = config;
  if (file === undefined) return printFailure(noFileLines);
  const asked = await askForKey(config.keyFile);
  if ('problem' in asked) return printFailure(asked.problem);
  const recoveryKey = asked.key;
  const restored = await restore({ file, recoveryKey, dataFolder, databaseUrl, isDemo, servicesWith });
  if (!restored.ok) return printFailure(restoreProblemLines(restored.error));
  printLines(restoredLines(restored.value, dataFolder));
};

/** Walks through the whole database; ends with 1 if anything is wrong. */
export const verifyNow = async (config: Config, { database, services }: Office): Promise<void> => {
  const verified = await verify(database, services, config.backups.folder);
  const lines = verifiedLines(verified);
  if (verified.findings.length > 0 || verified.isJournalMissing) printFailure(lines);
  else printLines(lines);
};

/** Moves the office to the database in `DATABASE_URL`; ends with 1 if it stays where it is. */
export const moveNow = async (
  { dataFolder }: Pick<Config, 'dataFolder'>,
  { database: source, services }: Office,
  target: Database,
): Promise<void> => {
  const moved = await moveOffice({ source, target, services, dataFolder });
  if (moved.ok) printLines(movedLines(moved.value, dataFolder));
  else printFailure(moveProblemLines(moved.error));
};
