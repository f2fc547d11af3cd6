/** GET /api/admin/backups: how the backups are, for the system administrator (BACKUP-3). No file is fetched this way. */
import * as z from 'zod/mini';
import { Instant } from '../domain/time.ts';

/** What somebody has to see to, the gravest first; nothing when all is well. The demo is not backed up. */
export const BackupTrouble = z.enum(['demo', 'no-key', 'no-folder', 'faults', 'failed', 'late', 'none-yet']);
export type BackupTrouble = z.infer<typeof BackupTrouble>;

export const ShowBackupsReply = z.strictObject({
  trouble: z.nullable(BackupTrouble),
  /** The last that was made, restored as a trial and found whole. */
  lastGood: z.nullable(z.strictObject({ at: Instant, verifiedAt: Instant, bytes: z.int(), rows: z.int() })),
  /** When the last try failed, if it did. */
  failedAt: z.nullable(Instant),
  /** When this office was put back from a backup, and when that one was made. */
  restored: z.nullable(z.strictObject({ at: Instant, copyOf: Instant })),
});
export type ShowBackupsReply = z.infer<typeof ShowBackupsReply>;
