/**
 * A tablet nobody uses hides its names (LOCK-1). Pure: when it locks and what opens it. It never locks where no trainer
 * could open it again, nor where nothing personal is shown.
 */
import type { SettingsStore } from '../../device/database.ts';

export const lockAfterKey = 'lock-after';
export const lockAfterValues = ['10', '5', '30', 'off'] as const;
export type LockAfter = (typeof lockAfterValues)[number];

/** Kept, so that a reload or a killed app does not open a locked tablet. */
export const isLockedKey = 'is-locked';

/** How long without use, in ms, or `undefined` when it never locks. */
export const lockAfterMs = (choice: LockAfter): number | undefined =>
  choice === 'off' ? undefined : Number(choice) * 60_000;

export type IdleFacts = {
  /** When somebody last touched the tablet, pressed a key, or an event was recorded on it. */
  readonly lastUsedAt: number;
  readonly after: number | undefined;
  /** At least one trainer of this tablet has a code. */
  readonly hasCodes: boolean;
  /** The view shows no names: self check-in, the code on the screen, or a tablet that is not enrolled. */
  readonly isNameless: boolean;
};

/** When the tablet was last used, so that closing the app does not open it; written at most once a minute. */
export const lastUsedKey = 'last-used-at';

/** True if the tablet is to be locked now. A clock that was set back locks nothing. */
export const isToLock = ({ lastUsedAt, after, hasCodes, isNameless }: IdleFacts, at: number): boolean =>
  hasCodes && !isNameless && after !== undefined && at - lastUsedAt >= after;

/** The choice as it is kept now. */
export const readLockAfter = async (settings: SettingsStore): Promise<LockAfter> => {
  const stored = await settings.get(lockAfterKey);
  return lockAfterValues.find((value) => value === stored) ?? lockAfterValues[0];
};

/** Whether a tablet that is started is locked: it was when it was left, or nobody has used it since too long. */
export const readLocked = async (
  settings: SettingsStore,
  facts: Pick<IdleFacts, 'hasCodes' | 'isNameless'>,
  at: number,
): Promise<boolean> => {
  const [wasLocked, lastUsedAt, after] = await Promise.all([
    settings.get(isLockedKey),
    settings.get(lastUsedKey),
    readLockAfter(settings),
  ]);
  if (wasLocked === true) return true;
  return typeof lastUsedAt === 'number' && isToLock({ ...facts, lastUsedAt, after: lockAfterMs(after) }, at);
};
