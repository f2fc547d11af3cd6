import { clockToleranceMs, correctedTime } from '../../../domain/evidence.ts';
import type { SessionEvent } from '../../../protocol/show-session.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatSpan, formatTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { eventWords, setAsideWords } from './event-words.ts';
import { clockTime } from './formats.ts';
import styles from './event-list.module.css';

type EventListProps = {
  readonly events: readonly SessionEvent[];
  /** Device names by id. */
  readonly devices: ReadonlyMap<string, string>;
};

/** How a clock that the office's is `offsetMs` ahead of went. */
const clockState = ({ clockStates }: AdminText['session'], language: Language, offsetMs: number): string => {
  if (Math.abs(offsetMs) <= clockToleranceMs) return clockStates.right;
  const off = formatSpan(language, offsetMs);
  return offsetMs > 0 ? clockStates.behind({ off }) : clockStates.ahead({ off });
};

/** What the tablet's clock showed where it was wrong, may have been, or was changed (TIME-3, CLOCK-1); nothing else. */
const clockWords = (
  words: AdminText['session'],
  language: Language,
  { at, clockOffsetMs, kind, otherOffsetMs }: SessionEvent,
): string | undefined => {
  const time = clockTime(at);
  if (otherOffsetMs !== null) {
    const one = clockState(words, language, clockOffsetMs);
    const other = clockState(words, language, otherOffsetMs);
    return kind === 'clock-noted'
      ? words.clockChanged({ before: other, after: one })
      : words.clockInDoubt({ time, one, other });
  }
  return Math.abs(clockOffsetMs) > clockToleranceMs
    ? words.ownClock({ time, off: formatSpan(language, clockOffsetMs) })
    : undefined;
};

const EventItem = ({ event, device }: { readonly event: SessionEvent; readonly device: string }) => {
  const text = useAdminText();
  const { language } = useLanguage();
  const { session: words } = text;
  const aside = setAsideWords(text, event);
  const recorded = correctedTime(event.at, event.clockOffsetMs);
  const isTold =
    event.kind !== 'clock-noted' && formatTime(language, recorded) !== formatTime(language, event.happenedAt);
  const clock = clockWords(words, language, event);
  return (
    <li className={styles['event']}>
      <span className="num">{clockTime(event.happenedAt)}</span>
      <div>
        <p className={event.isWithdrawn ? styles['withdrawn'] : undefined}>{eventWords(text, event)}</p>
        {isTold && (
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
        {clock !== undefined && <p className={`${styles['source']} num`}>{clock}</p>}
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
