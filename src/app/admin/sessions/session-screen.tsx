import { useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { unitName } from '../../../domain/programme.ts';
import { ShowSessionReply, type ChainState } from '../../../protocol/show-session.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDay, formatDayAndMonth, formatTimeRange } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { EventList } from './event-list.tsx';
import { groupsOf, PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionDayProvider } from './session-day.tsx';
import { SessionDoor } from './session-door.tsx';
import { usePresentAnnounced } from './use-present-announced.ts';
import styles from './session-screen.module.css';

const Crumbs = ({ session }: Pick<ShowSessionReply, 'session'>) => {
  const { session: words, sessions } = useAdminText();
  const { language } = useLanguage();
  const day = formatDayAndMonth(language, session.startsAt);
  const where = session.unit === null ? sessions.digital : unitName(session.unit);
  return (
    <nav aria-label={words.path} className={styles['crumbs']}>
      <Link to="/admin/tillfallen">{words.crumb}</Link> / {where} / {day}
    </nav>
  );
};

export const Subtitle = ({ session }: Pick<ShowSessionReply, 'session'>) => {
  const { sessions: words } = useAdminText();
  const { language } = useLanguage();
  return (
    <p className={`${styles['subtitle']} muted num`}>
      {[
        session.cohorts.join(', '),
        session.kind === 'digital' ? words.digital : words.numberOf(session),
        `${formatDay(language, session.startsAt)} ${formatTimeRange(language, session.startsAt, session.endsAt)}`,
        session.place,
        session.trainer,
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </p>
  );
};

export const Warnings = ({ chains, setAside }: { chains: readonly ChainState[]; setAside: number }) => {
  const { session: words } = useAdminText();
  return (
    <div className={styles['warnings']}>
      {chains
        .filter(({ state }) => state === 'broken')
        .map(({ device, name, at }) => (
          <Banner key={device} tone="stop" icon="shield-warning" title={words.chainBroken.title}>
            {words.chainBroken.detail({ device: name, number: at ?? 1 })}
          </Banner>
        ))}
      {chains
        .filter(({ keptAside }) => keptAside > 0)
        .map(({ device, name, keptAside }) => (
          <Banner key={device} tone="attention" title={words.keptAside({ device: name, n: keptAside })} />
        ))}
      {setAside > 0 && (
        <Banner tone="attention" title={words.setAside.title({ n: setAside })}>
          {words.setAside.detail}
        </Banner>
      )}
    </div>
  );
};

/** How wide the page must be for the panel to stand beside the table. */
const isBeside = (): boolean => window.matchMedia('(min-width: 74em)').matches;

const Review = ({ page }: { readonly page: ShowSessionReply }) => {
  const { session: words } = useAdminText();
  const [choice, setChoice] = useState<string | undefined>();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = groupsOf(page.people)[0]?.people[0];
  const chosen = page.people.find(({ participant }) => participant === choice) ?? first;
  const devices = new Map<string, string>(page.chains.map(({ device, name }) => [device, name]));
  const choose = (participant: string, isMoving: boolean): void => {
    setChoice(participant);
    if (!isMoving && !isBeside()) requestAnimationFrame(() => heading.current?.focus());
  };
  const goBack = (): void =>
    document.querySelector<HTMLElement>(`[data-person="${CSS.escape(chosen?.participant ?? '')}"]`)?.focus();
  return (
    <div className={styles['review']}>
      <div>
        <div className={styles['people']}>
          <PeopleTable page={page} chosen={chosen?.participant} onChoose={choose} />
        </div>
        <SessionDoor page={page} devices={devices} />
        {page.events.length > 0 && (
          <details className={styles['own']}>
            <summary>{words.sessionEvents}</summary>
            <EventList events={page.events} devices={devices} />
          </details>
        )}
      </div>
      {chosen !== undefined && (
        <PersonPanel person={chosen} chains={page.chains} heading={heading} onBack={goBack} />
      )}
    </div>
  );
};

/** /admin/tillfallen/:id: one session as it stands, looked at anew every other second (ADM-2, ADM-3). */
export const SessionScreen = () => {
  const { session: words, sessions: list } = useAdminText();
  const review = useAdminReviewText();
  const reportText = useAdminReportText();
  const text = useText();
  const { language } = useLanguage();
  const { id = '' } = useParams();
  const { value, failure } = usePolled(
    `/api/admin/sessions/${encodeURIComponent(id)}`,
    ShowSessionReply,
    2000,
  );
  usePresentAnnounced(value === undefined ? undefined : [value.session], words.announced);
  if (value === undefined)
    return (
      <AdminFrame title={failure?.kind === 'problem' ? words.unknown : list.title}>
        {failure?.kind === 'problem' ? (
          <EmptyState
            icon="calendar-x"
            title={words.unknownHint}
            action={<LinkButton href="/admin/tillfallen">{words.toSessions}</LinkButton>}
          />
        ) : (
          <Skeleton rows={8} />
        )}
      </AdminFrame>
    );
  const { session } = value;
  return (
    <AdminFrame
      title={session.title}
      when="handelse-saknas"
      pageTitle={`${session.title}, ${formatDayAndMonth(language, session.startsAt)}`}
      actions={
        <>
          <ScreenLink
            size="s"
            icon="list-magnifying-glass"
            className="no-print"
            href={`/admin/granska/${encodeURIComponent(id)}`}
          >
            {review.queue.title}
          </ScreenLink>
          <LinkButton
            size="s"
            icon="list-checks"
            className="no-print"
            href={`/admin/tillfallen/${encodeURIComponent(id)}/lista`}
          >
            {reportText.list.link}
          </LinkButton>
          <Button size="s" icon="printer" className="no-print" onClick={() => window.print()}>
            {text.action.print}
          </Button>
        </>
      }
    >
      <SessionDayProvider value={session.startsAt}>
        <Subtitle session={session} />
        <Crumbs session={session} />
        <SessionFacts page={value} />
        <Warnings chains={value.chains} setAside={session.setAside} />
        <Review page={value} />
      </SessionDayProvider>
    </AdminFrame>
  );
};
