/** Today: what the trainer is here for, whether the tablet is ready for it, and what comes after. */
import { lazy, Suspense, useState } from 'react';
import { expectedPeople } from '../../domain/door.ts';
import type { Plan } from '../../domain/programme.ts';
import { useNow } from '../device/clock.ts';
import { hasNothing } from '../device/send-status.ts';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useUpdate } from '../device/update.ts';
import { formatDay, formatRelativeDayTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import type { Day } from './arrange-day.ts';
import { useDay } from './today-day.ts';
import { HeroCard } from './hero-card.tsx';
import { NotClosedBanners } from './close-reminder.tsx';
import { ReadinessCard } from './readiness-card.tsx';
import { SensesTest } from './senses-test.tsx';
import { SessionRows } from './session-rows.tsx';
import { TrainerPage } from './trainer-frame.tsx';
import { useClockOffset } from './use-clock-check.ts';
import { useReadiness } from './use-readiness.ts';
import styles from './today-screen.module.css';

const Revoked = () => {
  const text = useText();
  const { today } = useTrainerText();
  const office = useTabletState().plan?.plan.office;
  return (
    <Banner
      tone="stop"
      icon="prohibit"
      title={text.trouble.revoked.title}
      action={
        <>
          {office !== undefined && (
            <a href={`tel:${office.phone.replace(/[^+\d]/g, '')}`}>
              {today.callOffice({ name: office.name })}
            </a>
          )}
          <LinkButton href="/anslut" icon="key">
            {today.enrolAnew}
          </LinkButton>
        </>
      }
    >
      <Suspense>
        <RevokedDetail />
      </Suspense>
    </Banner>
  );
};

const RevokedDetail = lazy(() =>
  import('./revoked-detail.tsx').then((file) => ({ default: file.RevokedDetail })),
);

const TooOldBanner = lazy(() =>
  import('./too-old-banner.tsx').then((file) => ({ default: file.TooOldBanner })),
);

const StorageBanner = lazy(() =>
  import('./storage-banner.tsx').then((file) => ({ default: file.StorageBanner })),
);

const UpdateBanner = ({ isBusy }: { readonly isBusy: boolean }) => {
  const text = useText();
  const { today } = useTrainerText();
  const update = useUpdate();
  const { mustUpdate } = useTabletState();
  if (mustUpdate && !update.isWaiting)
    return (
      <Suspense>
        <TooOldBanner />
      </Suspense>
    );
  if (!update.isWaiting || isBusy) return null;
  return (
    <Banner
      tone="already"
      icon="arrow-circle-down"
      title={today.update}
      action={
        <Button onClick={update.apply}>
          {update.isChanging ? text.action.changing : text.action.updateNow}
        </Button>
      }
    >
      <p>{today.updateDetail}</p>
    </Banner>
  );
};

const NoLists = () => {
  const tablet = useTablet();
  const { today, ready } = useTrainerText();
  const { send } = useTabletState();
  if (send.isOnline && !hasNothing(send))
    return (
      <EmptyState icon="download-simple" title={today.fetching}>
        <p>{today.fetchingDetail}</p>
        <Skeleton rows={3} />
      </EmptyState>
    );
  return (
    <EmptyState
      icon="download-simple"
      title={today.noLists}
      action={
        <Button variant="primary" size="l" icon="arrow-clockwise" onClick={() => void tablet.syncNow()}>
          {ready.fetchNow}
        </Button>
      }
    >
      <p>{today.noListsDetail}</p>
    </EmptyState>
  );
};

const Nothing = ({ day, now }: { readonly day: Day; readonly now: number }) => {
  const { today } = useTrainerText();
  const { language } = useLanguage();
  const { next } = day;
  const detail =
    next === undefined
      ? today.emptyNone
      : today.emptyNext({ day: formatRelativeDayTime(language, next.startsAt, now), place: next.place });
  return (
    <EmptyState
      icon={day.closedToday.length > 0 ? 'calendar-check' : 'calendar-blank'}
      title={day.closedToday.length > 0 ? today.allDone : today.empty}
    >
      <p>{detail}</p>
    </EmptyState>
  );
};

const Sessions = ({ plan, day, now }: { readonly plan: Plan; readonly day: Day; readonly now: number }) => {
  const { today } = useTrainerText();
  const { today: words } = useTabletText();
  const isTomorrowEmpty = day.tomorrow.length === 0 && day.next !== undefined && day.hero !== undefined;
  return (
    <div className={styles['list']}>
      {day.hero === undefined ? (
        <Nothing day={day} now={now} />
      ) : (
        <HeroCard plan={plan} session={day.hero} isOngoing={day.isHeroOngoing} now={now} />
      )}
      <SessionRows
        plan={plan}
        title={today.alsoOngoing}
        note={today.chooseOne}
        sessions={day.alsoOngoing}
        now={now}
        isChoice
      />
      <SessionRows plan={plan} title={words.lectures} sessions={day.lectures} now={now} />
      <SessionRows plan={plan} title={today.later} sessions={day.laterToday} now={now} />
      <SessionRows plan={plan} title={today.tomorrow} sessions={day.tomorrow} now={now} />
      {isTomorrowEmpty && day.next !== undefined && (
        <SessionRows plan={plan} title={today.next} sessions={[day.next]} now={now} isDated />
      )}
      <SessionRows plan={plan} title={today.closed} sessions={day.closedToday} now={now} />
    </div>
  );
};

/** The first view of a trainer's tablet. */
export const TodayScreen = () => {
  const state = useTabletState();
  const { senses: words, today, enrol } = useTrainerText();
  const { language } = useLanguage();
  const clock = useNow(10_000);
  const now = clock + useClockOffset();
  const { readiness, tested, protect } = useReadiness();
  const announce = useAnnounce();
  const [isTesting, setIsTesting] = useState(false);
  const [isProtectionRefused, setIsProtectionRefused] = useState(false);
  const askToKeep = async (): Promise<void> => {
    const isKept = await protect();
    setIsProtectionRefused(!isKept);
    announce(isKept ? enrol.storage.yes : enrol.storage.no, 'polite');
  };
  const plan = state.plan?.plan;
  const day = useDay(now);
  const hasPeople =
    plan !== undefined && plan.sessions.some((session) => expectedPeople(plan, session).length > 0);
  return (
    <TrainerPage title={formatDay(language, now)} pageTitle={today.title}>
      <div className={styles['page']}>
        <div className={styles['banners']}>
          {state.send.isRevoked && <Revoked />}
          <NotClosedBanners now={now} />
          <Suspense>
            <StorageBanner />
          </Suspense>
          <UpdateBanner isBusy={day?.isHeroOngoing === true} />
        </div>
        <div className={styles['grid']}>
          {plan === undefined || day === undefined ? (
            <div className={styles['list']}>{!state.send.isRevoked && <NoLists />}</div>
          ) : (
            <Sessions plan={plan} day={day} now={now} />
          )}
          <aside className={styles['side']}>
            {!state.send.isRevoked && (
              <ReadinessCard
                readiness={readiness}
                now={clock}
                isProtectionRefused={isProtectionRefused}
                onTest={() => setIsTesting(true)}
                onProtect={() => void askToKeep()}
              />
            )}
            {hasPeople &&
              readiness?.rows.some(({ key, level }) => key === 'senses' && level === 'ok') === true && (
                <Button size="l" block icon="camera" onClick={() => setIsTesting(true)}>
                  {words.title}
                </Button>
              )}
            <div className={styles['emblem']}>
              <EmblemSlot />
            </div>
          </aside>
        </div>
      </div>
      <Dialog isOpen={isTesting} onClose={() => setIsTesting(false)} title={words.title}>
        <SensesTest heading="h3" onTested={tested} />
      </Dialog>
    </TrainerPage>
  );
};
