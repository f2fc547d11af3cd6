/**
 * The hours counted anew, as of an entry of the office's log: from the events that had come by then, the decisions taken
 * by then and the plan as it then was. The same domain code as the office's and the tablet's, with nothing of what the
 * office has kept (BUNDLE-4).
 */
import { foldAttendance, type Attendance, type SessionAttendance } from '../domain/attendance.ts';
import { judgeClock, notesByDevice, type ClockNote } from '../domain/clock-notes.ts';
import { shareMinutes } from '../domain/shared-minutes.ts';
import { certificateState, isLaterCertificate, type Certificate } from '../domain/certification.ts';
import { type Decision } from '../domain/decision-entries.ts';
import {
  decisionsOf,
  followMerges,
  mergesIn,
  policiesIn,
  standingDecisions,
  type SessionDecisions,
} from '../domain/decisions.ts';
import { Day, dayMs, dayOf, monthOf } from '../domain/time.ts';
import { eventIdOf, type ParticipantId } from '../domain/ids.ts';
import type { MonthLine } from '../domain/month.ts';
import { policyOn, type HoursPolicy } from '../domain/policy.ts';
import type { Session, Track } from '../domain/programme.ts';
import { sessionBasis } from '../domain/review.ts';
import { sha256 } from '../signing/hash.ts';
import type { Members } from './bundle-format.ts';
import type { Arrival } from './bundle-format.ts';
import type { Arrived } from './check-arrivals.ts';
import type { Entry } from './check-office-log.ts';
import type { Plan } from './check-plan.ts';

/** Everything there is to count from. */
export type World = {
  /** How every event came in, in that order. */
  readonly arrivals: readonly Arrival[];
  readonly plan: Plan;
  readonly events: ReadonlyMap<string, readonly Arrived[]>;
  readonly decisions: readonly Decision[];
  readonly entries: readonly Entry[];
  readonly members: Members;
};

/** A moment: the last event that had come, and the entry of the office's log it is told by. */
export type Moment = { readonly arrivals: number; readonly seq: number };

/** One person's minutes at a session, and whether everything had been done that lets them be reported. */
export type Recounted = MonthLine & {
  /** Somebody has said "klart" to the session, but to something else than what is counted here. */
  readonly isReviewedOtherwise: boolean;
};

type Then = {
  readonly moment: Moment;
  readonly policies: readonly HoursPolicy[];
  readonly decisionsAt: (session: string) => SessionDecisions;
  readonly ownerOf: (participant: ParticipantId) => ParticipantId;
  readonly sessions: readonly Session[];
  readonly objected: ReadonlySet<string>;
  /** What every device had noted about its clock by then (CLOCK-2). */
  readonly notes: ReadonlyMap<string, readonly ClockNote[]>;
};

const isThere =
  ({ arrivals, seq }: Moment) =>
  ({ arrival, acceptedBy }: Arrived): boolean =>
    arrival <= arrivals && acceptedBy <= seq;

const sessionsThen = (plan: Plan, seq: number): readonly Session[] =>
  [...plan.values()].flatMap((versions) => {
    const last = versions.findLast((version) => version.seq <= seq);
    return last === undefined ? [] : [last.session];
  });

/** Whoever has said that something is wrong, and has not been answered yet, has certified nothing there (CERT-3). */
const objectedThen = (entries: readonly Entry[], upTo: number): ReadonlySet<string> => {
  const open = new Map<string, string>();
  for (const entry of entries) {
    const { kind, seq, objection, session, participant } = entry;
    if (seq > upTo || typeof objection !== 'string') continue;
    if (kind === 'objection-made') open.set(objection, `${String(session)}/${String(participant)}`);
    if (kind === 'objection-answered') open.delete(objection);
  }
  return new Set(open.values());
};

/** What was decided and planned at a moment. */
const thenOf = ({ plan, events, decisions, entries }: World, moment: Moment): Then => {
  const until = decisions.filter(({ seq }) => seq <= moment.seq);
  const bySession = new Map<string, Decision[]>();
  for (const decision of standingDecisions(until)) {
    const session = 'session' in decision ? (decision.session ?? undefined) : undefined;
    if (session !== undefined) bySession.set(session, [...(bySession.get(session) ?? []), decision]);
  }
  return {
    moment,
    policies: policiesIn(until),
    decisionsAt: (session) => decisionsOf(session, bySession.get(session) ?? []),
    ownerOf: followMerges(mergesIn(until)),
    sessions: sessionsThen(plan, moment.seq),
    objected: objectedThen(entries, moment.seq),
    notes: notesByDevice(
      [...events.values()].flatMap((own) => own.filter(isThere(moment)).map(({ event }) => event)),
    ),
  };
};

type Folded = {
  readonly session: Session;
  readonly folded: SessionAttendance;
  readonly decisions: SessionDecisions;
};

const expectedAt = (
  session: Session,
  { places }: Members,
  { ownerOf }: Pick<Then, 'ownerOf'>,
): ReadonlySet<string> => {
  const day = dayOf(session.startsAt);
  const cohorts = new Set<string>(session.cohorts);
  return new Set(
    places
      .filter(({ cohort, from, to }) => cohorts.has(cohort) && from <= day && (to === null || to >= day))
      .map(({ participant }) => ownerOf(participant)),
  );
};

const foldThen = (session: Session, { events, members }: World, then: Then): Folded => {
  const { moment, notes, policies, ownerOf } = then;
  const expected = expectedAt(session, members, then);
  const decisions = then.decisionsAt(session.id);
  const evidence = (events.get(session.id) ?? []).filter(isThere(moment)).map((item) => ({
    ...item,
    ...judgeClock(notes.get(item.event.device) ?? [], item.event, item.clockOffsetMs),
  }));
  const folded = foldAttendance(session, evidence, (person) => expected.has(person), {
    rules: policyOn(policies, dayOf(session.startsAt)),
    decisions,
    ownerOf,
  });
  return { session, folded, decisions };
};

const certificatesThen = (
  { folded, decisions }: Folded,
  ownerOf: Then['ownerOf'],
): ReadonlyMap<ParticipantId, Certificate> => {
  const latest = new Map(folded.certificates);
  for (const [participant, { paper }] of decisions.people) {
    if (paper === undefined) continue;
    const owner = ownerOf(participant);
    const { minutes, at, seq } = paper;
    const certificate: Certificate = { minutes, at, via: 'paper', event: eventIdOf('office', seq) };
    const held = latest.get(owner);
    if (held === undefined || isLaterCertificate(certificate, held)) latest.set(owner, certificate);
  }
  return latest;
};

/** Everybody's attendance at every one of these sessions, with each minute counted once (ATT-3). */
const sharedAt = (
  all: readonly Folded[],
  people: ReadonlySet<string>,
): ReadonlyMap<string, readonly Attendance[]> => {
  const byPerson = new Map<string, { session: string; attendance: Attendance }[]>();
  for (const { session, folded } of all)
    for (const [participant, attendance] of folded.byParticipant) {
      if (!people.has(participant)) continue;
      const own = byPerson.get(participant) ?? [];
      own.push({ session: session.id, attendance });
      byPerson.set(participant, own);
    }
  const bySession = new Map<string, Attendance[]>();
  for (const shares of byPerson.values())
    for (const { session, attendance } of shareMinutes(shares))
      bySession.set(session, [...(bySession.get(session) ?? []), attendance]);
  return bySession;
};

/** Two days on either side: as far as sessions that share minutes with the month's own can reach. */
const aroundMs = 2 * dayMs;

const linesAt = async (
  one: Folded,
  attendances: readonly Attendance[],
  { ownerOf, objected }: Then,
): Promise<readonly Recounted[]> => {
  const { session, folded, decisions } = one;
  const { reviewed } = decisions;
  const basis = await sha256(
    sessionBasis({ session, folded, attendances, decisions, setAside: 0, objections: [] }),
  );
  const certificates = certificatesThen(one, ownerOf);
  return attendances.map(({ participant, minutes, isOpen }) => ({
    participant,
    session: session.id,
    minutes,
    isReviewed: reviewed !== undefined && !isOpen,
    isReviewedOtherwise: reviewed !== undefined && reviewed.basis !== basis,
    isCertified:
      certificateState(minutes, certificates.get(participant)) === 'certified' &&
      !objected.has(`${session.id}/${participant}`),
  }));
};

/** A month's lines as they stood at a moment (MONTH-1). */
export const recountMonth = async (
  month: string,
  world: World,
  moment: Moment,
): Promise<readonly Recounted[]> => {
  const then = thenOf(world, moment);
  const own = then.sessions.filter(({ startsAt }) => monthOf(startsAt) === month);
  const from = Math.min(...own.map(({ startsAt }) => startsAt)) - aroundMs;
  const to = Math.max(...own.map(({ endsAt }) => endsAt)) + aroundMs;
  const near = then.sessions.filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from);
  const folded = near.map((session) => foldThen(session, world, then));
  const people = new Set<string>(world.members.participants.map(({ id }) => id));
  const attendances = sharedAt(folded, people);
  const inMonth = new Set<string>(own.map(({ id }) => id));
  const lines: Recounted[] = [];
  for (const one of folded)
    if (inMonth.has(one.session.id))
      lines.push(...(await linesAt(one, attendances.get(one.session.id) ?? [], then)));
  return lines;
};

/** What a month is rounded and limited by: the policy of its first day, as decided by then, and each person's track. */
export const rulesOfMonth = (
  month: string,
  { decisions, members }: World,
  { seq }: Moment,
): {
  readonly policy: HoursPolicy;
  readonly trackOf: (participant: string) => Track | undefined;
} => {
  const tracks = new Map<string, Track>(members.participants.map(({ id, track }) => [id, track]));
  return {
    policy: policyOn(policiesIn(decisions.filter((d) => d.seq <= seq)), Day.parse(`${month}-01`)),
    trackOf: (participant) => tracks.get(participant),
  };
};
