/** Small parts of the tablet: what a failure means, and events as evidence. */
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { SessionId } from '../../domain/ids.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { OwnEvent } from './own-log.ts';
import type { SendFacts } from './send-status.ts';
import type { SyncFailure } from './sync.ts';

export const failureKind = (failure: SyncFailure): SendFacts['lastTry'] =>
  failure.kind === 'problem' || failure.kind === 'set-aside' ? 'refused' : 'no-answer';

export const isProblem = (failure: SyncFailure, code: ProblemCode): boolean =>
  failure.kind === 'problem' && failure.problem.code === code;

export const evidenceFromOwn = ({ text }: OwnEvent): Evidence | undefined => {
  const event = AttendanceEvent.safeParse(JSON.parse(text));
  return event.success ? { event: event.data, clockOffsetMs: 0 } : undefined;
};

export const bySession = (evidence: readonly Evidence[]): Map<SessionId, Evidence[]> => {
  const map = new Map<SessionId, Evidence[]>();
  for (const item of evidence) map.set(item.event.session, [...(map.get(item.event.session) ?? []), item]);
  return map;
};

export const initialSend = (isOnline: boolean): SendFacts => ({
  isRevoked: false,
  isOnline,
  offlineSince: undefined,
  unsent: 0,
  unsentCheckIns: 0,
  oldestUnsentAt: undefined,
  sending: undefined,
  lastTry: undefined,
  retryAt: undefined,
  lastSentAt: undefined,
});
