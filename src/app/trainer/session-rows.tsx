/** Sessions as rows under a heading; nothing at all when there are none. */
import { Link } from 'react-router';
import { expectedPeople } from '../../domain/door.ts';
import type { Plan, Session } from '../../domain/programme.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { formatRelativeDay, formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
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
};

const RowWords = ({ plan, session, now, isDated }: RowProps) => {
  const { today } = useTrainerText();
  const { language } = useLanguage();
  const isDigital = session.kind === 'digital';
  const detail = [isDigital ? today.digital : cohortsOf(plan, session), session.place].filter(Boolean);
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

const Row = (props: RowProps) => {
  const { plan, session } = props;
  const tablet = useTablet();
  const text = useText();
  if (session.kind === 'digital')
    return (
      <div className={styles['row']}>
        <RowWords {...props} />
      </div>
    );
  const expected = expectedPeople(plan, session);
  const attendance = tablet.attendance(session);
  const { here, all } = countOf(expected, attendance);
  const hasStarted = attendance.byParticipant.size > 0;
  return (
    <Link className={styles['row'] ?? ''} to={`/tillfalle/${session.id}/lista`}>
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
};

export const SessionRows = ({ plan, title, note, sessions, now, isDated = false }: RowsProps) => {
  if (sessions.length === 0) return null;
  return (
    <section>
      <h2 className={styles['heading']}>{title}</h2>
      {note !== undefined && <p className="muted small">{note}</p>}
      <ul className={styles['rows']}>
        {sessions.map((session) => (
          <li key={session.id}>
            <Row plan={plan} session={session} now={now} isDated={isDated} />
          </li>
        ))}
      </ul>
    </section>
  );
};
