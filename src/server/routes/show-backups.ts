import { ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { ShowBackupsReply, type BackupTrouble } from '../../protocol/backups.ts';
import { emptyFolderReason, goneFolderReason } from '../backup/backup-folder.ts';
import { heldBackupState, lateAfterMs, noKeyReason, type HeldBackupState } from '../backup/backup-state.ts';
import { endpoint } from '../http/endpoint.ts';

const troubleIn = (
  { good, failed, faults = 0, journalBrokenAt }: HeldBackupState,
  now: number,
): BackupTrouble | null => {
  if (failed?.reason === noKeyReason) return 'no-key';
  if (failed?.reason === goneFolderReason || failed?.reason === emptyFolderReason) return 'no-folder';
  if (faults > 0 || journalBrokenAt !== undefined) return 'faults';
  if (failed !== undefined) return 'failed';
  if (good === undefined) return 'none-yet';
  return now - good.at > lateAfterMs ? 'late' : null;
};

/** GET /api/admin/backups: the last good one, whether it has been proven, and what somebody has to see to (BACKUP-3). */
export const showBackups = endpoint({
  method: 'get',
  path: '/api/admin/backups',
  caller: 'administrator',
  roles: ['system'],
  reply: ShowBackupsReply,
  hasEtag: true,
  handle: async (_asked, { settings, services }) => {
    const held = await heldBackupState(settings);
    const { good, failed } = held;
    const lost = services.epoch?.lost;
    return ok({
      trouble: services.isDemo ? 'demo' : troubleIn(held, services.clock()),
      lastGood:
        good === undefined
          ? null
          : {
              at: instant(good.at),
              verifiedAt: instant(good.verifiedAt),
              bytes: good.bytes,
              rows: good.rows,
            },
      failedAt: failed === undefined ? null : instant(failed.at),
      restored: lost === undefined ? null : { at: instant(lost.to), copyOf: instant(lost.from) },
    });
  },
});
