/** What a session is right now, in the words of the list. */
import type { SessionSummary } from '../../../protocol/list-sessions.ts';

export type SessionState =
  | 'cancelled'
  | 'closed'
  | 'open'
  | 'coming'
  | 'not-opened'
  | 'not-closed'
  | 'nothing';

/** The state that matters most. A session goes on from its opening or its start, whichever comes first. */
export const stateOf = (session: SessionSummary, now: number): SessionState => {
  if (session.cancelled) return 'cancelled';
  if (session.closedAt !== null) return 'closed';
  const hasBegun = session.openedAt !== null || session.present > 0;
  if (now > session.endsAt) return hasBegun ? 'not-closed' : 'nothing';
  if (hasBegun) return 'open';
  return now < session.startsAt ? 'coming' : 'not-opened';
};
