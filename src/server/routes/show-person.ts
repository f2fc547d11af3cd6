import type { Attendance } from '../../domain/attendance.ts';
import { trackMinutes } from '../../domain/programme.ts';
import type { Participant } from '../../domain/office.ts';
import { CohortId, ParticipantId, UnitId } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import { Day, dayOf, monthOf } from '../../domain/time.ts';
import { ShowPersonReply } from '../../protocol/people.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { addressesOf } from '../letters/recipient.ts';
import { fromTheStart } from '../store/membership-rows.ts';
import { usualPlaces } from '../store/people-store.ts';
import { byNumber } from './print-badges.ts';
import { seers } from './people-parts.ts';

const placesOf = async (
  id: string,
  names: ReadonlyMap<string, string>,
  { people }: Pick<Context, 'people'>,
): Promise<ShowPersonReply['places']> =>
  [...(await people.places(id))].reverse().map(({ cohort, from_day, to_day }) => ({
    cohort: CohortId.parse(cohort),
    name: names.get(cohort) ?? cohort,
    from: from_day === fromTheStart ? null : Day.parse(from_day),
    to: to_day === null ? null : Day.parse(to_day),
  }));

const choicesFor = async (
  { track }: Participant,
  { programme, people }: Pick<Context, 'programme' | 'people'>,
): Promise<ShowPersonReply['choices']> => {
  const [taken, sizes] = [await people.taken(), await people.sizes()];
  return [...(await programme.cohorts())]
    .filter((cohort) => cohort.track === track)
    .sort(byNumber)
    .map(({ id, name, unit }) => ({
      id,
      name,
      unit,
      free: (sizes.get(id) ?? usualPlaces) - (taken.get(id) ?? 0),
    }));
};

const reserveOf = async (
  id: string,
  { people }: Pick<Context, 'people'>,
): Promise<ShowPersonReply['reserve']> => {
  const all = await people.reserves();
  const own = all.find(({ participant }) => participant === id);
  if (own === undefined) return null;
  const list = all.filter(({ unit, track }) => unit === own.unit && track === own.track);
  return { unit: UnitId.parse(own.unit), place: list.indexOf(own) + 1 };
};

const mergedInto = async (
  id: string,
  { people, programme }: Pick<Context, 'people' | 'programme'>,
): Promise<ShowPersonReply['mergedInto']> => {
  const to = (await people.merges()).get(id);
  const person = to === undefined ? undefined : await programme.participant(to);
  return person === undefined
    ? null
    : { id: ParticipantId.parse(person.id), name: `${person.given} ${person.family}`.trim() };
};

const badgeOf = async (
  id: string,
  { badges }: Pick<Context, 'badges'>,
): Promise<Pick<ShowPersonReply, 'badge' | 'code'>> => {
  const own = await badges.ofParticipants([id]);
  if (own.length === 0) return { badge: 'none', code: '' };
  const working = (await badges.tokens([id])).get(id);
  return working === undefined ? { badge: 'blocked', code: '' } : { badge: 'working', code: working.code };
};

/** Minutes by the month of the session, the latest month first. */
const monthsOf = async (
  attended: ReadonlyMap<string, Attendance>,
  { programme }: Pick<Context, 'programme'>,
): Promise<ShowPersonReply['months']> => {
  const months = new Map<string, number>();
  for (const [session, { minutes }] of attended) {
    const planned = await programme.session(session);
    if (planned === undefined) continue;
    const month = monthOf(planned.session.startsAt);
    months.set(month, (months.get(month) ?? 0) + minutes);
  }
  return [...months]
    .map(([month, minutes]) => ({ month, minutes }))
    .sort((a, b) => (a.month < b.month ? 1 : -1));
};

/** GET /api/admin/people/:id: one person's place, card, letters and hours in sum (PPL-1). */
export const showPerson = endpoint({
  method: 'get',
  path: '/api/admin/people/:id',
  caller: 'administrator',
  roles: seers,
  reply: ShowPersonReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const { programme, people, attendance, letters, services } = context;
    const person = await programme.participant(params['id'] ?? '');
    if (person === undefined) return err({ code: 'people/unknown' });
    const { id, given, family, unit, workplace, track, isKeyPerson, cohort } = person;
    const names = new Map((await programme.cohorts()).map((one) => [one.id as string, one.name]));
    const attended = await attendance.ofParticipant(id);
    const departure = await people.departure(id);
    const reach = (await addressesOf([person], context)).get(id);
    return ok({
      id,
      given,
      family,
      unit,
      workplace,
      track,
      isKeyPerson,
      cohort,
      minutes: [...attended.values()].reduce((sum, { minutes }) => sum + minutes, 0),
      targetMinutes: trackMinutes[track],
      sessionsAttended: attended.size,
      months: await monthsOf(attended, context),
      places: await placesOf(id, names, context),
      left: departure === undefined ? null : { on: departure.leftOn, reason: departure.reason },
      reserve: await reserveOf(id, context),
      mergedInto: await mergedInto(id, context),
      ...(await badgeOf(id, context)),
      address:
        reach === undefined || reach.kind === 'none'
          ? { kind: 'none' as const, text: '' }
          : { kind: reach.kind, text: reach.address },
      letters: [...(await letters.ofParticipant(id))],
      canSendLetters: services.mailFrom !== undefined,
      choices: await choicesFor(person, context),
      today: dayOf(services.clock()),
    });
  },
});
