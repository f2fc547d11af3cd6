/** The trainer's part of the app: address → screen. A tablet that is not enrolled is led to the enrolment. */
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { listenForInstall } from '../device/install.ts';
import { useOutdated } from '../device/space.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { DeskProvider } from './desk.tsx';
import { KioskGate, useKioskAddress } from './kiosk/kiosk-gate.tsx';
import { LockGate } from './lock/lock-gate.tsx';
import { SensesProvider, useSenses } from './senses.tsx';
import { TodayScreen } from './today-screen.tsx';

listenForInstall();

type Load = () => Promise<ComponentType>;
const screen = (load: Load) => lazy(async () => ({ default: await load() }));

const loadScan: Load = async () => (await import('./scan-screen.tsx')).ScanScreen;
const loadList: Load = async () => (await import('./list-screen.tsx')).ListScreen;
const loadClose: Load = async () => (await import('./close-screen.tsx')).CloseScreen;
const loadAddPerson: Load = async () => (await import('./add-person-screen.tsx')).AddPersonScreen;
const loadKiosk: Load = async () => (await import('./kiosk/kiosk-screen.tsx')).KioskScreen;
const loadCode: Load = async () => (await import('./session-code-screen.tsx')).SessionCodeScreen;
const loadTablet: Load = async () => (await import('./tablet-screen.tsx')).TabletScreen;
const loadHelp: Load = async () => (await import('./help-screen.tsx')).HelpScreen;

const EnrolScreen = screen(async () => (await import('./enrol-screen.tsx')).EnrolScreen);
const ScanScreen = screen(loadScan);
const ListScreen = screen(loadList);
const CloseScreen = screen(loadClose);
const AddPersonScreen = screen(loadAddPerson);
const KioskScreen = screen(loadKiosk);
const SessionCodeScreen = screen(loadCode);
const TabletScreen = screen(loadTablet);
const HelpScreen = screen(loadHelp);
const NoPage = screen(async () => (await import('./no-page.tsx')).NoPage);

const fetchAfterMs = 1500;

/**
 * Fetches the other views and the decoder while nobody is waiting, so that the way from Today to the camera needs no
 * network even in a browser that cannot keep the app, and the first badge is not the one that waits.
 */
const useFetchAhead = (): void => {
  const { identity } = useTabletState();
  const { senses } = useSenses();
  const isEnrolled = identity !== undefined;
  useEffect(() => {
    if (!isEnrolled) return;
    const timer = setTimeout(() => {
      const views = [
        loadScan,
        loadList,
        loadAddPerson,
        loadKiosk,
        loadCode,
        loadClose,
        loadTablet,
        loadHelp,
      ].map((load) => load());
      const decoder = senses.scanner().then((scanner) => scanner.warmDecoder());
      void Promise.allSettled([...views, decoder]);
    }, fetchAfterMs);
    return () => clearTimeout(timer);
  }, [isEnrolled, senses]);
};

/** Leads a new tablet to the enrolment; a connection code in the address goes with it. */
const Enrolled = ({ children }: { readonly children: ReactNode }) => {
  const { identity, lost } = useTabletState();
  const { hash } = useLocation();
  const { ready, today } = useTrainerText();
  if (useOutdated())
    return (
      <EmptyState
        icon="arrow-circle-down"
        title={today.update}
        action={<Button onClick={() => window.location.reload()}>{ready.reload}</Button>}
      />
    );
  /** Where it was: once it is connected again, the session goes on (STORE-5). */
  if (lost !== undefined) return <EnrolScreen />;
  return identity === undefined ? <Navigate to={`/anslut${hash}`} replace /> : children;
};

const TrainerRoutes = () => {
  useFetchAhead();
  /** A tablet locked to self check-in draws nothing else, whatever the address (KIOSK-2). */
  const lockedTo = useKioskAddress();
  return (
    <Suspense fallback={<Skeleton />}>
      <Routes {...(lockedTo === undefined ? {} : { location: lockedTo })}>
        <Route path="/anslut" element={<EnrolScreen />} />
        <Route
          path="/"
          element={
            <Enrolled>
              <Navigate to="/idag" replace />
            </Enrolled>
          }
        />
        <Route
          path="/idag"
          element={
            <Enrolled>
              <TodayScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/skanna"
          element={
            <Enrolled>
              <ScanScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/lista"
          element={
            <Enrolled>
              <ListScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/lagg-till"
          element={
            <Enrolled>
              <AddPersonScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/sjalv"
          element={
            <Enrolled>
              <KioskScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/kod"
          element={
            <Enrolled>
              <SessionCodeScreen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/avsluta"
          element={
            <Enrolled>
              <CloseScreen />
            </Enrolled>
          }
        />
        <Route
          path="/plattan"
          element={
            <Enrolled>
              <TabletScreen />
            </Enrolled>
          }
        />
        <Route path="/hjalp" element={<HelpScreen />} />
        <Route path="*" element={<NoPage />} />
      </Routes>
    </Suspense>
  );
};

/** Every address of the trainer's tablet. */
export const TrainerApp = () => (
  <SensesProvider>
    <DeskProvider>
      <KioskGate>
        <LockGate>
          <TrainerRoutes />
        </LockGate>
      </KioskGate>
    </DeskProvider>
  </SensesProvider>
);
