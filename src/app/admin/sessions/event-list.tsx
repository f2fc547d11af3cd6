import { clockToleranceMs, correctedTime } from '../../../domain/evidence.ts';
import type { SessionEvent } from '../../../protocol/show-session.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatSpan } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { eventWords, setAsideWords } from './event-words.ts';
import { clockTime } from './formats.ts';
import { useOtherDay, useSessionTime } from './session-day.tsx';
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

/**
 * What the tablet's clock showed where it was wrong, may have been, was changed, or was ahead of the event's own arrival
 * (TIME-3, CLOCK-1); nothing else. `dayTime` is a time with its day where that is not the session's.
 */
export const clockWords = (
  words: AdminText['session'],
  language: Language,
  event: SessionEvent,
  dayTime: (at: number) => string,
): string | undefined => {
  const { at, clockOffsetMs, kind, otherOffsetMs, receivedAt } = event;
  const time = dayTime(at);
  if (otherOffsetMs !== null) {
    const one = clockState(words, language, clockOffsetMs);
    const other = clockState(words, language, otherOffsetMs);
    return kind === 'clock-noted'
      ? words.clockChanged({ before: other, after: one })
      : words.clockInDoubt({ time, one, other });
  }
  if (Math.abs(clockOffsetMs) > clockToleranceMs)
    return words.ownClock({ time, off: formatSpan(language, clockOffsetMs) });
  return at - receivedAt > clockToleranceMs
    ? words.clockAhead({ time, received: dayTime(receivedAt) })
    : undefined;
};

const EventItem = ({ event, device }: { readonly event: SessionEvent; readonly device: string }) => {
  const text = useAdminText();
  const { language } = useLanguage();
  const { session: words } = text;
  const aside = setAsideWords(text, event);
  const dayOf = useOtherDay();
  const toMinute = useSessionTime();
  const toSecond = (at: number): string => toMinute(at, clockTime);
  const [recorded, time] = [correctedTime(event.at, event.clockOffsetMs), event.happenedAt].map((at) =>
    toMinute(at),
  ) as [string, string];
  const isTold = event.kind !== 'clock-noted' && recorded !== time;
  const clock = clockWords(words, language, event, toSecond);
  const day = dayOf(event.happenedAt);
  return (
    <li className={styles['event']}>
      <span className="num">
        {day !== undefined && <b className={styles['day']}>{day} </b>}
        {clockTime(event.happenedAt)}
      </span>
      <div>
        <p className={event.isWithdrawn ? styles['withdrawn'] : undefined}>{eventWords(text, event)}</p>
        {isTold && (
          <p className="num">
            {(event.via === 'phone' ? text.sessionDoor.seen : text.sessionDoor.told)({ time, recorded })}
          </p>
        )}
        <p className={`${styles['source']} num`}>
          {words.source({ device, number: event.seq, received: toSecond(event.receivedAt) })}
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
