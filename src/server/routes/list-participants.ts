import { readTypedCode } from '../../domain/badge.ts';
import { ok } from '../../domain/result.ts';
import {
  ListParticipantsReply,
  ListParticipantsRequest,
  type BadgeState,
} from '../../protocol/list-participants.ts';
import { endpoint } from '../http/endpoint.ts';
import type { BadgeRow } from '../store/badge-store.ts';
import { byNumber } from './print-badges.ts';

const perPage = 50;
/** As many as a person chooses among; of more, those of one unit (BIG-1). */
const mostCohorts = 500;

type Badge = { readonly state: BadgeState; readonly code: string };

const badgesByParticipant = (rows: readonly BadgeRow[]): ReadonlyMap<string, Badge> => {
  const badges = new Map<string, Badge>();
  for (const { participant, code, blocked_at } of rows) {
    if (blocked_at === null) badges.set(participant, { state: 'working', code });
    else if (!badges.has(participant)) badges.set(participant, { state: 'blocked', code: '' });
  }
  return badges;
};

const noBadge: Badge = { state: 'none', code: '' };

/** POST /api/admin/participants/search: who takes part, with hours so far and the state of the badge (ADM-5). */
export const listParticipants = endpoint({
  method: 'post',
  path: '/api/admin/participants/search',
  caller: 'administrator',
  roles: ['planner', 'reviewer', 'approver', 'reader'],
  body: ListParticipantsRequest,
  reply: ListParticipantsReply,
  handle: async ({ body }, { programme, badges, reports, names }) => {
    const code = readTypedCode(body.search);
    const sought = { search: body.search, code, unit: body.unit, cohort: body.cohort };
    const asked = await names.find(sought, { skip: (body.page - 1) * perPage, count: perPage });
    const pages = Math.max(1, Math.ceil(asked.total / perPage));
    const page = Math.min(body.page, pages);
    const { participants: ids } =
      page === body.page ? asked : await names.find(sought, { skip: (page - 1) * perPage, count: perPage });
    const people = new Map((await programme.participantsWith(ids)).map((one) => [one.id as string, one]));
    const shown = ids.flatMap((id) => people.get(id) ?? []);
    const badgeOf = badgesByParticipant(await badges.ofParticipants(ids));
    const minutes = await reports.minutesOf(ids);
    const held = await programme.cohortsWith([...new Set(shown.flatMap(({ cohort }) => cohort ?? []))]);
    const cohortNames = new Map(held.map(({ id, name }) => [id, name]));
    const cohorts = await programme.cohortsToChoose(body.unit, mostCohorts);
    return ok({
      total: asked.total,
      page,
      pages,
      people: shown.map(({ id, given, family, unit, cohort, track, isKeyPerson }) => {
        const { state, code: cardCode } = badgeOf.get(id) ?? noBadge;
        return {
          id,
          given,
          family,
          unit,
          cohort: cohort === null ? null : (cohortNames.get(cohort) ?? cohort),
          track,
          isKeyPerson,
          minutes: minutes.get(id) ?? 0,
          badge: state,
          code: cardCode,
        };
      }),
      cohorts: [...cohorts].sort(byNumber).map(({ id, name, unit }) => ({ id, name, unit })),
    });
  },
});
