import { plainName } from '../../domain/plain-name.ts';
import { readTypedCode } from '../../domain/badge.ts';
import type { Participant } from '../../domain/office.ts';
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

/** True if every word of the search begins a part of the name, or the whole search is the card's code. */
const isFoundBy = (search: string): ((person: Participant, badge: Badge) => boolean) => {
  const words = plainName(search).split(' ').filter(Boolean);
  const code = readTypedCode(search);
  return ({ given, family }, badge) => {
    if (code !== undefined && badge.code === code) return true;
    const parts = plainName(`${given} ${family}`).split(' ');
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  };
};

const byName = (a: Participant, b: Participant): number =>
  a.given.localeCompare(b.given, 'sv') || a.family.localeCompare(b.family, 'sv') || (a.id < b.id ? -1 : 1);

/** POST /api/admin/participants/search: who takes part, with hours so far and the state of the badge (ADM-5). */
export const listParticipants = endpoint({
  method: 'post',
  path: '/api/admin/participants/search',
  caller: 'administrator',
  roles: ['planner', 'reviewer', 'approver', 'reader'],
  body: ListParticipantsRequest,
  reply: ListParticipantsReply,
  handle: async ({ body }, { programme, badges, reports }) => {
    const cohorts = await programme.cohorts();
    const names = new Map(cohorts.map(({ id, name }) => [id, name]));
    const badgeOf = badgesByParticipant(await badges.all());
    const isFound = isFoundBy(body.search);
    const found = (await programme.participants())
      .filter(
        (person) =>
          (body.unit === null || person.unit === body.unit) &&
          (body.cohort === null || person.cohort === body.cohort) &&
          isFound(person, badgeOf.get(person.id) ?? noBadge),
      )
      .sort(byName);
    const pages = Math.max(1, Math.ceil(found.length / perPage));
    const page = Math.min(body.page, pages);
    const shown = found.slice((page - 1) * perPage, page * perPage);
    const minutes = await reports.minutesOf(shown.map(({ id }) => id));
    return ok({
      total: found.length,
      page,
      pages,
      people: shown.map(({ id, given, family, unit, cohort, track, isKeyPerson }) => {
        const { state, code } = badgeOf.get(id) ?? noBadge;
        return {
          id,
          given,
          family,
          unit,
          cohort: cohort === null ? null : (names.get(cohort) ?? cohort),
          track,
          isKeyPerson,
          minutes: minutes.get(id) ?? 0,
          badge: state,
          code,
        };
      }),
      cohorts: [...cohorts].sort(byNumber).map(({ id, name, unit }) => ({ id, name, unit })),
    });
  },
});
