/** The office's part of the app: one table, address → screen. Loaded when somebody opens an address under /admin. */
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { useAdminText } from '../text/admin-text.ts';
import { useText } from '../text/language.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { AdminFrame, AdminGate } from './admin-frame.tsx';
import { RoleGate } from './access/role-gate.tsx';
import { SetUpScreen } from './set-up-screen.tsx';

const AccessLogScreen = lazy(() =>
  import('./access/access-log-screen.tsx').then((file) => ({ default: file.AccessLogScreen })),
);
const AdministratorsScreen = lazy(() =>
  import('./access/administrators-screen.tsx').then((file) => ({ default: file.AdministratorsScreen })),
);
const ExtractScreen = lazy(() =>
  import('./access/extract-screen.tsx').then((file) => ({ default: file.ExtractScreen })),
);
const ProtectedScreen = lazy(() =>
  import('./access/protected-screen.tsx').then((file) => ({ default: file.ProtectedScreen })),
);
const BadgesScreen = lazy(() =>
  import('./badges/badges-screen.tsx').then((file) => ({ default: file.BadgesScreen })),
);
const DevicesScreen = lazy(() =>
  import('./devices-screen.tsx').then((file) => ({ default: file.DevicesScreen })),
);
const ImportScreen = lazy(() =>
  import('./import/import-screen.tsx').then((file) => ({ default: file.ImportScreen })),
);
const LogScreen = lazy(() => import('./log/log-screen.tsx').then((file) => ({ default: file.LogScreen })));
const OverviewScreen = lazy(() =>
  import('./overview/overview-screen.tsx').then((file) => ({ default: file.OverviewScreen })),
);
const ParticipantsScreen = lazy(() =>
  import('./participants/participants-screen.tsx').then((file) => ({ default: file.ParticipantsScreen })),
);
const PersonScreen = lazy(() =>
  import('./people/person-screen.tsx').then((file) => ({ default: file.PersonScreen })),
);
const GroupsScreen = lazy(() =>
  import('./people/groups-screen.tsx').then((file) => ({ default: file.GroupsScreen })),
);
const DoublesScreen = lazy(() =>
  import('./people/doubles-screen.tsx').then((file) => ({ default: file.DoublesScreen })),
);
const LettersScreen = lazy(() =>
  import('./people/letters-screen.tsx').then((file) => ({ default: file.LettersScreen })),
);
const SessionScreen = lazy(() =>
  import('./sessions/session-screen.tsx').then((file) => ({ default: file.SessionScreen })),
);
const SessionsScreen = lazy(() =>
  import('./sessions/sessions-screen.tsx').then((file) => ({ default: file.SessionsScreen })),
);
const TrainersScreen = lazy(() =>
  import('./trainers/trainers-screen.tsx').then((file) => ({ default: file.TrainersScreen })),
);

const NoScreen = () => {
  const text = useText();
  const { nav } = useAdminText();
  return (
    <AdminFrame title={text.trouble.noPage.title}>
      <EmptyState
        icon="question"
        title={text.trouble.noPage.detail}
        action={<LinkButton href="/admin">{nav.overview}</LinkButton>}
      />
    </AdminFrame>
  );
};

const Screens = () => (
  <Routes>
    <Route index element={<OverviewScreen />} />
    <Route path="tillfallen" element={<SessionsScreen />} />
    <Route path="tillfallen/import" element={<ImportScreen key="sessions" kind="sessions" />} />
    <Route path="tillfallen/:id" element={<SessionScreen />} />
    <Route path="deltagare" element={<ParticipantsScreen />} />
    <Route path="deltagare/import" element={<ImportScreen key="participants" kind="participants" />} />
    <Route path="deltagare/dubbletter" element={<DoublesScreen />} />
    <Route path="deltagare/:id" element={<PersonScreen />} />
    <Route path="grupper" element={<GroupsScreen />} />
    <Route path="utskick" element={<LettersScreen />} />
    <Route path="kort" element={<BadgesScreen />} />
    <Route path="plattor" element={<DevicesScreen />} />
    <Route path="kursledare" element={<TrainersScreen />} />
    <Route path="behorigheter" element={<AdministratorsScreen />} />
    <Route path="skyddade" element={<ProtectedScreen />} />
    <Route path="atkomst" element={<AccessLogScreen />} />
    <Route path="utdrag/:id" element={<ExtractScreen />} />
    <Route path="logg" element={<LogScreen />} />
    <Route path="*" element={<NoScreen />} />
  </Routes>
);

/** Everything under /admin. The one-time link's page is outside the gate: whoever opens it is nobody yet. */
export const AdminApp = () => (
  <Suspense fallback={<Skeleton />}>
    <Routes>
      <Route path="start" element={<SetUpScreen />} />
      <Route
        path="*"
        element={
          <AdminGate>
            <RoleGate>
              <Screens />
            </RoleGate>
          </AdminGate>
        }
      />
    </Routes>
  </Suspense>
);
