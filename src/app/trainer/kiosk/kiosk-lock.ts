/**
 * The way into self check-in and out of it again. The session it is locked to is kept on the tablet, so that a reload or
 * a killed app comes back to it; only a trainer's code ends it, as far as any trainer has one (KIOSK-2).
 */
import type { SettingsStore } from '../../device/database.ts';

export const kioskKey = 'kiosk-session';

/** How long the lock must be held with a finger, which a child or a sleeve does not do by chance. */
export const holdMs = 2_000;

export type KioskLock =
  | { readonly kind: 'open' }
  | { readonly kind: 'locked'; readonly session: string }
  /** Somebody wants out and is asked for a trainer's code. */
  | { readonly kind: 'asking'; readonly session: string };

export type LockAction =
  | { readonly kind: 'lock'; readonly session: string }
  | { readonly kind: 'pressed'; readonly press: Press; readonly hasCodes: boolean }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'code-right' };

/** By finger or mouse for so long, or once by keyboard, switch or screen reader, which cannot hold. */
export type Press = { readonly by: 'pointer'; readonly heldMs: number } | { readonly by: 'keys' };

const open: KioskLock = { kind: 'open' };

const isMeant = (press: Press): boolean => press.by === 'keys' || press.heldMs >= holdMs;

/** The next state of the lock. */
export const nextLock = (lock: KioskLock, action: LockAction): KioskLock => {
  switch (action.kind) {
    case 'lock':
      return lock.kind === 'open' ? { kind: 'locked', session: action.session } : lock;
    case 'pressed':
      if (lock.kind !== 'locked' || !isMeant(action.press)) return lock;
      return action.hasCodes ? { kind: 'asking', session: lock.session } : open;
    case 'gave-up':
      return lock.kind === 'asking' ? { kind: 'locked', session: lock.session } : lock;
    case 'code-right':
      return lock.kind === 'asking' ? open : lock;
  }
};

/** The session self check-in is locked to. */
export const lockedTo = (lock: KioskLock): string | undefined =>
  lock.kind === 'open' ? undefined : lock.session;

/** The lock as it was left: whoever reloads in the middle of being asked is asked again. */
const readLock = async (settings: SettingsStore): Promise<KioskLock> => {
  const stored = await settings.get(kioskKey);
  return typeof stored === 'string' && stored !== '' ? { kind: 'locked', session: stored } : open;
};

/** The lock and what keeps it for the next start. */
export type LockKeeper = {
  /** Undefined until it has been read. */
  readonly lock: () => KioskLock | undefined;
  /** Reads it as the last start left it. */
  readonly read: () => Promise<void>;
  /** Takes the action, keeps what became of it, and answers that. */
  readonly act: (action: LockAction) => Promise<KioskLock>;
  /** Calls `listen` after every change; answers how to stop. */
  readonly subscribe: (listen: () => void) => () => void;
};

/** `report` is told of a disk that refuses, which must neither keep a trainer in nor leave the list to the queue. */
export const createLockKeeper = (settings: SettingsStore, report: (defect: unknown) => void): LockKeeper => {
  const listeners = new Set<() => void>();
  let lock: KioskLock | undefined;
  const become = (next: KioskLock): void => {
    lock = next;
    for (const listen of listeners) listen();
  };
  return {
    lock: () => lock,
    read: async () => {
      const stored = await readLock(settings).catch((defect: unknown): KioskLock => {
        report(defect);
        return open;
      });
      if (lock === undefined) become(stored);
    },
    act: async (action) => {
      const before = lock ?? open;
      const next = nextLock(before, action);
      if (next === before) return next;
      if (lockedTo(next) !== lockedTo(before))
        await settings.put(kioskKey, lockedTo(next) ?? '').catch(report);
      become(next);
      return next;
    },
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
};

/** Where self check-in of a session is. */
export const kioskAddress = (session: string): string => `/tillfalle/${encodeURIComponent(session)}/sjalv`;
