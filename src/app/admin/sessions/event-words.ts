/** A log event in words, as a person reviewing hours reads it. */
import type { SessionEvent } from '../../../protocol/show-session.ts';
import type { AdminText } from '../../text/admin-text.ts';

/** What happened. A kind that only a newer tablet knows is named as it came. */
export const eventWords = ({ session: words }: AdminText, { kind, via, reason }: SessionEvent): string => {
  switch (kind) {
    case 'checked-in':
      return via === null ? words.kind.other({ kind }) : words.checkedIn[via];
    case 'checked-out':
      return words.checkedOut;
    case 'scan-refused':
      return reason === null ? words.kind.other({ kind }) : words.refused[reason];
    case 'session-opened':
    case 'session-closed':
    case 'session-attested':
    case 'hours-certified':
    case 'walk-in':
    case 'withdrawn':
    case 'clock-noted':
      return words.kind[kind];
    default:
      return words.kind.other({ kind });
  }
};

/** Why an event does not count yet, or `undefined` if it does. */
export const setAsideWords = (
  { session: words }: AdminText,
  { setAside }: SessionEvent,
): string | undefined => {
  switch (setAside) {
    case null:
      return undefined;
    case 'revoked':
    case 'not-own-session':
    case 'unknown-session':
    case 'unknown-participant':
      return words.eventSetAside[setAside];
    default:
      return words.eventSetAside.other;
  }
};
