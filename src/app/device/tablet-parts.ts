/** Small parts of the tablet: what a failure means, what is held in memory, and what follows from it. */
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { expectedPeople } from '../../domain/door.ts';
import { foldAttendance, type SessionAttendance } from '../../domain/attendance.ts';
import { noHash } from '../../domain/log.ts';
import { policyOn } from '../../domain/policy.ts';
import { dayOf } from '../../domain/time.ts';
import type { ParticipantId, SessionId } from '../../domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../domain/programme.ts';
import type { DeviceIdentity } from './identity.ts';
import type { HeldPlan } from './plan-keeper.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { OwnEvent } from './own-log.ts';
import type { Mark } from './own-marks.ts';
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

const sharedKeys = ['device', 'kind', 'participant', 'session', 'token', 'via'] as const;

/** How an own event is counted among what is sent and not sent. */
export const markOf = ({ seq, kind, at }: Pick<AttendanceEvent, 'seq' | 'kind' | 'at'>): Mark => ({
  seq,
  isCheckIn: kind === 'checked-in',
  at,
});

type ReadOwn = (own: OwnEvent) => readonly [Evidence | undefined, Mark];

/**
 * Reads own events to be counted; one of a kind that this version does not know is only a number. There may be a hundred
 * thousand: what many of them say is held once, and the link to the event before is on the disk alone.
 */
export const createOwnReader = (): ReadOwn => {
  const held = new Map<string, string>();
  const once = (text: string): string => {
    const same = held.get(text);
    if (same === undefined) held.set(text, text);
    return same ?? text;
  };
  return ({ seq, text }) => {
    const parsed = JSON.parse(text) as { at: number; prev?: string } & Record<string, unknown>;
    if (!AttendanceEvent.safeParse(parsed).success)
      return [undefined, { seq, isCheckIn: false, at: parsed.at }];
    parsed.prev = noHash;
    for (const key of sharedKeys) {
      const value = parsed[key];
      if (typeof value === 'string') parsed[key] = once(value);
    }
    /* What was read is what the form says, and takes a third of the room of what the form would build. */
    const event = parsed as unknown as AttendanceEvent;
    return [{ event, clockOffsetMs: 0 }, markOf(event)];
  };
};

/** Puts one more under a session, in place: a log may be long. */
export const addTo = (map: Map<SessionId, Evidence[]>, session: SessionId, item: Evidence): void => {
  const held = map.get(session);
  if (held === undefined) map.set(session, [item]);
  else held.push(item);
};

export const bySession = (evidence: readonly Evidence[]): Map<SessionId, Evidence[]> => {
  const map = new Map<SessionId, Evidence[]>();
  for (const item of evidence) addTo(map, item.event.session, item);
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

/** A plan's session by id. */
export const sessionIn = (plan: Plan | undefined, id: string): Session | undefined =>
  plan?.sessions.find((session) => session.id === id);
