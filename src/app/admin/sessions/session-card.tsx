import { Link } from 'react-router';
import type { SessionSummary } from '../../../protocol/list-sessions.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatTime, formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { dotsOf } from '../../ui/ring/dots.ts';
import { Ring } from '../../ui/ring/ring.tsx';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';
import { hoursAndMinutes } from './formats.ts';
import { stateOf, type SessionState } from './session-state.ts';
import styles from './session-card.module.css';

type Look = { readonly tone: Tone; readonly icon: IconName };

const looks: Readonly<Record<SessionState, Look>> = {
  cancelled: { tone: 'neutral', icon: 'calendar-x' },
  closed: { tone: 'in', icon: 'check-circle' },
  open: { tone: 'in', icon: 'circle-half' },
  coming: { tone: 'neutral', icon: 'clock' },
  'not-opened': { tone: 'neutral', icon: 'clock' },
  'not-closed': { tone: 'attention', icon: 'warning-diamond' },
  nothing: { tone: 'attention', icon: 'warning-diamond' },
};

const stateWords = (
  { sessions: { state } }: AdminText,
  language: Language,
  session: SessionSummary,
  now: number,
): string => {
  switch (stateOf(session, now)) {
    case 'cancelled':
      return state.cancelled;
    case 'closed':
      return state.closed({ time: formatTime(language, session.closedAt ?? session.endsAt) });
    case 'open':
      return state.open;
    case 'coming':
      return state.coming;
    case 'not-opened':
      return state.notOpened;
    case 'not-closed':
      return state.notClosed;
    case 'nothing':
      return state.nothing;
  }
};

const Attendance = ({ session }: { readonly session: SessionSummary }) => {
  const { sessions: words, session: sessionWords } = useAdminText();
  const { present, expected, guests } = session;
  return (
    <Ring
      dots={dotsOf({ all: expected + guests, here: present, squares: guests })}
      label={words.ringLabel({ present: present - guests, expected, guests })}
    >
      <b className="num">{present - guests}</b>
      <small className="num">{sessionWords.of({ expected })}</small>
    </Ring>
  );
};

/** One session as a card that leads to its page: when, where, how many have come, and what is the matter. */
export const SessionCard = ({ session, now }: { readonly session: SessionSummary; readonly now: number }) => {
  const text = useAdminText();
  const { language } = useLanguage();
  const words = text.sessions;
  const look = looks[stateOf(session, now)];
  const place = session.kind === 'digital' ? words.digital : session.place;
  return (
    <li className={styles['card']}>
      <Attendance session={session} />
      <div className={styles['words']}>
        <p className={`${styles['time']} num`}>
          {formatTimeRange(language, session.startsAt, session.endsAt)}
        </p>
        <h3>
          <Link to={`/admin/tillfallen/${session.id}`} className={styles['link']}>
            {session.title}
          </Link>
        </h3>
        <p className="muted">
          {session.cohorts.join(', ')}
          {session.kind === 'on-site' && ` · ${words.numberOf(session)}`}
        </p>
        <p className="muted">{[place, session.trainer].filter((part) => part !== '').join(' · ')}</p>
        <p className={styles['tags']}>
          <Tag tone={look.tone} icon={look.icon}>
            {stateWords(text, language, session, now)}
          </Tag>
          {session.closedAt !== null && session.attestedAt === null && (
            <Tag tone="attention" icon="signature">
              {text.sessionDoor.notAttested}
            </Tag>
          )}
          {session.walkIns > 0 && (
            <Tag icon="user-plus">{text.sessionDoor.walkIns({ n: session.walkIns })}</Tag>
          )}
          {session.open > 0 && <Tag icon="user-focus">{words.hereNow({ n: session.open })}</Tag>}
          {session.guests > 0 && <Tag>{words.guests({ n: session.guests })}</Tag>}
          {session.minutes > 0 && <Tag>{hoursAndMinutes(session.minutes)}</Tag>}
          {session.setAside > 0 && (
            <Tag tone="attention" icon="warning-diamond">
              {words.setAside({ n: session.setAside })}
            </Tag>
          )}
          {session.refused > 0 && <Tag icon="question">{words.refused({ n: session.refused })}</Tag>}
        </p>
      </div>
    </li>
  );
};
