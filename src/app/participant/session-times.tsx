/** When somebody came to a session and left it, as it counts. */
import type { MySession } from '../../protocol/show-my-page.ts';
import { formatTime, formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import styles from './hours-screen.module.css';

export const SessionTimes = ({
  session: { attendance, breaks },
}: {
  readonly session: Pick<MySession, 'attendance' | 'breaks'>;
}) => {
  const { language } = useLanguage();
  const { hours } = useParticipantText();
  if (attendance === null) return null;
  const was = breaks.filter((pause) =>
    attendance.presence.some(({ from, to }) => from < pause.to && (to === null || to > pause.from)),
  );
  return (
    <p className={styles['times']}>
      {attendance.presence.map(({ from, to }) => (
        <span key={from} className="num">
          {to !== null && hours.inOut({ from: formatTime(language, from), to: formatTime(language, to) })}
          {to === null && attendance.isOpen && hours.since({ from: formatTime(language, from) })}
          {to === null && !attendance.isOpen && hours.notOutOpen({ from: formatTime(language, from) })}
        </span>
      ))}
      {was.map(({ from, to }) => (
        <span key={`break-${from}`}>{hours.breaks({ time: formatTimeRange(language, from, to) })}</span>
      ))}
    </p>
  );
};
