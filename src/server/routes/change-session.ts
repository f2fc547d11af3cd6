/**
 * GET /api/admin/planning/sessions/:id, and POST …/check and …: one session moved, changed, cancelled or taken back.
 *
 * What has been recorded at it stays and is counted by the new plan, so whoever changes it is told first how many people
 * and minutes that concerns, and says yes to it (SER-8). Nothing of a locked month is changed here (SER-9).
 */
import {
  clashesIn,
  mustConfirm,
  sessionAt,
  timesProblem,
  type PlannedSession,
} from '../../domain/planning.ts';
import { err, ok, unreachable, type Result } from '../../domain/result.ts';
import { DeviceId, UnitId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import {
  ChangeSessionReply,
  ChangeSessionRequest,
  CheckChangeReply,
  PlannedSessionReply,
  SessionChange,
} from '../../protocol/change-session.ts';
import type { ConcernedPerson } from '../../protocol/planning.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { boardSessionsOf, toldConcerns } from '../planning/board-sessions.ts';
import { isKnown, placed } from '../planning/draft-series.ts';
import { bookWith, concernsOf, readPlanBook, type OfficeBook } from '../planning/plan-book.ts';
import { lockedMonthIn, savePlan, writePlan } from '../planning/save-plan.ts';
import { seenHash } from '../planning/seen-hash.ts';

type Edit = SessionChange & { readonly kind: 'edit' };

const edited = (
  { session, unit, series, venue: before }: PlannedSession,
  change: Edit,
  book: OfficeBook,
): Result<PlannedSession, ProblemCode> => {
  const { title, cohorts, day, times, trainer } = change;
  const cohort = book.cohorts.find(({ id }) => id === cohorts[0]);
  if (cohort === undefined || !isKnown(change, book)) return err('planning/unknown');
  if (timesProblem(times) !== undefined) return err('request/malformed');
  const { place, venue, device, ...host } = placed(session.kind, change, cohort, book);
  return ok({
    session: { ...session, title, cohorts: [...cohorts], ...sessionAt(day, times), place, trainer },
    unit: venue === before ? unit : host.unit,
    venue,
    device,
    series,
  });
};

/** The session as it would be after the change. Its id and number stay (SER-8). */
const changed = (
  planned: PlannedSession,
  change: SessionChange,
  book: OfficeBook,
): Result<PlannedSession, ProblemCode> => {
  switch (change.kind) {
    case 'edit':
      return edited(planned, change, book);
    case 'cancel':
      return ok({ ...planned, session: { ...planned.session, cancelled: true } });
    case 'restore':
      return ok({ ...planned, session: { ...planned.session, cancelled: false } });
    default:
      return unreachable(change);
  }
};

/**
 * Those who have checked in, with their minutes at the session before and after the change: the change is made, read and
 * taken back, so that what is told is what it will be.
 */
const peopleConcerned = async (
  context: Context,
  book: OfficeBook,
  planned: PlannedSession,
): Promise<readonly ConcernedPerson[]> => {
  const { attendance, planning, programme } = context;
  const { id } = planned.session;
  const before = await attendance.ofSession(id);
  if (before.length === 0) return [];
  const after = await planning.asIf(async () => {
    await writePlan(context, book.sessions, [planned]);
    return attendance.ofSession(id);
  });
  const minutesAfter = new Map(after.map(({ participant, minutes }) => [participant, minutes]));
  const people: ConcernedPerson[] = [];
  for (const { participant, minutes } of before) {
    const person = await programme.participant(participant);
    people.push({
      participant,
      given: person?.given ?? '',
      family: person?.family ?? '',
      before: minutes,
      after: minutesAfter.get(participant) ?? 0,
    });
  }
  return people.sort(
    (a, b) => a.given.localeCompare(b.given, 'sv') || (a.participant < b.participant ? -1 : 1),
  );
};

type Weighed = {
  readonly planned: PlannedSession;
  readonly book: OfficeBook;
  readonly shown: CheckChangeReply;
};

const weigh = async (
  id: string,
  change: SessionChange,
  context: Context,
): Promise<Result<Weighed, ProblemCode>> => {
  const book = await readPlanBook(context);
  const before = book.sessions.find(({ session }) => session.id === id);
  if (before === undefined) return err('session/unknown');
  const after = changed(before, change, book);
  if (!after.ok) return after;
  if ((await lockedMonthIn(context, [before, after.value])) !== undefined)
    return err('planning/month-locked');
  const withIt = bookWith(book, [after.value]);
  const concerns = toldConcerns([after.value], (one) => concernsOf(one, withIt)).filter(
    ({ kind }) => kind !== 'past' || before.session.startsAt !== after.value.session.startsAt,
  );
  const people = await peopleConcerned(context, book, after.value);
  const told = {
    concerns: [...concerns],
    people: [...people],
    mustConfirm: people.length > 0 || concerns.some(({ kind }) => mustConfirm.has(kind)),
  };
  return ok({ planned: after.value, book, shown: { ...told, seen: seenHash(told) } });
};

export const checkChange = endpoint({
  method: 'post',
  path: '/api/admin/planning/sessions/:id/check',
  caller: 'administrator',
  roles: ['planner'],
  body: SessionChange,
  reply: CheckChangeReply,
  handle: async ({ body, params }, context) => {
    const weighed = await weigh(params['id'] ?? '', body, context);
    return weighed.ok ? ok(weighed.value.shown) : err({ code: weighed.error });
  },
});

const logKinds: Readonly<Record<SessionChange['kind'], string>> = {
  edit: 'session-changed',
  cancel: 'session-cancelled',
  restore: 'session-restored',
};

export const changeSession = endpoint({
  method: 'post',
  path: '/api/admin/planning/sessions/:id',
  caller: 'administrator',
  roles: ['planner'],
  body: ChangeSessionRequest,
  reply: ChangeSessionReply,
  handle: async ({ body: { change, seen, isConfirmed }, caller, params }, context) => {
    const weighed = await weigh(params['id'] ?? '', change, context);
    if (!weighed.ok) return err({ code: weighed.error });
    const { planned, book, shown } = weighed.value;
    if (shown.seen !== seen) return err({ code: 'planning/changed' });
    if (shown.mustConfirm && !isConfirmed) return err({ code: 'planning/not-confirmed' });
    await context.officeLog.append({
      kind: logKinds[change.kind],
      actor: caller.id,
      at: context.services.clock(),
      session: planned.session.id,
      people: shown.people.length,
      minutesBefore: shown.people.reduce((sum, { before }) => sum + before, 0),
      minutesAfter: shown.people.reduce((sum, { after }) => sum + after, 0),
      confirmed: [...new Set(shown.concerns.map(({ kind }) => kind))].filter((kind) => mustConfirm.has(kind)),
    });
    await savePlan(context, book.sessions, [planned], caller.id);
    return ok({ people: shown.people });
  },
});

const unitOf = (unit: string | null): UnitId | null => (unit === null ? null : UnitId.parse(unit));

/** What can be chosen for a session, each with whether it is free at that time. */
const choicesFor = (planned: PlannedSession, book: OfficeBook, names: ReadonlySet<string>) => {
  const isFree = (change: Partial<PlannedSession>): boolean =>
    !clashesIn({ ...planned, ...change }, book).some(({ kind }) =>
      'venue' in change
        ? kind === 'venue-clash'
        : 'device' in change
          ? kind === 'device-clash'
          : kind === 'trainer-clash',
    );
  const isOwn = (unit: string | null): number => (unit === planned.unit ? 0 : 1);
  return {
    venues: [...book.venues]
      .sort((a, b) => isOwn(a.unit) - isOwn(b.unit))
      .map(({ id, name, unit, accessibility }) => ({
        id,
        name,
        unit,
        hasAccessibility: accessibility !== '',
        isFree: isFree({ venue: id }),
      })),
    trainers: [...names]
      .sort((a, b) => a.localeCompare(b, 'sv'))
      .map((name) => ({ name, isFree: isFree({ session: { ...planned.session, trainer: name } }) })),
    devices: book.tablets
      .filter(({ revoked_at }) => revoked_at === null)
      .sort((a, b) => isOwn(a.unit) - isOwn(b.unit))
      .map(({ id, name, unit }) => ({
        id: DeviceId.parse(id),
        name,
        unit: unitOf(unit),
        isFree: isFree({ device: DeviceId.parse(id) }),
      })),
    revoked: book.tablets.flatMap(({ name, unit, revoked_at }) =>
      revoked_at !== null && unit === planned.unit ? [{ name, at: instant(revoked_at) }] : [],
    ),
  };
};

export const showPlannedSession = endpoint({
  method: 'get',
  path: '/api/admin/planning/sessions/:id',
  caller: 'administrator',
  roles: ['planner', 'reader'],
  reply: PlannedSessionReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const book = await readPlanBook(context);
    const planned = book.sessions.find(({ session }) => session.id === params['id']);
    if (planned === undefined) return err({ code: 'session/unknown' });
    const [session] = await boardSessionsOf([planned], book, context);
    if (session === undefined) return err({ code: 'session/unknown' });
    const names = new Set([
      ...(await context.programme.trainerNames()),
      ...(await context.trainers.all()).map(({ name }) => name),
    ]);
    const versions = await context.planning.versions(planned.session.id);
    return ok({
      session,
      isLocked: (await lockedMonthIn(context, [planned])) !== undefined,
      ...choicesFor(planned, book, names),
      versions: versions.map(({ version, at }) => ({ version, at: instant(at) })).reverse(),
    });
  },
});
