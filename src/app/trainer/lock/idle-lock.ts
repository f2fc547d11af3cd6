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

/** True if the tablet is to be locked now. A clock set back counts as use. */
export const isToLock = ({ lastUsedAt, after, hasCodes, isNameless }: IdleFacts, at: number): boolean =>
  hasCodes && !isNameless && after !== undefined && at - lastUsedAt >= after;

/** A tablet that was locked when it was left; where no trainer has a code any more nothing would open it. */
export const readLocked = async (settings: SettingsStore): Promise<boolean> =>
  (await settings.get(isLockedKey)) === true;
