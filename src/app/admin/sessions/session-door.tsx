/** What the door left for the office: people without a badge, and scans that gave no check-in (WALK-2, DOOR-6). */
import type { SessionRefusedScan, SessionWalkIn, ShowSessionReply } from '../../../protocol/show-session.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { EventList } from './event-list.tsx';
import { useSessionTime } from './session-day.tsx';
import styles from './session-door.module.css';

const WalkInRow = ({
  walkIn,
  devices,
}: {
  readonly walkIn: SessionWalkIn;
  readonly devices: ReadonlyMap<string, string>;
}) => {
  const { sessionDoor: words, session } = useAdminText();
  const timeOf = useSessionTime();
  const { written, attendance } = walkIn;
  const from = timeOf(attendance.checkedInAt);
  const until = attendance.isOpen ? words.still : words.notOut;
  const times =
    attendance.leftAt === null ? `${from}, ${until}` : words.inOut({ from, to: timeOf(attendance.leftAt) });
  return (
    <li className={styles['row']}>
      <b>{written === null ? words.unreadable : `${written.given} ${written.family}`.trim()}</b>
      {written !== null && <span>{written.workplace}</span>}
      <span className="num">{times}</span>
      <details className={styles['events']}>
        <summary>{session.events}</summary>
        <EventList events={walkIn.events} devices={devices} />
      </details>
    </li>
  );
};

const RefusedRow = ({ scan, device }: { readonly scan: SessionRefusedScan; readonly device: string }) => {
  const { sessionDoor: words, session } = useAdminText();
  const timeOf = useSessionTime();
  const { participant } = scan;
  return (
    <li className={styles['row']}>
      <b>{session.refused[scan.reason]}</b>
      <span>
        {participant !== null && words.cardOf({ name: `${participant.given} ${participant.family}`.trim() })}
        {participant === null && scan.reason !== 'not-ours' && <Tag icon="question">{words.unknownCard}</Tag>}
      </span>
      <span className="num">
        {timeOf(scan.at)} · {device}
      </span>
    </li>
  );
};

/** Nothing where there is nothing to say. */
export const SessionDoor = ({
  page,
  devices,
}: {
  readonly page: ShowSessionReply;
  readonly devices: ReadonlyMap<string, string>;
}) => {
  const { sessionDoor: words } = useAdminText();
  const { walkIns, refusedScans } = page;
  return (
    <>
      {walkIns.length > 0 && (
        <section className={styles['part']} aria-labelledby="walk-ins">
          <h2 id="walk-ins">{words.walkIns({ n: walkIns.length })}</h2>
          <p className="muted">{words.walkInsHint}</p>
          <ul>
            {walkIns.map((walkIn) => (
              <WalkInRow key={walkIn.id} walkIn={walkIn} devices={devices} />
            ))}
          </ul>
        </section>
      )}
      {refusedScans.length > 0 && (
        <section className={styles['part']} aria-labelledby="refused-scans">
          <h2 id="refused-scans">{words.refused({ n: refusedScans.length })}</h2>
          <p className="muted">{words.refusedHint}</p>
          <ul>
            {refusedScans.map((scan) => (
              <RefusedRow
                key={`${scan.device} ${scan.at} ${scan.reason}`}
                scan={scan}
                device={devices.get(scan.device) ?? scan.device}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
