/**
 * Holds the lock of self check-in for all of the trainer's addresses: read once before anything is drawn, so that nothing
 * else is ever seen on a locked tablet (KIOSK-2).
 */
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTabletState } from '../../device/tablet-context.tsx';
import { kioskAddress, lockedTo, type KioskLock, type LockKeeper } from './kiosk-lock.ts';

type Kiosk = { readonly lock: KioskLock; readonly act: LockKeeper['act'] };

const KioskContext = createContext<Kiosk | undefined>(undefined);

/** The lock of self check-in. */
export const useKiosk = (): Kiosk => {
  const kiosk = useContext(KioskContext);
  if (kiosk === undefined) throw new Error('useKiosk is used outside KioskGate');
  return kiosk;
};

type KioskGateProps = { readonly keeper: LockKeeper; readonly children: ReactNode };

export const KioskGate = ({ keeper, children }: KioskGateProps) => {
  const lock = useSyncExternalStore(keeper.subscribe, keeper.lock);
  const kiosk = useMemo(() => (lock === undefined ? undefined : { lock, act: keeper.act }), [lock, keeper]);
  return kiosk === undefined ? null : <KioskContext value={kiosk}>{children}</KioskContext>;
};

const isHeldBack = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'isKiosk' in state;

/**
 * Where the tablet is locked to, for the routes to draw whatever the address says. The history always has a step of self
 * check-in before this one, so that the browser's Back leads to it again and never out.
 */
export const useKioskAddress = (): string | undefined => {
  const { identity } = useTabletState();
  const session = lockedTo(useKiosk().lock);
  const location = useLocation();
  const navigate = useNavigate();
  const address = session === undefined || identity === undefined ? undefined : kioskAddress(session);
  useEffect(() => {
    if (address === undefined) return;
    if (location.pathname === address && isHeldBack(location.state)) return;
    void navigate(address, { state: { isKiosk: true } });
  }, [address, location, navigate]);
  return address;
};
