/**
 * POST /api/me/check-in: a participant's own phone has seen a session's rotating code.
 *
 * The office's clock decides: when the code was seen is now less how long ago the phone says it saw it (CODE-3), and
 * the code must have been good at that moment (CODE-2). The check-in counts from then (CODE-4). Safe to repeat: who was in at that moment is told so and
 * nothing is written (ATT-2). What is written goes into a log of the office's own (CODE-7).
 */
import type { Attendance } from '../../domain/attendance.ts';
import type { Participant } from '../../domain/office.ts';
import type { Session } from '../../domain/programme.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { codeClaimMs } from '../../domain/session-code.ts';
import { dayMs, hourMs, instant, minuteMs, type Instant } from '../../domain/time.ts';
import { CheckInByPhoneReply, CheckInByPhoneRequest } from '../../protocol/check-in-by-phone.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import type { Services } from '../http/services.ts';
import { recordFromPhone } from '../phones-log.ts';
import { sessionOfCode, typedAroundMs } from './seen-code.ts';

/** A code on a screen is of a session from so long before its start, until so long after its end. */
const beforeMs = 2 * hourMs;
const afterMs = hourMs;
/** A claim sent twice is measured a little differently each time. */
const promptMs = 2 * minuteMs;
/** As long as a phone keeps what was answered. */
const codeLostMs = 31 * dayMs;
const limitedPerMs = 15 * minuteMs;
/** A lecture's five hundred phones may share one address, and try again. */
const perAddress = 3000;

/** True if a code of the session could be on a screen then. */
const isGoingOn = (session: Session, closedAt: number | null | undefined, seenAt: number): boolean =>
  !session.cancelled &&
  seenAt >= session.startsAt - beforeMs &&
  seenAt <= session.endsAt + afterMs &&
  (closedAt == null || closedAt >= seenAt);

/** The stretch the person was in at that moment; a claim sent twice is measured a little differently each time. */
const stretchAt = (attendance: Attendance | undefined, seenAt: number): Instant | undefined =>
  attendance?.presence.find(({ from, to }) => from - promptMs <= seenAt && (to === undefined || seenAt < to))
    ?.from;

/** Where somebody of another cohort is expected: their own next session that is not over (CODE-6). */
const expectedOf = async (
  { cohort }: Participant,
  { programme }: Pick<Context, 'programme'>,
  seenAt: number,
): Promise<CheckInByPhoneReply['expected']> => {
  const own = cohort === null ? [] : await programme.sessionsOfCohort(cohort);
  const next = own.find(({ session }) => !session.cancelled && session.endsAt > seenAt)?.session;
  return next === undefined ? null : { title: next.title, place: next.place, startsAt: next.startsAt };
};

/** A code is taken so long after it was seen; longer for what the office has had and lost (BACKUP-8). */
const isInTime = (ago: number, now: number, { epoch }: Pick<Services, 'epoch'>): boolean => {
  if (ago > now) return false;
  const lost = epoch?.lost;
  const wasLost = lost !== undefined && now - ago >= lost.from && now - ago <= lost.to;
  return ago <= (wasLost ? codeLostMs : codeClaimMs);
};

type Seen = Result<{ readonly session: string; readonly seenAt: Instant }, ProblemCode>;

const seenIn = async (
  { code, seenAt: phoneSeenAt, sentAt }: CheckInByPhoneRequest,
  now: number,
  services: Pick<Services, 'epoch' | 'secrets'>,
  sessionsBetween: (from: number, to: number) => Promise<readonly Session[]>,
): Promise<Seen> => {
  const ago = Math.max(0, sentAt - phoneSeenAt);
  if (!isInTime(ago, now, services)) return err('code/old');
  const seenAt = instant(now - ago);
  const found = await sessionOfCode(code, services.secrets.codesKey, seenAt, () =>
    sessionsBetween(seenAt - typedAroundMs, seenAt + typedAroundMs),
  );
  return found.ok ? ok({ session: found.value, seenAt }) : found;
};

type Arrival = {
  readonly person: Participant;
  readonly session: Session;
  readonly body: CheckInByPhoneRequest;
  readonly seenAt: Instant;
};

/** Somebody has seen the code of a session that goes on: in already, expected elsewhere, or in from now. */
const arrive = async (
  { person, session, body, seenAt }: Arrival,
  context: Context,
): Promise<CheckInByPhoneReply> => {
  const { id, title, place, startsAt, endsAt, cohorts } = session;
  const told = {
    given: person.given,
    session: { id, title, place, startsAt, endsAt },
    at: seenAt,
    expected: null,
  };
  const held = (await context.attendance.ofParticipant(person.id)).get(id);
  const since = stretchAt(held, seenAt);
  if (since !== undefined) return { ...told, outcome: 'already', at: since };
  const isOwn = cohorts.some((cohort) => cohort === person.cohort);
  if (!isOwn && !body.anyway)
    return { ...told, outcome: 'other-session', expected: await expectedOf(person, context, seenAt) };
  const isLater = seenAt < context.services.clock();
  await recordFromPhone(context, context.services, {
    kind: 'checked-in',
    session: id,
    participant: person.id,
    via: 'phone',
    phone: body.phone,
    ...(isLater ? { time: seenAt } : {}),
  });
  return { ...told, outcome: 'checked-in' };
};

export const checkInByPhone = endpoint({
  method: 'post',
  path: '/api/me/check-in',
  caller: 'participant',
  body: CheckInByPhoneRequest,
  reply: CheckInByPhoneReply,
  maxBytes: 4096,
  limits: [
    { name: 'me-check-in-address', max: perAddress, perMs: limitedPerMs, key: ({ address }) => address },
    { name: 'me-check-in', max: 40, perMs: limitedPerMs, key: ({ phone, address }) => phone || address },
  ],
  prepare: ({ body }, read, services) =>
    seenIn(body, services.clock(), services, (from, to) =>
      read(async ({ programme }) =>
        (await programme.sessionsBetween(from, to)).map(({ session }) => session),
      ),
    ),
  handle: async ({ body, caller, prepared }, context) => {
    const { programme, attendance, logs } = context;
    if (!prepared.ok) return err({ code: prepared.error });
    const { seenAt } = prepared.value;
    const person = await programme.participant(caller.participant);
    const planned = await programme.session(prepared.value.session);
    if (person === undefined || planned === undefined) return err({ code: 'code/unknown' });
    const { session } = planned;
    await logs.lock();
    const state = (await attendance.states([session.id])).get(session.id);
    if (!isGoingOn(session, state?.closed_at, seenAt)) return err({ code: 'code/not-now' });
    return ok(await arrive({ person, session, body, seenAt }, context));
  },
});
