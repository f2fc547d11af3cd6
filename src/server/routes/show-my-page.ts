import { badgeText } from '../../domain/badge.ts';
import type { Participant } from '../../domain/office.ts';
import { trackMinutes } from '../../domain/programme.ts';
import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { ShowMyPageReply, type MinutesStatus, type MySession } from '../../protocol/show-my-page.ts';
import { hoursOf } from '../certificates/hours-of.ts';
import { mySessions, myMonths } from '../certificates/my-sessions.ts';
import { endpoint, type Context } from '../http/endpoint.ts';

const certified: ReadonlySet<MinutesStatus> = new Set(['certified', 'approved']);

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

const myHours = async (person: Participant, context: Context): Promise<ShowMyPageReply['hours']> => {
  const badge = (await context.badges.tokens([person.id])).get(person.id);
  const lines = await hoursOf(person.id, context);
  const sessions = await withSurveys(await mySessions(person, lines, context), context);
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
    months: [...myMonths(lines, context.services.clock())],
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
      hours: isLink ? await myHours(person, context) : null,
    });
  },
});
