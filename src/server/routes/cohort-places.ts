/** GET /api/admin/places, POST /size and /fill: the cohorts with their places, and how an empty one is filled. */
import { ok } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import { ParticipantId, UnitId } from '../../domain/ids.ts';
import { Track } from '../../domain/programme.ts';
import {
  FillPlaceRequest,
  ListPlacesReply,
  SetSizeRequest,
  type ReserveList,
} from '../../protocol/cohort-places.ts';
import { Done, done } from '../../protocol/people.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { usualPlaces } from '../store/people-store.ts';
import { byNumber } from './print-badges.ts';
import { byName, isLikelyDay, recountFrom, refuse, seers } from './people-parts.ts';

type Sources = Pick<Context, 'programme' | 'people'>;

const reserveLists = async ({ programme, people }: Sources): Promise<readonly ReserveList[]> => {
  const reserves = await people.reserves();
  const persons = new Map(
    (await programme.participantsWith(reserves.map(({ participant }) => participant))).map((person) => [
      person.id as string,
      person,
    ]),
  );
  const lists = new Map<string, ReserveList>();
  for (const { participant, unit, track } of reserves) {
    const person = persons.get(participant);
    if (person === undefined) continue;
    const key = `${unit}/${track}`;
    const list = lists.get(key) ?? { unit: UnitId.parse(unit), track: Track.parse(track), people: [] };
    const { given, family, workplace } = person;
    list.people.push({ participant: ParticipantId.parse(participant), given, family, workplace });
    lists.set(key, list);
  }
  return [...lists.values()];
};

/** Who could be put on a reserve list: no place now or to come, not left, not waiting already. */
const withoutPlace = async ({ programme, people }: Sources): Promise<ListPlacesReply['withoutPlace']> => {
  const [left, holders] = [await people.departures(), await people.holders()];
  const waiting = new Set((await people.reserves()).map(({ participant }) => participant));
  return (await programme.participants())
    .filter(({ id }) => !left.has(id) && !holders.has(id) && !waiting.has(id))
    .sort(byName)
    .map(({ id, given, family, workplace, unit }) => ({ participant: id, given, family, workplace, unit }));
};

/** Every cohort with its places and how many are taken, and every reserve list in order (PPL-4). */
export const listPlaces = endpoint({
  method: 'get',
  path: '/api/admin/places',
  caller: 'administrator',
  roles: seers,
  reply: ListPlacesReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const { programme, people, services } = context;
    const [taken, sizes] = [await people.taken(), await people.sizes()];
    return ok({
      cohorts: [...(await programme.cohorts())].sort(byNumber).map(({ id, name, unit, track }) => ({
        id,
        name,
        unit,
        track,
        places: sizes.get(id) ?? usualPlaces,
        taken: taken.get(id) ?? 0,
      })),
      reserves: [...(await reserveLists(context))],
      withoutPlace: [...(await withoutPlace(context))],
      today: dayOf(services.clock()),
    });
  },
});

export const setCohortSize = endpoint({
  method: 'post',
  path: '/api/admin/places/size',
  caller: 'administrator',
  roles: ['planner'],
  body: SetSizeRequest,
  reply: Done,
  handle: async ({ body: { cohort, places }, caller }, { programme, people, officeLog, services }) => {
    if (!(await programme.cohorts()).some(({ id }) => id === cohort)) return refuse('people/unknown');
    await people.setSize(cohort, places);
    await officeLog.append({
      kind: 'cohort-size-set',
      actor: caller.id,
      at: services.clock(),
      cohort,
      places,
    });
    return ok(done);
  },
});

/** Gives an empty place to the first on the reserve list of the cohort's unit and track, from a day on (PPL-4). */
export const fillPlace = endpoint({
  method: 'post',
  path: '/api/admin/places/fill',
  caller: 'administrator',
  roles: ['planner'],
  body: FillPlaceRequest,
  reply: Done,
  handle: async ({ body: { cohort, day, expected }, caller }, context) => {
    const { programme, people, officeLog, services } = context;
    const now = services.clock();
    if (!isLikelyDay(day, now)) return refuse('people/day-wrong');
    const target = (await programme.cohorts()).find(({ id }) => id === cohort);
    if (target === undefined) return refuse('people/unknown');
    const places = (await people.sizes()).get(cohort) ?? usualPlaces;
    if (((await people.taken()).get(cohort) ?? 0) >= places) return refuse('people/no-place');
    const first = (await people.reserves()).find(
      ({ unit, track }) => unit === target.unit && track === target.track,
    );
    if (first?.participant !== expected) return refuse('people/list-changed');
    await people.move(first.participant, cohort, day, dayOf(now));
    await officeLog.append({
      kind: 'place-filled',
      actor: caller.id,
      at: now,
      participant: first.participant,
      cohort,
      day,
    });
    await recountFrom([cohort], day, context);
    return ok(done);
  },
});
