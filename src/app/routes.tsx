/**
 * One table: address → screens → audience. The tablet's screens are in the first bytes a tablet loads; the
 * administrator's come when they are asked for.
 */
import { lazy, Suspense, use, useMemo } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { openBrowserTablet } from './device/browser-tablet.ts';
import { TabletProvider } from './device/tablet-context.tsx';
import { TrainerApp } from './trainer/trainer-app.tsx';
import { Skeleton } from './ui/skeleton/skeleton.tsx';

const AdminApp = lazy(() => import('./admin/admin-app.tsx').then(({ AdminApp: app }) => ({ default: app })));

const ParticipantApp = lazy(() =>
  import('./participant/participant-app.tsx').then(({ ParticipantApp: app }) => ({ default: app })),
);

let opened: ReturnType<typeof openBrowserTablet> | undefined;

/** The browser's one tablet, opened when the first screen needs it and never twice. */
const browserTablet = (): ReturnType<typeof openBrowserTablet> => (opened ??= openBrowserTablet());

const Tablet = () => {
  const { tablet, database } = use(browserTablet());
  const lent = useMemo(() => ({ tablet, settings: database.settings }), [tablet, database]);
  return (
    <TabletProvider lent={lent}>
      <TrainerApp />
    </TabletProvider>
  );
};

/** The addresses of participants' own phones, and the two pages for everybody. */
const participantPath = /^\/(?:B|in|jag|tillganglighet|integritet)(?:\/|$)/;

const Everybody = () => {
  const { pathname } = useLocation();
  return participantPath.test(pathname) ? <ParticipantApp /> : <Tablet />;
};

/** Every address of the app. */
export const AppRoutes = () => (
  <Suspense fallback={<Skeleton />}>
    <Routes>
      <Route path="/admin/*" element={<AdminApp />} />
      <Route path="/*" element={<Everybody />} />
    </Routes>
  </Suspense>
);
