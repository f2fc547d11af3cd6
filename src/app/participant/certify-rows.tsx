/** The sessions of a month as they are to be certified: times, minutes, what has changed, and a way to object. */
import { minutesIn } from '../../domain/spans.ts';
import type { MySession } from '../../protocol/show-my-page.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatDay, formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { timeParts } from './hour-dots.ts';
import { ObjectionButton, ObjectionTalk } from './objection.tsx';
import { SessionTimes } from './session-times.tsx';
import styles from './certify-screen.module.css';

/** What was certified, what counts now, and why (CERT-2). */
export const Reopened = ({ session: { attendance } }: { readonly session: MySession }) => {
  const { because, page } = useCertifyText();
  const { hours } = useParticipantText();
  if (attendance?.reopened == null) return null;
  const { minutes, by } = attendance.reopened;
  const words = {
    before: hours.time(timeParts(minutes)),
    after: hours.time(timeParts(attendance.minutes)),
  };
  return (
    <p className={styles['changed']}>
      <b>{page.wasNow(words)}</b> <span>{because[by]}</span>
    </p>
  );
};

const Row = ({ session, canObject }: { readonly session: MySession; readonly canObject: boolean }) => {
  const { hours } = useParticipantText();
  const { because, page } = useCertifyText();
  const { language } = useLanguage();
  const { attendance, title, startsAt, objections } = session;
  const counted = attendance?.counted ?? [];
  /* The times of a session that overlaps another are more than the minutes that count of it (ATT-3). */
  const isShared = minutesIn(counted) > (attendance?.minutes ?? 0);
  const isWaiting = objections.some(({ answer }) => answer === null);
  return (
    <li className={styles['row']}>
      <h3>{title}</h3>
      <b className={`num ${styles['minutes']}`}>{hours.time(timeParts(attendance?.minutes ?? 0))}</b>
      <p className={styles['when']}>
        {formatDay(language, startsAt)}
        {counted.map(({ from, to }, i) => (
          <span key={from} className="num">
            {i === 0 ? ', ' : ` ${page.and} `}
            {formatTimeRange(language, from, to)}
          </span>
        ))}
      </p>
      {attendance?.isOpen === true && <SessionTimes session={session} />}
      {isShared && <p className="muted">{because.overlap}</p>}
      <Reopened session={session} />
      <ObjectionTalk objections={objections} />
      {attendance?.status === 'registered' && !canObject && <p className="muted">{page.open}</p>}
      {canObject && !isWaiting && <ObjectionButton session={session} />}
    </li>
  );
};

type RowsProps = {
  readonly title: string;
  readonly sessions: readonly MySession[];
  readonly canObject?: boolean;
  /** A heading that is read but not drawn, where the page's own says it. */
  readonly isQuiet?: boolean;
};

export const CertifyRows = ({ title, sessions, canObject = false, isQuiet = false }: RowsProps) =>
  sessions.length === 0 ? null : (
    <section aria-label={title}>
      <h2 className={isQuiet ? 'sr-only' : ''}>{title}</h2>
      <ul>
        {sessions.map((session) => (
          <Row key={session.id} session={session} canObject={canObject} />
        ))}
      </ul>
    </section>
  );
