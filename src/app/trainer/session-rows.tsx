/** Sessions as rows under a heading; nothing at all when there are none. */
import { Link } from 'react-router';
import { expectedPeople } from '../../domain/door.ts';
import type { Plan, Session } from '../../domain/programme.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { dayOf } from '../../domain/time.ts';
import { formatRelativeDay, formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Ring } from '../ui/ring/ring.tsx';
import { countOf, dotsFor } from './session-counts.ts';
import { cohortsOf } from './use-session.ts';
import styles from './session-rows.module.css';

type RowProps = {
  readonly plan: Plan;
  readonly session: Session;
  readonly now: number;
  readonly isDated: boolean;
  /** Leads to its camera instead of its list. */
  readonly isChoice: boolean;
};

const RowWords = ({ plan, session, now, isDated }: RowProps) => {
  const { today } = useTrainerText();
  const { language } = useLanguage();
  const isDigital = session.kind === 'digital';
  const { today: words } = useTabletText();
  const detail = isDigital ? [words.digital] : [cohortsOf(plan, session), session.place].filter(Boolean);
  return (
    <>
      <span className={`${styles['time']} num`}>
        {isDated && <small>{formatRelativeDay(language, session.startsAt, now)}</small>}
        {formatTime(language, session.startsAt)}
        <small>{today.until({ time: formatTime(language, session.endsAt) })}</small>
      </span>
      <span className={styles['words']}>
        <b>{session.title}</b>
        <small>{detail.join(' · ')}</small>
      </span>
    </>
  );
};

/** A lecture is not checked in to by camera: its code is shown, and it is closed when it is over (HOME-4). */
const LectureRow = (props: RowProps) => {
  const { session, now } = props;
  const tablet = useTablet();
  const text = useText();
  const { today } = useTabletText();
  const { title, id } = session;
  const isOver = now >= session.endsAt;
  const isClosed = tablet.attendance(session).closedAt !== undefined;
  const isToday = dayOf(session.startsAt) === dayOf(now);
  const code = (
    <LinkButton href={`/tillfalle/${id}/kod`} icon="qr-code" aria-label={today.showCodeOf({ title })}>
      {today.showCode}
    </LinkButton>
  );
  return (
    <div className={`${styles['row']} ${styles['lecture']}`}>
      <RowWords {...props} />
      {isToday && (
        <span className={styles['acts']}>
          {!isClosed && !isOver && code}
          {!isClosed && now >= session.startsAt && (
            <LinkButton
              href={`/tillfalle/${id}/avsluta`}
              icon="flag-checkered"
              aria-label={today.closeOf({ title })}
            >
              {text.action.finish}
            </LinkButton>
          )}
          {isClosed && (
            <LinkButton
              href={`/tillfalle/${id}/lista`}
              icon="list-checks"
              aria-label={today.listOf({ title })}
            >
              {text.action.list}
            </LinkButton>
          )}
        </span>
      )}
    </div>
  );
};

const Row = (props: RowProps) => {
  const { plan, session, isChoice } = props;
  const tablet = useTablet();
  const text = useText();
  if (session.kind === 'digital') return <LectureRow {...props} />;
  const expected = expectedPeople(plan, session);
  const attendance = tablet.attendance(session);
  const { here, all } = countOf(expected, attendance);
  const hasStarted = attendance.byParticipant.size > 0;
  return (
    <Link className={styles['row'] ?? ''} to={`/tillfalle/${session.id}/${isChoice ? 'skanna' : 'lista'}`}>
      <RowWords {...props} />
      <Ring
        size="s"
        dots={dotsFor(expected, attendance)}
        label={hasStarted ? text.ui.checkedInOf({ here, all }) : text.ui.registered({ n: all })}
      >
        <span className="num">{hasStarted ? here : all}</span>
      </Ring>
      <Icon name="caret-right" />
    </Link>
  );
};

type RowsProps = {
  readonly plan: Plan;
  readonly title: string;
  readonly note?: string;
  readonly sessions: readonly Session[];
  readonly now: number;
  /** Says which day each one is. */
  readonly isDated?: boolean;
  /** In progress: the one chosen is the one the camera takes people in to. */
  readonly isChoice?: boolean;
};

export const SessionRows = (props: RowsProps) => {
  const { plan, title, note, sessions, now, isDated = false, isChoice = false } = props;
  if (sessions.length === 0) return null;
  return (
    <section>
      <h2 className={styles['heading']}>{title}</h2>
      {note !== undefined && <p className="muted small">{note}</p>}
      <ul className={styles['rows']}>
        {sessions.map((session) => (
          <li key={session.id}>
            <Row plan={plan} session={session} now={now} isDated={isDated} isChoice={isChoice} />
          </li>
        ))}
      </ul>
    </section>
  );
};
