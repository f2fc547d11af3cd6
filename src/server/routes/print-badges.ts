import { badgeText } from '../../domain/badge.ts';
import type { Participant } from '../../domain/office.ts';
import { unitName } from '../../domain/programme.ts';
import { err, ok } from '../../domain/result.ts';
import {
  IssueBadgesReply,
  IssueBadgesRequest,
  PrintBadgesReply,
  type BadgeCard,
} from '../../protocol/print-badges.ts';
import { endpoint, type Context } from '../http/endpoint.ts';

/** First name and initial; somebody who goes by an alias is shown by it alone, and looks like anybody else (PRIV-3). */
const nameOnCard = ({ given, family }: Participant): string => {
  const initial = [...family.trim()][0];
  return initial === undefined ? given : `${given} ${initial.toUpperCase()}.`;
};

const byName = (a: Participant, b: Participant): number =>
  a.given.localeCompare(b.given, 'sv') || a.family.localeCompare(b.family, 'sv') || (a.id < b.id ? -1 : 1);

/** Grupp 2 before Grupp 10. */
export const byNumber = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'sv', { numeric: true });

const cardsFor = async (
  people: readonly Participant[],
  { badges, programme, services }: Pick<Context, 'badges' | 'programme' | 'services'>,
): Promise<readonly BadgeCard[]> => {
  const tokens = await badges.tokens(people.map(({ id }) => id));
  const names = new Map((await programme.cohorts()).map(({ id, name }) => [id, name]));
  return [...people].sort(byName).flatMap((person) => {
    const badge = tokens.get(person.id);
    if (badge === undefined) return [];
    return [
      {
        participant: person.id,
        name: nameOnCard(person),
        group: person.cohort === null ? '' : (names.get(person.cohort) ?? ''),
        unit: unitName(person.unit),
        code: badge.code,
        text: badgeText(services.origin, badge.token),
      },
    ];
  });
};

const wanted = async (
  query: Readonly<Record<string, string>>,
  { programme }: Pick<Context, 'programme'>,
): Promise<readonly Participant[]> => {
  const { cohort, participant } = query;
  if (cohort !== undefined) return programme.participantsOf([cohort]);
  if (participant !== undefined) return programme.participantsWith([participant]);
  return [];
};

/** GET /api/admin/badges?cohort=… or ?participant=…: cards to print, exactly as they were issued (ADM-6, BADGE-4). */
export const printBadges = endpoint({
  method: 'get',
  path: '/api/admin/badges',
  caller: 'administrator',
  roles: ['planner'],
  reply: PrintBadgesReply,
  hasEtag: true,
  handle: async ({ query, caller }, context) => {
    const { programme, badges, access, services } = context;
    const working = new Set(
      (await badges.all()).flatMap(({ participant, blocked_at }) =>
        blocked_at === null ? [participant] : [],
      ),
    );
    const people = new Map<string, { people: number; missing: number }>();
    for (const { id, cohort } of await programme.participants()) {
      if (cohort === null) continue;
      const count = people.get(cohort) ?? { people: 0, missing: 0 };
      people.set(cohort, {
        people: count.people + 1,
        missing: count.missing + (working.has(id) ? 0 : 1),
      });
    }
    const cards = await cardsFor(await wanted(query, context), context);
    /* A card's code opens its owner's page: who has had which cards before them is noted (ACC-1). */
    const about = query['cohort'] ?? query['participant'];
    if (about !== undefined && cards.length > 0)
      await access.note({ at: services.clock(), actor: caller.id, kind: 'cards', about });
    return ok({
      demo: services.isDemo,
      cohorts: [...(await programme.cohorts())].sort(byNumber).map(({ id, name, unit }) => ({
        id,
        name,
        unit: unitName(unit),
        ...(people.get(id) ?? { people: 0, missing: 0 }),
      })),
      cards: [...cards],
    });
  },
});

/** POST /api/admin/badges/issue: makes the badges a cohort lacks; those it has stay as they are (ADM-6). */
export const issueBadges = endpoint({
  method: 'post',
  path: '/api/admin/badges/issue',
  caller: 'administrator',
  roles: ['planner'],
  body: IssueBadgesRequest,
  reply: IssueBadgesReply,
  handle: async ({ body, caller }, { programme, badges, officeLog, services }) => {
    if (!(await programme.cohorts()).some(({ id }) => id === body.cohort))
      return err({ code: 'request/not-found' });
    const now = services.clock();
    const people = await programme.participantsOf([body.cohort]);
    const issued = await badges.issue(
      people.map(({ id }) => id),
      now,
    );
    if (issued > 0)
      await officeLog.append({
        kind: 'badges-issued',
        actor: caller.id,
        at: now,
        cohort: body.cohort,
        count: issued,
      });
    return ok({ issued });
  },
});
