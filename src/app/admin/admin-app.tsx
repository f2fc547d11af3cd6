/** The office's part of the app: one table, address → screen. Loaded when somebody opens an address under /admin. */
import { lazy, Suspense, useEffect } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { useAdminText } from '../text/admin-text.ts';
import { useText } from '../text/language.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { AdminFrame, AdminGate } from './admin-frame.tsx';
import { RoleGate } from './access/role-gate.tsx';
import { SignOnReturnScreen } from './accounts/sign-on-return-screen.tsx';
import { NewVersionBoundary } from './new-version.tsx';
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
const AccountScreen = lazy(() =>
  import('./accounts/account-screen.tsx').then((file) => ({ default: file.AccountScreen })),
);
const BadgesScreen = lazy(() =>
  import('./badges/badges-screen.tsx').then((file) => ({ default: file.BadgesScreen })),
);
const CertificatesScreen = lazy(() =>
  import('./certificates/certificates-screen.tsx').then((file) => ({ default: file.CertificatesScreen })),
);
const BundleScreen = lazy(() =>
  import('./bundle/bundle-screen.tsx').then((file) => ({ default: file.BundleScreen })),
);
const DevicesScreen = lazy(() =>
  import('./devices-screen.tsx').then((file) => ({ default: file.DevicesScreen })),
);
const HandInScreen = lazy(() =>
  import('./devices/hand-in-screen.tsx').then((file) => ({ default: file.HandInScreen })),
);
const FeedbackScreen = lazy(() =>
  import('./followup/feedback-screen.tsx').then((file) => ({ default: file.FeedbackScreen })),
);
const FollowUpScreen = lazy(() =>
  import('./followup/followup-screen.tsx').then((file) => ({ default: file.FollowUpScreen })),
);
const SteeringScreen = lazy(() =>
  import('./followup/steering-screen.tsx').then((file) => ({ default: file.SteeringScreen })),
);
const ImportScreen = lazy(() =>
  import('./import/import-screen.tsx').then((file) => ({ default: file.ImportScreen })),
);
const LogScreen = lazy(() => import('./log/log-screen.tsx').then((file) => ({ default: file.LogScreen })));
const OverviewScreen = lazy(() =>
  import('./overview/overview-screen.tsx').then((file) => ({ default: file.OverviewScreen })),
);
const MonthScreen = lazy(() =>
  import('./month/month-screen.tsx').then((file) => ({ default: file.MonthScreen })),
);
const CurrentMonthScreen = lazy(() =>
  import('./month/month-screen.tsx').then((file) => ({ default: file.CurrentMonthScreen })),
);
const RulesScreen = lazy(() =>
  import('./month/rules-screen.tsx').then((file) => ({ default: file.RulesScreen })),
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
const PlanningScreen = lazy(() =>
  import('./planning/planning-screen.tsx').then((file) => ({ default: file.PlanningScreen })),
);
const SeriesScreen = lazy(() =>
  import('./planning/series-screen.tsx').then((file) => ({ default: file.SeriesScreen })),
);
const SessionEditScreen = lazy(() =>
  import('./planning/session-edit-screen.tsx').then((file) => ({ default: file.SessionEditScreen })),
);
const VenuesScreen = lazy(() =>
  import('./planning/venues-screen.tsx').then((file) => ({ default: file.VenuesScreen })),
);
const WavesScreen = lazy(() =>
  import('./planning/waves-screen.tsx').then((file) => ({ default: file.WavesScreen })),
);
const CohortsScreen = lazy(() =>
  import('./planning/cohorts-screen.tsx').then((file) => ({ default: file.CohortsScreen })),
);
const ReviewQueueScreen = lazy(() =>
  import('./review/review-queue-screen.tsx').then((file) => ({ default: file.ReviewQueueScreen })),
);
const ReviewScreen = lazy(() =>
  import('./review/review-screen.tsx').then((file) => ({ default: file.ReviewScreen })),
);
const SetAsideScreen = lazy(() =>
  import('./review/set-aside-screen.tsx').then((file) => ({ default: file.SetAsideScreen })),
);
const ReportSettingsScreen = lazy(() =>
  import('./report/settings-screen.tsx').then((file) => ({ default: file.ReportSettingsScreen })),
);
const CompilationScreen = lazy(() =>
  import('./report/paper-screens.tsx').then((file) => ({ default: file.CompilationScreen })),
);
const AttendanceReportsScreen = lazy(() =>
  import('./report/paper-screens.tsx').then((file) => ({ default: file.AttendanceReportsScreen })),
);
const SessionListScreen = lazy(() =>
  import('./report/paper-screens.tsx').then((file) => ({ default: file.SessionListScreen })),
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

/** Fetched while the server still answers: it is the page for when it does not. */
const fetchWhen = () => import('./when/when-screen.tsx');
const WhenScreen = lazy(() => fetchWhen().then((file) => ({ default: file.WhenScreen })));

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

const Screens = () => {
  const { pathname } = useLocation();
  useEffect(() => {
    void fetchWhen().catch(() => undefined);
  }, []);
  return (
    <NewVersionBoundary at={pathname}>
      <Routes>
        <Route index element={<OverviewScreen />} />
        <Route path="tillfallen" element={<SessionsScreen />} />
        <Route path="tillfallen/import" element={<ImportScreen key="sessions" kind="sessions" />} />
        <Route path="tillfallen/:id" element={<SessionScreen />} />
        <Route path="tillfallen/:id/lista" element={<SessionListScreen />} />
        <Route path="manad/scb-kolumner" element={<ReportSettingsScreen />} />
        <Route path="manad/:manad/sammanstallning" element={<CompilationScreen />} />
        <Route path="manad/:manad/narvarorapport" element={<AttendanceReportsScreen />} />
        <Route path="manad/:manad/narvarorapport/:participant" element={<AttendanceReportsScreen />} />
        <Route path="planering" element={<PlanningScreen />} />
        <Route path="planering/ny" element={<SeriesScreen />} />
        <Route path="planering/tillfalle/:id" element={<SessionEditScreen />} />
        <Route path="planering/lokaler" element={<VenuesScreen />} />
        <Route path="planering/vagor" element={<WavesScreen />} />
        <Route path="planering/grupper" element={<CohortsScreen />} />
        <Route path="deltagare" element={<ParticipantsScreen />} />
        <Route path="deltagare/import" element={<ImportScreen key="participants" kind="participants" />} />
        <Route path="deltagare/dubbletter" element={<DoublesScreen />} />
        <Route path="deltagare/:id" element={<PersonScreen />} />
        <Route path="grupper" element={<GroupsScreen />} />
        <Route path="utskick" element={<LettersScreen />} />
        <Route path="granska" element={<ReviewQueueScreen />} />
        <Route path="granska/undanlagt" element={<SetAsideScreen />} />
        <Route path="granska/:id" element={<ReviewScreen />} />
        <Route path="manad" element={<CurrentMonthScreen />} />
        <Route path="manad/regler" element={<RulesScreen />} />
        <Route path="manad/:manad" element={<MonthScreen />} />
        <Route path="manad/:manad/intyg" element={<CertificatesScreen />} />
        <Route path="uppfoljning" element={<FollowUpScreen />} />
        <Route path="uppfoljning/enheter" element={<FeedbackScreen />} />
        <Route path="uppfoljning/styrgrupp/:manad" element={<SteeringScreen />} />
        <Route path="kort" element={<BadgesScreen />} />
        <Route path="plattor" element={<DevicesScreen />} />
        <Route path="plattor/raddningsfil" element={<HandInScreen />} />
        <Route path="kursledare" element={<TrainersScreen />} />
        <Route path="behorigheter" element={<AdministratorsScreen />} />
        <Route path="skyddade" element={<ProtectedScreen />} />
        <Route path="atkomst" element={<AccessLogScreen />} />
        <Route path="utdrag/:id" element={<ExtractScreen />} />
        <Route path="logg" element={<LogScreen />} />
        <Route path="revision" element={<BundleScreen />} />
        <Route path="konto" element={<AccountScreen />} />
        <Route path="vad-gora-nar" element={<WhenScreen />} />
        <Route path="*" element={<NoScreen />} />
      </Routes>
    </NewVersionBoundary>
  );
};

/** Everything under /admin. The one-time link's page is outside the gate: whoever opens it is nobody yet. */
export const AdminApp = () => (
  <Suspense fallback={<Skeleton />}>
    <Routes>
      <Route path="start" element={<SetUpScreen />} />
      <Route path="sso" element={<SignOnReturnScreen />} />
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
