/** Small parts of the tablet: what a failure means, what is held in memory, and what follows from it. */
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { expectedPeople } from '../../domain/door.ts';
import { foldAttendance, type SessionAttendance } from '../../domain/attendance.ts';
import { policyOn } from '../../domain/policy.ts';
import { dayOf } from '../../domain/time.ts';
import type { ParticipantId, SessionId } from '../../domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../domain/programme.ts';
import type { DeviceIdentity } from './identity.ts';
import type { HeldPlan } from './plan-keeper.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { OwnEvent } from './own-log.ts';
import type { SendFacts } from './send-status.ts';
import type { SyncFailure } from './sync.ts';

/**
 * The office answers a log that it sets aside: connecting anew is the way on from a copy, the rest it looks at. It also
 * answers when it takes no more for now, and that is told as it is (LIM-1).
 */
export const failureKind = (failure: SyncFailure): SendFacts['lastTry'] => {
  if (failure.kind === 'set-aside')
    return failure.reason === 'fork' || failure.reason === 'gap' ? 'reconnect' : 'office';
  if (failure.kind !== 'problem') return 'no-answer';
  return failure.problem.status === 429 ? 'busy' : 'refused';
};

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

/** What the tablet holds in memory. */
export type Held = {
  identity: DeviceIdentity | undefined;
  plan: HeldPlan | undefined;
  people: ReadonlyMap<ParticipantId, PlanPerson>;
  own: Map<SessionId, Evidence[]>;
  others: Map<SessionId, Evidence[]>;
  folded: Map<SessionId, SessionAttendance>;
};

/** Who is at the session, of all that the tablet has and the people it expects there. */
export const foldHeld = (held: Held, session: Session): SessionAttendance => {
  const plan = held.plan?.plan;
  const expected = new Set(plan === undefined ? [] : expectedPeople(plan, session).map(({ id }) => id));
  const evidence = [...(held.own.get(session.id) ?? []), ...(held.others.get(session.id) ?? [])];
  return foldAttendance(session, evidence, (person) => expected.has(person), {
    rules: policyOn(plan?.policies ?? [], dayOf(session.startsAt)),
  });
};

/** An own event as it is counted among what is sent and not sent, also one that this version cannot read. */
export type Mark = { readonly seq: number; readonly isCheckIn: boolean; readonly at: number };

/** A plan's session by id. */
export const sessionIn = (plan: Plan | undefined, id: string): Session | undefined =>
  plan?.sessions.find((session) => session.id === id);
