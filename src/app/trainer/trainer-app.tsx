/** The trainer's part of the app: address → screen. A tablet that is not enrolled is led to the enrolment. */
import { Suspense, useEffect, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { listenForInstall } from '../device/install.ts';
import { loadedScreen } from '../device/loaded-screen.tsx';
import { useOutdated } from '../device/space.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import type { TabletState } from '../device/tablet.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { DeskProvider } from './desk.tsx';
import { KioskGate, useKioskAddress } from './kiosk/kiosk-gate.tsx';
import type { TrainerStart } from './lock/trainer-start.ts';
import { LockGate } from './lock/lock-gate.tsx';
import { SensesProvider, useSenses } from './senses.tsx';
import { TodayScreen } from './today-screen.tsx';

listenForInstall();

const enrolScreen = loadedScreen(async () => (await import('./enrol-screen.tsx')).EnrolScreen);
const scanScreen = loadedScreen(async () => (await import('./scan-screen.tsx')).ScanScreen);
const listScreen = loadedScreen(async () => (await import('./list-screen.tsx')).ListScreen);
const closeScreen = loadedScreen(async () => (await import('./close-screen.tsx')).CloseScreen);
const addPersonScreen = loadedScreen(async () => (await import('./add-person-screen.tsx')).AddPersonScreen);
const kioskScreen = loadedScreen(async () => (await import('./kiosk/kiosk-screen.tsx')).KioskScreen);
const codeScreen = loadedScreen(async () => (await import('./session-code-screen.tsx')).SessionCodeScreen);
const tabletScreen = loadedScreen(async () => (await import('./tablet-screen.tsx')).TabletScreen);
const helpScreen = loadedScreen(async () => (await import('./help-screen.tsx')).HelpScreen);
const noPage = loadedScreen(async () => (await import('./no-page.tsx')).NoPage);

const byPath: readonly (readonly [path: RegExp, screen: ReturnType<typeof loadedScreen>])[] = [
  [/^\/tillfalle\/[^/]+\/skanna$/, scanScreen],
  [/^\/tillfalle\/[^/]+\/lista$/, listScreen],
  [/^\/tillfalle\/[^/]+\/lagg-till$/, addPersonScreen],
  [/^\/tillfalle\/[^/]+\/sjalv$/, kioskScreen],
  [/^\/tillfalle\/[^/]+\/kod$/, codeScreen],
  [/^\/tillfalle\/[^/]+\/avsluta$/, closeScreen],
  [/^\/plattan$/, tabletScreen],
  [/^\/hjalp$/, helpScreen],
  [/^\/anslut$/, enrolScreen],
];

/** Fetches the screen that a start at this address draws first. */
export const loadScreenOf = async (pathname: string, { identity, lost }: TabletState): Promise<void> => {
  const asked = byPath.find(([path]) => path.test(pathname))?.[1];
  const isToEnrol = asked !== helpScreen && (identity === undefined || lost !== undefined);
  await (isToEnrol ? enrolScreen : asked)?.load();
};

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
        scanScreen,
        listScreen,
        addPersonScreen,
        kioskScreen,
        codeScreen,
        closeScreen,
        tabletScreen,
        helpScreen,
      ].map(({ load }) => load());
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
  if (lost !== undefined) return <enrolScreen.Screen />;
  return identity === undefined ? <Navigate to={`/anslut${hash}`} replace /> : children;
};

const TrainerRoutes = () => {
  useFetchAhead();
  /** A tablet locked to self check-in draws nothing else, whatever the address (KIOSK-2). */
  const lockedTo = useKioskAddress();
  return (
    <Suspense fallback={<Skeleton />}>
      <Routes {...(lockedTo === undefined ? {} : { location: lockedTo })}>
        <Route path="/anslut" element={<enrolScreen.Screen />} />
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
              <scanScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/lista"
          element={
            <Enrolled>
              <listScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/lagg-till"
          element={
            <Enrolled>
              <addPersonScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/sjalv"
          element={
            <Enrolled>
              <kioskScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/kod"
          element={
            <Enrolled>
              <codeScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/tillfalle/:id/avsluta"
          element={
            <Enrolled>
              <closeScreen.Screen />
            </Enrolled>
          }
        />
        <Route
          path="/plattan"
          element={
            <Enrolled>
              <tabletScreen.Screen />
            </Enrolled>
          }
        />
        <Route path="/hjalp" element={<helpScreen.Screen />} />
        <Route path="*" element={<noPage.Screen />} />
      </Routes>
    </Suspense>
  );
};

/** Every address of the trainer's tablet. */
export const TrainerApp = ({ start }: { readonly start: TrainerStart }) => (
  <SensesProvider>
    <DeskProvider>
      <KioskGate keeper={start.kiosk}>
        <LockGate isLockedFirst={start.isLocked}>
          <TrainerRoutes />
        </LockGate>
      </KioskGate>
    </DeskProvider>
  </SensesProvider>
);
