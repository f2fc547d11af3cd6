/**
 * What must be known before anything of a tablet is drawn: whether it is locked, and to what. Read while it is opened, so
 * that no name is seen on a locked tablet (KIOSK-2, LOCK-1) and an open one waits for nothing more.
 */
import { now } from '../../device/clock.ts';
import type { Lent } from '../../device/tablet-context.tsx';
import type { TabletState } from '../../device/tablet.ts';
import { createLockKeeper, type KioskLock, type LockKeeper } from '../kiosk/kiosk-lock.ts';
import { isLockedKey, readLocked, type IdleFacts } from './idle-lock.ts';

export type TrainerStart = { readonly kiosk: LockKeeper; readonly isLocked: boolean };

const namelessPath = /^\/(?:anslut|tillfalle\/[^/]+\/(?:kod|sjalv))$/;

/** Whether what this address draws on this tablet shows no names. */
export const isNamelessView = (
  { identity }: Pick<TabletState, 'identity'>,
  lock: KioskLock | undefined,
  pathname: string,
): boolean =>
  (lock !== undefined && lock.kind !== 'open') || identity === undefined || namelessPath.test(pathname);

/** Whether any trainer of this tablet has a code, without which nothing can be opened again. */
const hasCodesIn = ({ plan }: TabletState): boolean => (plan?.plan.trainerCodes?.trainers.length ?? 0) > 0;

/** How the last start left the tablet, for the address it is started at. */
export const readTrainerStart = async (
  { tablet, settings }: Lent,
  pathname: string,
): Promise<TrainerStart> => {
  const kiosk = createLockKeeper(settings, reportError);
  await kiosk.read();
  const state = tablet.state();
  const facts: Pick<IdleFacts, 'hasCodes' | 'isNameless'> = {
    hasCodes: hasCodesIn(state),
    isNameless: isNamelessView(state, kiosk.lock(), pathname),
  };
  const isLocked = await readLocked(settings, facts, now()).catch(() => false);
  if (isLocked) void settings.put(isLockedKey, true).catch(() => undefined);
  return { kiosk, isLocked };
};
