/**
 * What has to be done to a copy before it may be used: nothing that was shut out comes back to life, no sign-in, link or
 * code survives, no number is handed out twice, and the restore itself stands in the office's log (BACKUP-4, BACKUP-5).
 */
import type { Services } from '../http/services.ts';
import { forgetPhonesDevice } from '../phones-log.ts';
import { endWhatIsOpen } from '../store/blocked-store.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { headsIn, type Heads } from '../store/heads-store.ts';
import { createStores } from '../store/stores.ts';
import { leapArrivals } from '../store/whole-database.ts';
import { backupStateSetting } from './backup-state.ts';
import { beginEpoch } from './epoch.ts';
import type { knownRevocations, Shut } from './revocations.ts';
import { reapplyRevocations } from './revocations.ts';

/** Further than any office gets between two backups. */
const arrivalLeap = 1_000_000;

export type Readied = {
  readonly epoch: string;
  /** How every log ended in the copy, before anything was added. */
  readonly heads: Heads;
  readonly shut: Shut;
  /** Letters of which nobody knows whether they were sent. */
  readonly letters: number;
};

/** Makes a restored copy ready to be used, in one transaction. */
export const readyAfterRestore = (
  database: Database,
  services: Services,
  {
    madeAt,
    known,
  }: { readonly madeAt: number; readonly known: Awaited<ReturnType<typeof knownRevocations>> },
): Promise<Readied> =>
  inTransaction(database, async (tx) => {
    const stores = createStores(tx, services);
    const heads = await headsIn(tx);
    const now = services.clock();
    const { letters } = await endWhatIsOpen(tx, now);
    const shut = await reapplyRevocations(tx, services, known);
    await leapArrivals(tx, arrivalLeap);
    await forgetPhonesDevice(stores);
    await stores.settings.remove(backupStateSetting);
    const epoch = await beginEpoch(tx, services, madeAt);
    await stores.officeLog.append({
      kind: 'restored',
      actor: 'server',
      at: now,
      copyOf: madeAt,
      epoch,
      officeEntries: heads.office[0],
      deviceEvents: Object.values(heads.devices).reduce((sum, [seq]) => sum + seq, 0),
      shutOutAgain:
        shut.devices +
        shut.badges +
        shut.administrators +
        shut.roles +
        shut.passwords +
        shut.factors +
        shut.trainerCodes,
    });
    return { epoch, heads, shut, letters };
  });
