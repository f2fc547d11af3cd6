/**
 * The frame of the office's pages. `AdminGate` stands once around them all and lets in who is signed in; every screen
 * puts its own content in an `AdminFrame` with its title.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { roles as everyRole, type Role } from '../../domain/roles.ts';
import { CurrentAdministratorReply } from '../../protocol/current-administrator.ts';
import { SignedInReply } from '../../protocol/signed-in.ts';
import { SignOutAdministratorReply } from '../../protocol/sign-out-administrator.ts';
import { useAdminAccessText } from '../text/admin-access-text.ts';
import { useAccountText } from '../text/admin-account-text.ts';
import { useAdminMonthText } from '../text/admin-month-text.ts';
import { useAdminReviewText } from '../text/admin-review-text.ts';
import { useFollowupText } from '../text/admin-followup-text.ts';
import { useAdminText, type AdminText } from '../text/admin-text.ts';
import { useText } from '../text/language.tsx';
import { useWhenText } from '../text/when-text.ts';
import { AdminShell, type AdminMenuItem } from '../ui/admin-shell/admin-shell.tsx';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { mayOpen } from './access/screen-roles.ts';
import { ChooseFactorScreen } from './accounts/choose-factor-screen.tsx';
import { FactorScreen } from './accounts/factor-screen.tsx';
import { AccountNews } from './accounts/news.tsx';
import { send, usePolled } from './admin-api.ts';
import { onSignInEnd, useConnection } from './connection.ts';
import { FreshSignIn } from './fresh-sign-in.tsx';
import { useWaiting, WaitingReviews } from './review/waiting.tsx';
import { SignInScreen } from './sign-in-screen.tsx';
import { useIdle } from './use-idle.ts';
import { WhenLink, whenPath, type Situation } from './when/when-link.tsx';
import styles from './admin-frame.module.css';

type SignedIn = {
  readonly me: CurrentAdministratorReply;
  readonly signOut: () => void;
};

const SignedInContext = createContext<SignedIn | undefined>(undefined);

const checkEveryMs = 60_000;
/** As long as the server lets a sign-in rest: pages that ask by themselves must not keep it alive for ever (SIGN-3). */
const idleMs = 60 * 60_000;

/** Who is signed in; for screens inside the gate. */
export const useSignedIn = (): SignedIn => {
  const signedIn = useContext(SignedInContext);
  if (signedIn === undefined) throw new Error('useSignedIn is used outside AdminGate');
  return signedIn;
};

/** Whether whoever is signed in has one of some roles: `useMay()('planner')` before a button of an act (ROLE-2). */
export const useMay = (): ((...roles: readonly Role[]) => boolean) => {
  const { me } = useSignedIn();
  return useCallback((...wanted) => wanted.some((role) => me.roles.includes(role)), [me]);
};

/** While the server has not answered, and when it does not. */
const NoAnswerYet = ({ failure, onRetry }: { readonly failure: boolean; readonly onRetry: () => void }) => {
  const text = useText();
  const { menu } = useAdminText();
  if (!failure) return <Skeleton />;
  return (
    <main>
      <EmptyState
        icon="wifi-slash"
        title={menu.noAnswer.title}
        action={<Button onClick={onRetry}>{text.action.retry}</Button>}
      >
        {menu.noAnswer.nothingYet}
      </EmptyState>
    </main>
  );
};

/** What is inside, for whoever is wholly signed in. */
const Inside = ({ signOut, children }: { readonly signOut: () => void; readonly children: ReactNode }) => {
  const { value, failure, refresh } = usePolled('/api/admin/me', CurrentAdministratorReply, checkEveryMs);
  useIdle(idleMs, value !== undefined, signOut);
  const signedIn = useMemo(
    () => (value === undefined ? undefined : { me: value, signOut }),
    [value, signOut],
  );
  if (signedIn === undefined) return <NoAnswerYet failure={failure !== undefined} onRetry={refresh} />;
  return (
    <SignedInContext value={signedIn}>
      <FreshSignIn by={signedIn.me.confirmBy} onConfirmed={refresh}>
        <WaitingReviews isAsking={mayOpen('/admin/granska', signedIn.me.roles)}>{children}</WaitingReviews>
      </FreshSignIn>
    </SignedInContext>
  );
};

/** Shows what is inside to a signed-in administrator, and the sign-in page to everybody else. */
export const AdminGate = ({ children }: { readonly children: ReactNode }) => {
  const navigate = useNavigate();
  const location = useLocation();
  const { value, failure, refresh } = usePolled('/api/admin/signed-in', SignedInReply, checkEveryMs);
  const left = value?.left;
  const [isChoosing, setIsChoosing] = useState(false);
  const [wasSignedIn, setWasSignedIn] = useState(false);
  if (left === 'nothing' && !wasSignedIn) setWasSignedIn(true);
  useEffect(() => onSignInEnd(refresh), [refresh]);
  const signOut = useCallback(() => {
    void send('/api/admin/sign-out', {}, SignOutAdministratorReply).then((answer) => {
      if (answer.ok && answer.value.goTo !== null) window.location.assign(answer.value.goTo);
      else refresh();
    });
  }, [refresh]);

  if (left === undefined) return <NoAnswerYet failure={failure !== undefined} onRetry={refresh} />;
  if (left === 'registration' || isChoosing)
    return (
      <ChooseFactorScreen
        onAdded={() => setIsChoosing(true)}
        onDone={() => {
          setIsChoosing(false);
          refresh();
        }}
        onCancel={signOut}
      />
    );
  if (left === 'factor') return <FactorScreen onSignedIn={refresh} onCancel={signOut} />;
  if (left === 'everything')
    return (
      <SignInScreen
        wasSignedIn={wasSignedIn}
        onSignedIn={() => {
          refresh();
          void navigate(location, { replace: true });
        }}
      />
    );
  return <Inside signOut={signOut}>{children}</Inside>;
};

type MenuWords = {
  readonly review: string;
  readonly month: string;
  readonly followUp: string;
  readonly when: string;
  readonly waiting: number;
};

const menuOf = ({ nav }: AdminText, work: MenuWords): readonly AdminMenuItem[] => [
  { href: '/admin', label: nav.overview, icon: 'chart-line-up', isExact: true },
  { href: '/admin/granska', label: work.review, icon: 'list-magnifying-glass', toDo: work.waiting },
  { href: '/admin/manad', label: work.month, icon: 'seal-check' },
  { href: '/admin/uppfoljning', label: work.followUp, icon: 'chart-bar' },
  { href: '/admin/planering', label: nav.planning, icon: 'calendar-dots' },
  { href: '/admin/tillfallen', label: nav.sessions, icon: 'calendar-check' },
  {
    href: '/admin/deltagare',
    label: nav.participants,
    icon: 'users-three',
    also: ['/admin/grupper', '/admin/utskick'],
  },
  { href: '/admin/kort', label: nav.cards, icon: 'identification-badge' },
  { href: '/admin/plattor', label: nav.tablets, icon: 'device-tablet' },
  { href: '/admin/kursledare', label: nav.trainers, icon: 'chalkboard-teacher' },
  { href: '/admin/logg', label: nav.log, icon: 'clock-counter-clockwise' },
  { href: '/admin/revision', label: nav.audit, icon: 'file-text' },
  { href: '/admin/behorigheter', label: nav.permissions, icon: 'gear' },
  { href: '/admin/skyddade', label: nav.protectedPeople, icon: 'shield' },
  { href: '/admin/atkomst', label: nav.accessLog, icon: 'eye' },
  { href: whenPath, label: work.when, icon: 'question' },
];

const ConnectionBanner = () => {
  const { menu } = useAdminText();
  const connection = useConnection();
  if (connection === 'fine') return null;
  const words = connection === 'offline' ? menu.offline : menu.noAnswer;
  return (
    <Banner icon="wifi-slash" tone="attention" title={words.title}>
      {words.detail} <WhenLink of="servern-svarar-inte" />
    </Banner>
  );
};

type AdminFrameProps = {
  readonly title: string;
  /** The browser's title, when it should say more than the heading. */
  readonly pageTitle?: string | undefined;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** What may go wrong here: the page ends with a link to what to do then (OPS-8). */
  readonly when?: Situation;
  readonly children: ReactNode;
};

/** One page of the office: menu, heading, who is signed in, and a banner while the server does not answer. */
export const AdminFrame = ({ title, pageTitle, actions, when, children }: AdminFrameProps) => {
  const text = useAdminText();
  const { roleNames, manyRoles } = useAdminAccessText();
  const { me, signOut } = useSignedIn();
  const account = useAccountText();
  const { waiting } = useWaiting();
  const work = {
    review: useAdminReviewText().queue.title,
    month: useAdminMonthText().nav,
    followUp: useFollowupText().nav,
    when: useWhenText().nav,
    waiting,
  };
  const [only] = me.roles;
  const { length } = me.roles;
  const many = length === everyRole.length ? text.role.administrator : manyRoles({ n: length });
  const role = only === undefined || length > 1 ? many : roleNames[only];
  return (
    <AdminShell
      title={title}
      pageTitle={pageTitle}
      menu={menuOf(text, work).filter(({ href }) => mayOpen(href, me.roles))}
      signedIn={{ name: me.name, role }}
      onSignOut={signOut}
      account={{ href: '/admin/konto', label: account.nav }}
      actions={actions}
      isDemo={me.demo}
    >
      <div role="status" className={styles['news']}>
        <ConnectionBanner />
        <AccountNews news={me.news} />
      </div>
      {children}
      {when !== undefined && (
        <p className={`${styles['when']} no-print`}>
          <WhenLink of={when} />
        </p>
      )}
    </AdminShell>
  );
};
