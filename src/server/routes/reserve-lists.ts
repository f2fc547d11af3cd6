/** POST /api/admin/places/reserve/add, /remove and /order: who waits for a place, and in which order (PPL-4). */
import { ok } from '../../domain/result.ts';
import {
  AddReserveRequest,
  OrderReserveRequest,
  RemoveReserveRequest,
} from '../../protocol/cohort-places.ts';
import { Done, done } from '../../protocol/people.ts';
import { endpoint } from '../http/endpoint.ts';
import { ownRecord, refuse } from './people-parts.ts';

/** Puts somebody without a place last in the list of their own unit and track. */
export const addReserve = endpoint({
  method: 'post',
  path: '/api/admin/places/reserve/add',
  caller: 'administrator',
  roles: ['planner'],
  body: AddReserveRequest,
  reply: Done,
  handle: async ({ body: { participant }, caller }, context) => {
    const { people, officeLog, services } = context;
    const person = await ownRecord(participant, context);
    if (!person.ok) return person;
    if ((await people.departure(participant)) !== undefined) return refuse('people/has-left');
    if ((await people.places(participant)).some(({ to_day }) => to_day === null))
      return refuse('people/has-place');
    const { unit, track } = person.value;
    const now = services.clock();
    await people.addReserve({ participant, unit, track }, now);
    await officeLog.append({ kind: 'reserve-added', actor: caller.id, at: now, participant, unit, track });
    return ok(done);
  },
});

export const removeReserve = endpoint({
  method: 'post',
  path: '/api/admin/places/reserve/remove',
  caller: 'administrator',
  roles: ['planner'],
  body: RemoveReserveRequest,
  reply: Done,
  handle: async ({ body: { participant }, caller }, { people, officeLog, services }) => {
    if (await people.removeReserve(participant))
      await officeLog.append({
        kind: 'reserve-removed',
        actor: caller.id,
        at: services.clock(),
        participant,
      });
    return ok(done);
  },
});

/** A step up or down: the order decides who gets the next place, so every step is in the office's log. */
export const orderReserve = endpoint({
  method: 'post',
  path: '/api/admin/places/reserve/order',
  caller: 'administrator',
  roles: ['planner'],
  body: OrderReserveRequest,
  reply: Done,
  handle: async ({ body: { participant, by }, caller }, { people, officeLog, services }) => {
    const all = await people.reserves();
    const own = all.find((reserve) => reserve.participant === participant);
    if (own === undefined) return refuse('people/unknown');
    const list = all
      .filter(({ unit, track }) => unit === own.unit && track === own.track)
      .map((reserve) => reserve.participant);
    const at = list.indexOf(participant);
    const other = list[by === 'up' ? at - 1 : at + 1];
    if (other === undefined) return ok(done);
    const swapped = list.map((id) => (id === participant ? other : id === other ? participant : id));
    await people.orderReserves(swapped);
    await officeLog.append({
      kind: 'reserve-ordered',
      actor: caller.id,
      at: services.clock(),
      participant,
      by,
    });
    return ok(done);
  },
});
