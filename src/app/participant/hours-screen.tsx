/** My hours: a dot for each, and every session with the times that were recorded (ME-3). */
import type { MinutesStatus, MySession, ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { useNow } from '../device/clock.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatDay, formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText, type ParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { Ring } from '../ui/ring/ring.tsx';
import { Tag, type Tone } from '../ui/tag/tag.tsx';
import { CertifyCard, isAsked } from './certify-card.tsx';
import { Reopened } from './certify-rows.tsx';
import { hourDots, timeParts } from './hour-dots.ts';
import { ObjectionButton, ObjectionTalk } from './objection.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { SessionTimes } from './session-times.tsx';
import { useMyPages } from './use-me.tsx';
import styles from './hours-screen.module.css';

type Hours = NonNullable<ShowMyPageReply['hours']>;

const timeText = ({ hours }: ParticipantText, minutes: number): string => hours.time(timeParts(minutes));

const Summary = ({ mine }: { readonly mine: Hours }) => {
  const text = useParticipantText();
  const { hours } = text;
  const { minutes, targetMinutes, certifiedMinutes } = mine;
  const target = Math.ceil(targetMinutes / 60);
  const left = targetMinutes - minutes;
  return (
    <div className={styles['summary']}>
      <Ring
        dots={hourDots(minutes, targetMinutes)}
        label={hours.ring({ hours: timeText(text, minutes), target })}
      >
        <b className={`num ${styles['number']}`}>{Math.floor(minutes / 60)}</b>
        <small>{hours.of({ target })}</small>
      </Ring>
      <div>
        <p>
          {hours.dot} {left > 0 ? hours.left({ time: timeText(text, left) }) : hours.done}
        </p>
        <p className="strong">{hours.exact({ time: timeText(text, minutes) })}</p>
        <p>{hours.certified({ time: timeText(text, certifiedMinutes) })}</p>
      </div>
    </div>
  );
};

const tags: Readonly<Record<MinutesStatus, { readonly tone: Tone | 'outline'; readonly icon: IconName }>> = {
  registered: { tone: 'outline', icon: 'clock' },
  'to-certify': { tone: 'attention', icon: 'signature' },
  certified: { tone: 'in', icon: 'check' },
  reopened: { tone: 'attention', icon: 'signature' },
  objection: { tone: 'already', icon: 'flag' },
  approved: { tone: 'in', icon: 'seal-check' },
};

/** The office's survey, on somebody else's page: it is told nothing of who comes from where (SER-7). */
const SurveyLink = ({ href, title }: { readonly href: string; readonly title: string }) => {
  const { hours } = useParticipantText();
  return (
    <div className={styles['survey']}>
      <a href={href} target="_blank" rel="noreferrer" referrerPolicy="no-referrer">
        <Icon name="arrow-square-out" />
        <span>
          {hours.survey.open}
          <span className="sr-only">
            {' '}
            {title}, {hours.survey.newTab}
          </span>
        </span>
      </a>
      <p className="muted small">{hours.survey.notOurs}</p>
    </div>
  );
};

const SessionRow = ({ session, isMissed }: { readonly session: MySession; readonly isMissed: boolean }) => {
  const { objection } = useCertifyText();
  const { language } = useLanguage();
  const text = useParticipantText();
  const { hours } = text;
  const { attendance, title, kind, place, startsAt, endsAt, isCancelled, isOwn, survey } = session;
  return (
    <li className={styles['row']}>
      <h3>{title}</h3>
      {attendance !== null && (
        <b className={`num ${styles['minutes']}`}>{timeText(text, attendance.minutes)}</b>
      )}
      <p className={styles['where']}>
        {formatDay(language, startsAt)} {formatTimeRange(language, startsAt, endsAt)},{' '}
        {kind === 'digital' ? hours.digital : place}
      </p>
      <SessionTimes session={session} />
      <Reopened session={session} />
      <ObjectionTalk objections={session.objections} />
      <p className={styles['tags']}>
        {attendance !== null && (
          <Tag {...tags[attendance.isOpen ? 'registered' : attendance.status]}>
            {attendance.isOpen ? hours.open : hours.status[attendance.status]}
          </Tag>
        )}
        {isCancelled && <Tag icon="calendar-x">{hours.cancelled}</Tag>}
        {!isOwn && <Tag>{hours.guest}</Tag>}
      </p>
      {isMissed && session.objections.every(({ answer }) => answer !== null) && (
        <ObjectionButton session={session} label={objection.missed} />
      )}
      {survey !== undefined && <SurveyLink href={survey} title={title} />}
    </li>
  );
};

const Sessions = ({
  title,
  sessions,
  areMissed = false,
}: {
  readonly title: string;
  readonly sessions: readonly MySession[];
  readonly areMissed?: boolean;
}) =>
  sessions.length === 0 ? null : (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} isMissed={areMissed} />
        ))}
      </ul>
    </section>
  );

/** What the office has recorded about this person. */
export const HoursScreen = ({ me }: { readonly me: ShowMyPageReply }) => {
  const { hours } = useParticipantText();
  const now = useNow(60_000);
  const { unsettled } = useMyPages();
  if (me.hours === null) return null;
  const { sessions } = me.hours;
  const asked = me.hours.months.filter(isAsked).toReversed();
  const attended = sessions.filter(({ attendance }) => attendance !== null).toReversed();
  const others = sessions.filter(({ attendance }) => attendance === null);
  return (
    <PhoneFrame title={hours.title} hasNav>
      {unsettled > 0 && (
        <Banner
          tone="attention"
          title={hours.unsettled({ n: unsettled })}
          action={<LinkButton href="/in">{hours.toUnsettled}</LinkButton>}
        />
      )}
      <Summary mine={me.hours} />
      {asked.map((month) => (
        <CertifyCard key={month.month} month={month} />
      ))}
      {attended.length === 0 ? (
        <p>{hours.nothing}</p>
      ) : (
        <Sessions title={hours.attended} sessions={attended} />
      )}
      <Sessions title={hours.coming} sessions={others.filter(({ endsAt }) => endsAt > now)} />
      <Sessions
        title={hours.missed}
        areMissed
        sessions={others.filter(({ endsAt, isCancelled }) => endsAt <= now && !isCancelled).toReversed()}
      />
      <Banner icon="phone" title={hours.wrong}>
        <p>{hours.wrongBody({ office: `${me.office.name}, ${me.office.phone}` })}</p>
      </Banner>
    </PhoneFrame>
  );
};
