/** Takes the good rows of a checked file into the office's records, in the caller's transaction (IMP-14). */
import type { Cohort, Participant } from '../../domain/office.ts';
import { CohortId, ParticipantId, SeriesId, SessionId, VenueId } from '../../domain/ids.ts';
import type { PlannedSession } from '../../domain/planning.ts';
import type { Session } from '../../domain/programme.ts';
import { dayOf } from '../../domain/time.ts';
import type { CommitImportReply } from '../../protocol/import.ts';
import type { Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import { savePlan } from '../planning/save-plan.ts';
import type { ImportAnswers } from './import-jobs.ts';

const putNewCohorts = async (
  { programme, services }: Context,
  { rows, cohorts }: ImportAnswers['check-participants'],
): Promise<{ readonly idByKey: ReadonlyMap<string, CohortId>; readonly made: number }> => {
  const used = new Set(rows.flatMap(({ draft }) => draft?.cohortKey ?? []));
  const idByKey = new Map<string, CohortId>();
  const made: Cohort[] = [];
  for (const { id, key, name, track, unit } of cohorts.filter((cohort) => used.has(cohort.key))) {
    const cohort = { id: id ?? CohortId.parse(createId(services)), name, track, unit };
    idByKey.set(key, cohort.id);
    if (id === null) made.push(cohort);
  }
  await programme.putCohorts(made);
  return { idByKey, made: made.length };
};

/**
 * Whoever is taken in openly before and whom this file marks as protected: the name so far is kept sealed, and no
 * address is left (PROT-2).
 */
const sealNames = async (
  { identities, programme, shownNames }: Context,
  rows: ImportAnswers['check-participants']['rows'],
): Promise<void> => {
  const held = await identities.protectedPeople();
  for (const { draft, existing, isMarkedProtected } of rows) {
    if (draft === null || existing === null || !isMarkedProtected || held.has(existing)) continue;
    const person = await programme.participant(existing);
    if (person === undefined || person.family === '') continue;
    await identities.protect(existing, { given: person.given, family: person.family });
    await shownNames.forgetAddresses(existing);
  }
};

/** New and known participants with their numbers, and the cohorts that the file names. */
export const takeInParticipants = async (
  context: Context,
  answer: ImportAnswers['check-participants'],
): Promise<CommitImportReply> => {
  const { programme, identities, services } = context;
  const { idByKey, made } = await putNewCohorts(context, answer);
  const numbers = new Map(answer.numbers);
  await sealNames(context, answer.rows);
  const participants: Participant[] = [];
  const kept: (readonly [ParticipantId, string, boolean])[] = [];
  for (const { row, draft, existing, isMarkedProtected } of answer.rows) {
    const number = numbers.get(row);
    if (draft === null || number === undefined) continue;
    const { cohortKey, ...person } = draft;
    const id = existing ?? ParticipantId.parse(createId(services));
    participants.push({
      ...person,
      id,
      cohort: cohortKey === null ? null : (idByKey.get(cohortKey) ?? null),
    });
    if (existing === null || isMarkedProtected) kept.push([id, number, isMarkedProtected]);
  }
  await programme.putParticipants(participants, dayOf(services.clock()));
  for (const [id, number, isProtected] of kept) await identities.keep(id, number, isProtected);
  const updated = answer.rows.filter(({ draft, existing }) => draft !== null && existing !== null).length;
  return { added: participants.length - updated, updated, cohorts: made };
};

/** The venue of each place the file names; a place nobody has heard of becomes a venue that is still to be described. */
const venuesNamed = async (
  { planning, services }: Context,
  sessions: readonly { readonly place: string; readonly unit: Cohort['unit'] | null }[],
): Promise<ReadonlyMap<string, VenueId>> => {
  const idByPlace = new Map((await planning.venues()).map(({ id, name }) => [name, id]));
  for (const { place, unit } of sessions) {
    if (place === '' || idByPlace.has(place)) continue;
    const id = VenueId.parse(createId(services));
    await planning.putVenue({ id, name: place, unit, address: '', accessibility: '', seats: null });
    idByPlace.set(place, id);
  }
  return idByPlace;
};

/** Sessions of one cohort that are new in the file are one series, so that they can have a survey of their own (SER-7). */
const createSeriesOf = ({ planning, services }: Context) => {
  const made = new Map<string, SeriesId>();
  return async ({ kind, cohorts }: Pick<Session, 'kind' | 'cohorts'>): Promise<SeriesId | null> => {
    const [cohort] = cohorts;
    if (kind === 'digital' || cohort === undefined) return null;
    const known =
      made.get(cohort) ?? (await planning.series()).find((series) => series.cohort === cohort)?.id;
    const id = SeriesId.parse(known ?? createId(services));
    if (known === undefined) await planning.addSeries({ id, cohort, surveyLink: null }, services.clock());
    made.set(cohort, id);
    return id;
  };
};

/** The rows that are taken in as sessions, with what the office had planned for those it knows. */
export const sessionsToTakeIn = async (
  context: Context,
  answer: ImportAnswers['check-sessions'],
): Promise<readonly (PlannedSession & { readonly reference: string | null })[]> => {
  const { planning, services } = context;
  const known = new Map((await planning.all()).map((planned) => [planned.session.id, planned]));
  return answer.rows.flatMap(({ draft, existing }) => {
    if (draft === null) return [];
    const { unit, reference, ...planned } = draft;
    const before = existing === null ? undefined : known.get(existing);
    const id = existing ?? SessionId.parse(createId(services));
    const session = { ...planned, id, cancelled: before?.session.cancelled ?? false };
    const { venue = null, device = null, series = null } = before ?? {};
    return [{ session, unit, reference, venue, device, series }];
  });
};

/** New and changed sessions. A changed session keeps its id, and what was recorded at it is counted again (SER-8). */
export const takeInSessions = async (
  context: Context,
  sessions: Awaited<ReturnType<typeof sessionsToTakeIn>>,
  actor: string,
): Promise<CommitImportReply> => {
  const { programme, planning } = context;
  const before = await planning.all();
  const known = new Set<string>(before.map(({ session }) => session.id));
  const venues = await venuesNamed(
    context,
    sessions.map(({ session: { place }, unit }) => ({ place, unit })),
  );
  const seriesOf = createSeriesOf(context);
  const planned: PlannedSession[] = [];
  for (const { reference, ...one } of sessions) {
    const { session, unit } = one;
    if (reference !== null) await programme.putSessions([{ session, unit, reference }]);
    planned.push({
      ...one,
      venue: venues.get(session.place) ?? null,
      series: one.series ?? (await seriesOf(session)),
    });
  }
  await savePlan(context, before, planned, actor);
  const updated = sessions.filter(({ session }) => known.has(session.id)).length;
  return { added: sessions.length - updated, updated, cohorts: 0 };
};
