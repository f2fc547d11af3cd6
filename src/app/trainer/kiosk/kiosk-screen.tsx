/** Self check-in on the locked tablet: first what it does, then, locked, one visitor after the other (KIOSK-1, KIOSK-2). */
import { NoSession } from '../no-page.tsx';
import { useSession } from '../use-session.ts';
import { useKiosk } from './kiosk-gate.tsx';
import { KioskOver } from './kiosk-over.tsx';
import { KioskStart } from './kiosk-start.tsx';
import { KioskVisitors } from './kiosk-visitors.tsx';

/** Self check-in of the session in the address. */
export const KioskScreen = () => {
  const view = useSession();
  const { lock } = useKiosk();
  if (lock.kind === 'open') return view === undefined ? <NoSession /> : <KioskStart view={view} />;
  return view === undefined || view.isLocked ? (
    <KioskOver />
  ) : (
    <KioskVisitors key={view.session.id} view={view} />
  );
};
