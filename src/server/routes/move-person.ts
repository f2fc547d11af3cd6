/** POST /api/admin/people/move, /leave and /return: where somebody is, from which day, and when they leave. */
import { ok } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import { Done, done, LeaveRequest, MovePersonRequest, ReturnRequest } from '../../protocol/people.ts';
import { remakeMonth } from '../months.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { isHeldOn } from '../store/membership-rows.ts';
import { isLikelyDay, ownRecord, recountFrom, refuse } from './people-parts.ts';

/** Moves somebody to another cohort from a day on, or gives them their first place (PPL-1). */
export const movePerson = endpoint({
  method: 'post',
  path: '/api/admin/people/move',
  caller: 'administrator',
  roles: ['planner'],
  body: MovePersonRequest,
  reply: Done,
  handle: async ({ body: { participant, cohort, day }, caller }, context) => {
    const { programme, people, officeLog, services } = context;
    const now = services.clock();
    if (!isLikelyDay(day, now)) return refuse('people/day-wrong');
    const person = await ownRecord(participant, context);
    if (!person.ok) return person;
    const target = (await programme.cohorts()).find(({ id }) => id === cohort);
    if (target === undefined) return refuse('people/unknown');
    if (target.track !== person.value.track) return refuse('people/other-track');
    if ((await people.departure(participant)) !== undefined) return refuse('people/has-left');
    const places = await people.places(participant);
    const before = places.find((place) => isHeldOn(place, day));
    if (before?.cohort === cohort && before.to_day === null) return refuse('people/same-cohort');
    await people.move(participant, cohort, day, dayOf(now));
    await officeLog.append({
      kind: 'participant-moved',
      actor: caller.id,
      at: now,
      participant,
      cohort,
      from: before?.cohort ?? null,
      day,
    });
    await recountFrom([cohort, ...places.map((place) => place.cohort)], day, context);
    return ok(done);
  },
});

/** The latest day somebody has been at a session; nothing recorded may be later than the end (PPL-3). */
const lastDayThere = async (
  participant: string,
  { attendance, programme }: Pick<Context, 'attendance' | 'programme'>,
): Promise<string | undefined> => {
  const days: string[] = [];
  for (const session of (await attendance.ofParticipant(participant)).keys()) {
    const planned = await programme.session(session);
    if (planned !== undefined) days.push(dayOf(planned.session.startsAt));
  }
  return days.sort().at(-1);
};

/** Ends somebody's taking part on a last day, with a reason from the list; what is recorded stays (PPL-3). */
export const leavePerson = endpoint({
  method: 'post',
  path: '/api/admin/people/leave',
  caller: 'administrator',
  roles: ['planner'],
  body: LeaveRequest,
  reply: Done,
  handle: async ({ body: { participant, day, reason }, caller }, context) => {
    const { people, officeLog, services } = context;
    const now = services.clock();
    if (!isLikelyDay(day, now)) return refuse('people/day-wrong');
    const person = await ownRecord(participant, context);
    if (!person.ok) return person;
    const lastThere = await lastDayThere(participant, context);
    if (lastThere !== undefined && lastThere > day) return refuse('people/was-there-later');
    const places = await people.places(participant);
    await people.leave(participant, { leftOn: day, reason }, dayOf(now));
    await officeLog.append({
      kind: 'participant-left',
      actor: caller.id,
      at: now,
      participant,
      day,
      reason,
    });
    await remakeMonth(day.slice(0, 7), caller.id, context);
    await recountFrom(
      places.map(({ cohort }) => cohort),
      day,
      context,
    );
    return ok(done);
  },
});

/** Takes back an ending that was wrong. The place may be somebody else's by now, so it is not given back (PPL-3). */
export const returnPerson = endpoint({
  method: 'post',
  path: '/api/admin/people/return',
  caller: 'administrator',
  roles: ['planner'],
  body: ReturnRequest,
  reply: Done,
  handle: async ({ body: { participant }, caller }, context) => {
    const { people, officeLog, services } = context;
    const person = await ownRecord(participant, context);
    if (!person.ok) return person;
    const departure = await people.departure(participant);
    if (departure === undefined) return ok(done);
    await people.comeBack(participant);
    await officeLog.append({
      kind: 'participant-returned',
      actor: caller.id,
      at: services.clock(),
      participant,
    });
    await remakeMonth(departure.leftOn.slice(0, 7), caller.id, context);
    return ok(done);
  },
});
