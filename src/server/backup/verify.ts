/**
 * `npm run verify`: copies the whole database as it is at one moment into memory, walks through the copy, and compares
 * it with what the journals outside say it once was (A23). The server may go on meanwhile.
 */
import { dayMs } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { createVerifyStore } from '../store/verify-store.ts';
import { inSnapshot, openScratch } from '../store/whole-database.ts';
import { checkCopy } from './check-copy.ts';
import { copyLines, loadCopy } from './copy-lines.ts';
import type { Finding, Missing } from './findings.ts';
import { checkAgainstHeads } from './heads-journal.ts';
import { knownRevocations } from './revocations.ts';

export type Verified = {
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
  /** What was gone through. */
  readonly events: number;
  readonly entries: number;
  readonly days: number;
  readonly identities: number;
  /** There is more than a day behind the office, and no day's ends to compare with: no cut would show (BACKUP-7). */
  readonly isJournalMissing: boolean;
};

const isOld = async (database: Database, now: number): Promise<boolean> => {
  const oldest = await inTransaction(database, (tx) => createVerifyStore(tx).oldestAt());
  return oldest !== undefined && now - oldest > dayMs;
};

/** Everything that is wrong, the first named first; nothing if all holds. */
export const verify = async (database: Database, services: Services, folder: string): Promise<Verified> => {
  const scratch = await openScratch();
  try {
    const about = { madeAt: services.clock(), app: services.version, isDemo: services.isDemo };
    const loaded = await inSnapshot(database, (tx) =>
      loadCopy(copyLines(tx, { ...about, secretsFolder: undefined }), scratch),
    );
    const against = await checkAgainstHeads(scratch, folder, services);
    const { brokenAt } = await knownRevocations(folder, services);
    const journal: readonly Finding[] =
      brokenAt === undefined ? [] : [{ kind: 'journal-line', file: 'revocations.jsonl', line: brokenAt }];
    const { counts } = loaded.manifest;
    return {
      findings: [...(await checkCopy(scratch, services)), ...against.findings, ...journal],
      missing: against.missing,
      events: counts['log_events'] ?? 0,
      entries: counts['office_log'] ?? 0,
      days: against.days,
      identities: counts['identities'] ?? 0,
      isJournalMissing: against.days === 0 && (await isOld(scratch, services.clock())),
    };
  } finally {
    await scratch.db.destroy();
  }
};
