/** What is known of the backups: for the server's log, for readiness and metrics, and for the office's page (BACKUP-3). */
import { dayMs, hourMs } from '../../domain/time.ts';
import * as z from 'zod/mini';
import { isAhead } from '../store/clock-ahead.ts';
import { holdLock, inTransaction, type Database, type Tx } from '../store/database.ts';
import { createSettingsStore, type SettingsStore } from '../store/settings-store.ts';

/** A copy has no backups of its own: the restore takes it away. */
export const backupStateSetting = 'backup-state';
const setting = backupStateSetting;

const Good = z.strictObject({
  at: z.int(),
  file: z.string(),
  bytes: z.int(),
  rows: z.int(),
  checksum: z.string(),
  /** When it had been restored and found good. */
  verifiedAt: z.int(),
});
const Held = z.strictObject({
  triedAt: z.optional(z.int()),
  good: z.optional(Good),
  /** Why the last one did not become any, in a word of ours. */
  failed: z.optional(z.strictObject({ at: z.int(), reason: z.string() })),
  /** Faults in the database that the last walk through it found. */
  faults: z.optional(z.int()),
  /** The first damaged line of the journal of what has been shut out, if one is. */
  journalBrokenAt: z.optional(z.int()),
  /** Where the last good one went. */
  folder: z.optional(z.string()),
  /** The folder that was last begun with, and marked (BACKUP-9). */
  marked: z.optional(z.string()),
});
export type HeldBackupState = z.infer<typeof Held>;

export type BackupState = HeldBackupState & {
  readonly lastGoodAt: number | undefined;
  readonly lastTriedAt: number | undefined;
  /** None for so long that one night must have been missed, or the last is from a time that has not come (CLK-1). */
  readonly isLate: boolean;
};

/** After this long without a good backup somebody has to be told. */
export const lateAfterMs = dayMs + 2 * hourMs;

/** Why there is none: nobody has made a recovery key. */
export const noKeyReason = 'no-recovery-key';

/** What was last noted. */
export const heldBackupState = async (settings: Pick<SettingsStore, 'get'>): Promise<HeldBackupState> => {
  const text = await settings.get(setting);
  if (text === undefined) return {};
  return Held.safeParse(JSON.parse(text)).data ?? {};
};

const heldIn = (tx: Tx): Promise<HeldBackupState> => heldBackupState(createSettingsStore(tx));

/** Changes what is held, one process at a time. */
export const changeBackupState = (
  database: Database,
  change: (held: HeldBackupState) => HeldBackupState,
): Promise<void> =>
  inTransaction(database, async (tx) => {
    await holdLock(tx, setting);
    await createSettingsStore(tx).put(setting, JSON.stringify(change(await heldIn(tx))));
  });

/** What is held, without what a clock ahead of time has written: that says nothing about tonight (CLK-1). */
export const believable = (held: HeldBackupState, now: number): HeldBackupState => {
  const isPast = (at: number | undefined): boolean => at !== undefined && !isAhead(at, now);
  const { triedAt, good, failed, ...rest } = held;
  return {
    ...rest,
    ...(triedAt !== undefined && isPast(triedAt) ? { triedAt } : {}),
    ...(good !== undefined && isPast(good.at) ? { good } : {}),
    ...(failed !== undefined && isPast(failed.at) ? { failed } : {}),
  };
};

/**
 * Claims the next try: true for one process alone, and only if none was begun after `since`. Two servers on one database
 * make one backup between them.
 */
export const claimTry = (database: Database, since: number, now: number): Promise<boolean> =>
  inTransaction(database, async (tx) => {
    await holdLock(tx, setting);
    const held = await heldIn(tx);
    if ((believable(held, now).triedAt ?? 0) > since) return false;
    await createSettingsStore(tx).put(setting, JSON.stringify({ ...held, triedAt: now }));
    return true;
  });

/** The state now; `startedAt` is a new office's first chance. */
export const backupStateIn = async (tx: Tx, now: number, startedAt = 0): Promise<BackupState> => {
  const held = await heldIn(tx);
  const since = held.good?.at ?? startedAt;
  return {
    ...held,
    lastGoodAt: held.good?.at,
    lastTriedAt: held.triedAt,
    isLate: isAhead(since, now) || now - since > lateAfterMs,
  };
};

/** The same in a transaction of its own: for metrics and readiness. */
export const backupState = (database: Database, now: number): Promise<BackupState> =>
  inTransaction(database, (tx) => backupStateIn(tx, now));
