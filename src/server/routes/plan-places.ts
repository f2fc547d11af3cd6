/** POST /api/admin/planning/venues, /waves, /waves/:id/remove and /series/:id/survey. Every change stands in the office log. */
import { SeriesId, VenueId, WaveId } from '../../domain/ids.ts';
import type { PlannedSession } from '../../domain/planning.ts';
import { err, ok } from '../../domain/result.ts';
import {
  PutVenueReply,
  PutVenueRequest,
  PutWaveReply,
  PutWaveRequest,
  RemoveWaveReply,
  RemoveWaveRequest,
  SetSurveyReply,
  SetSurveyRequest,
} from '../../protocol/plan-places.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import { savePlan } from '../planning/save-plan.ts';

const named = (name: string): string => name.trim().toLocaleLowerCase('sv');

/** Coming sessions in a venue, with the name it has now: that is what a tablet and a participant are told. */
const comingIn = async (
  { planning, services }: Context,
  venue: VenueId,
  name: string,
): Promise<{ readonly all: readonly PlannedSession[]; readonly renamed: readonly PlannedSession[] }> => {
  const all = await planning.all();
  const renamed = all
    .filter(
      (planned) =>
        planned.venue === venue &&
        planned.session.startsAt > services.clock() &&
        planned.session.place !== name,
    )
    .map((planned) => ({ ...planned, session: { ...planned.session, place: name } }));
  return { all, renamed };
};

/** A venue with how it is reached and used by everybody (SER-2). */
export const putVenue = endpoint({
  method: 'post',
  path: '/api/admin/planning/venues',
  caller: 'administrator',
  roles: ['planner'],
  body: PutVenueRequest,
  reply: PutVenueReply,
  handle: async ({ body, caller }, context) => {
    const { planning, officeLog, services } = context;
    const venues = await planning.venues();
    if (body.id !== null && !venues.some(({ id }) => id === body.id))
      return err({ code: 'planning/unknown' });
    if (venues.some(({ id, name }) => id !== body.id && named(name) === named(body.name)))
      return err({ code: 'planning/name-taken' });
    const id = body.id ?? VenueId.parse(createId(services));
    await planning.putVenue({ ...body, id });
    await officeLog.append({
      kind: body.id === null ? 'venue-added' : 'venue-changed',
      actor: caller.id,
      at: services.clock(),
      venue: id,
      name: body.name,
      isDescribed: body.accessibility !== '',
    });
    const { all, renamed } = await comingIn(context, id, body.name);
    await savePlan(context, all, renamed, caller.id);
    return ok({ id, renamed: renamed.length });
  },
});

/** A wave: which districts come in, and from when (SER-4). */
export const putWave = endpoint({
  method: 'post',
  path: '/api/admin/planning/waves',
  caller: 'administrator',
  roles: ['planner'],
  body: PutWaveRequest,
  reply: PutWaveReply,
  handle: async ({ body, caller }, { planning, officeLog, services }) => {
    if (body.id !== null && !(await planning.waves()).some(({ id }) => id === body.id))
      return err({ code: 'planning/unknown' });
    const id = body.id ?? WaveId.parse(createId(services));
    await planning.putWave({ ...body, id });
    const { name, startsOn, units } = body;
    await officeLog.append({
      kind: 'wave-planned',
      actor: caller.id,
      at: services.clock(),
      wave: id,
      name,
      startsOn,
      units,
    });
    return ok({ id });
  },
});

export const removeWave = endpoint({
  method: 'post',
  path: '/api/admin/planning/waves/:id/remove',
  caller: 'administrator',
  roles: ['planner'],
  body: RemoveWaveRequest,
  reply: RemoveWaveReply,
  handle: async ({ params, caller }, { planning, officeLog, services }) => {
    const wave = (await planning.waves()).find(({ id }) => id === params['id']);
    if (wave === undefined) return err({ code: 'planning/unknown' });
    await planning.removeWave(wave.id);
    await officeLog.append({ kind: 'wave-removed', actor: caller.id, at: services.clock(), wave: wave.id });
    return ok({});
  },
});

/** Where the participants of a series are asked what they thought, if anywhere (SER-7). */
export const setSurvey = endpoint({
  method: 'post',
  path: '/api/admin/planning/series/:id/survey',
  caller: 'administrator',
  roles: ['planner'],
  body: SetSurveyRequest,
  reply: SetSurveyReply,
  handle: async ({ body: { link }, params, caller }, { planning, officeLog, services }) => {
    const series = SeriesId.safeParse(params['id']);
    if (!series.success || !(await planning.setSurvey(series.data, link)))
      return err({ code: 'planning/unknown' });
    await officeLog.append({
      kind: 'survey-set',
      actor: caller.id,
      at: services.clock(),
      series: series.data,
      survey: link,
    });
    return ok({ id: series.data });
  },
});
