import type { Attendance } from '../../domain/attendance.ts';
import { badgeText } from '../../domain/badge.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import { trackMinutes } from '../../domain/programme.ts';
import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { ShowMyPageReply, type MinutesStatus, type MySession } from '../../protocol/show-my-page.ts';
import { endpoint, type Context } from '../http/endpoint.ts';

/** Recorded at the door; nobody has certified minutes yet. */
const statusOf = (_attendance: Attendance): MinutesStatus => 'registered';
const certified: ReadonlySet<MinutesStatus> = new Set(['certified', 'approved']);

const attendanceFrom = (attendance: Attendance): NonNullable<MySession['attendance']> => ({
  presence: attendance.presence.map(({ from, to }) => ({ from, to: to ?? null })),
  isOpen: attendance.isOpen,
  minutes: attendance.minutes,
  status: statusOf(attendance),
});

const sessionFrom = (
  { session }: OfficeSession,
  cohort: string | null,
  attendance: Attendance | undefined,
): MySession => {
  const { id, kind, title, place, startsAt, endsAt, breaks, number, of, cancelled, cohorts } = session;
  return {
    id,
    kind,
    title,
    place,
    startsAt,
    endsAt,
    breaks,
    number,
    of,
    isCancelled: cancelled,
    isOwn: cohorts.some((own) => own === cohort),
    attendance: attendance === undefined ? null : attendanceFrom(attendance),
  };
};

/** The cohort's sessions, past and coming, and those of others that the person came to; oldest first. */
const sessionsOf = async (
  { id, cohort }: Participant,
  { programme, attendance }: Pick<Context, 'programme' | 'attendance'>,
): Promise<readonly MySession[]> => {
  const attended = await attendance.ofParticipant(id);
  const own = cohort === null ? [] : await programme.sessionsOfCohort(cohort);
  const known = new Set<string>(own.map(({ session }) => session.id));
  const others: OfficeSession[] = [];
  for (const session of attended.keys()) {
    const planned = known.has(session) ? undefined : await programme.session(session);
    if (planned !== undefined) others.push(planned);
  }
  return [...own, ...others]
    .sort((a, b) => a.session.startsAt - b.session.startsAt || (a.session.id < b.session.id ? -1 : 1))
    .map((planned) => sessionFrom(planned, cohort, attended.get(planned.session.id)));
};

/** The surveys of sessions that are over, for who was there (SER-7). */
const withSurveys = async (
  sessions: readonly MySession[],
  { planning, services }: Pick<Context, 'planning' | 'services'>,
): Promise<readonly MySession[]> => {
  const over = sessions.filter(
    ({ attendance, endsAt, isCancelled }) =>
      attendance !== null && !isCancelled && endsAt <= services.clock(),
  );
  const links = await planning.surveys(over.map(({ id }) => id));
  return sessions.map((session) => {
    const survey = links.get(session.id);
    return survey === undefined ? session : { ...session, survey };
  });
};

const hoursOf = async (
  person: Participant,
  context: Pick<Context, 'programme' | 'attendance' | 'badges' | 'planning' | 'services'>,
): Promise<ShowMyPageReply['hours']> => {
  const badge = (await context.badges.tokens([person.id])).get(person.id);
  const sessions = await withSurveys(await sessionsOf(person, context), context);
  const sum = (counts: (status: MinutesStatus) => boolean): number =>
    sessions.reduce(
      (minutes, { attendance }) =>
        attendance !== null && counts(attendance.status) ? minutes + attendance.minutes : minutes,
      0,
    );
  return {
    minutes: sum(() => true),
    certifiedMinutes: sum((status) => certified.has(status)),
    targetMinutes: trackMinutes[person.track],
    track: person.track,
    sessions: [...sessions],
    card: {
      code: badge?.code ?? '',
      text: badge === undefined ? '' : badgeText(context.services.origin, badge.token),
    },
  };
};

/**
 * GET /api/me: a participant's own page (ME-3). A phone that only knows the readable code is told what stands on the
 * card, the first name and the group, and nothing of any hours (ME-2).
 */
export const showMyPage = endpoint({
  method: 'get',
  path: '/api/me',
  caller: 'participant',
  reply: ShowMyPageReply,
  hasEtag: true,
  handle: async ({ caller }, context) => {
    const { programme, phones, services } = context;
    const person = await programme.participant(caller.participant);
    if (person === undefined) return err({ code: 'sign-in/required' });
    const isLink = caller.level === 'link';
    const notice = await phones.latestNotice(person.id);
    const cohort = (await programme.cohorts()).find(({ id }) => id === person.cohort);
    return ok({
      id: person.id,
      given: person.given,
      family: isLink ? person.family : '',
      cohort: cohort?.name ?? null,
      programme: services.programme,
      office: services.office,
      notice: notice === undefined ? null : { version: notice.version, shownAt: instant(notice.shownAt) },
      hours: isLink ? await hoursOf(person, context) : null,
    });
  },
});
