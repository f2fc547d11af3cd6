import { clockToleranceMs, correctedTime } from '../../../domain/evidence.ts';
import type { SessionEvent } from '../../../protocol/show-session.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatSpan, formatTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { eventWords, setAsideWords } from './event-words.ts';
import { clockTime } from './formats.ts';
import styles from './event-list.module.css';

type EventListProps = {
  readonly events: readonly SessionEvent[];
  /** Device names by id. */
  readonly devices: ReadonlyMap<string, string>;
};

const EventItem = ({ event, device }: { readonly event: SessionEvent; readonly device: string }) => {
  const text = useAdminText();
  const { language } = useLanguage();
  const { session: words } = text;
  const aside = setAsideWords(text, event);
  const recorded = correctedTime(event.at, event.clockOffsetMs);
  const isOff = Math.abs(event.clockOffsetMs) > clockToleranceMs;
  return (
    <li className={styles['event']}>
      <span className="num">{clockTime(event.happenedAt)}</span>
      <div>
        <p className={event.isWithdrawn ? styles['withdrawn'] : undefined}>{eventWords(text, event)}</p>
        {formatTime(language, recorded) !== formatTime(language, event.happenedAt) && (
          <p className="num">
            {(event.via === 'phone' ? text.sessionDoor.seen : text.sessionDoor.told)({
              time: formatTime(language, event.happenedAt),
              recorded: formatTime(language, recorded),
            })}
          </p>
        )}
        <p className={`${styles['source']} num`}>
          {words.source({ device, number: event.seq, received: clockTime(event.receivedAt) })}
        </p>
        {isOff && (
          <p className={`${styles['source']} num`}>
            {words.ownClock({ time: clockTime(event.at), off: formatSpan(language, event.clockOffsetMs) })}
          </p>
        )}
        {event.isWithdrawn && <Tag icon="arrow-counter-clockwise">{words.withdrawn}</Tag>}
        {aside !== undefined && (
          <Tag tone="attention" icon="warning-diamond">
            {aside}
          </Tag>
        )}
      </div>
    </li>
  );
};

/** Events in the order they happened, each with the tablet, its number and both clocks (ADM-2). */
export const EventList = ({ events, devices }: EventListProps) => {
  const { session: words } = useAdminText();
  if (events.length === 0) return <p className="muted">{words.noEvents}</p>;
  return (
    <ol>
      {events.map((event) => (
        <EventItem
          key={`${event.device}:${event.seq}`}
          event={event}
          device={devices.get(event.device) ?? event.device}
        />
      ))}
    </ol>
  );
};
