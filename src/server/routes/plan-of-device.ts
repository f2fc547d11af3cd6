/** Cuts the plan that one device is given: its own sessions in a rolling window, and no name outside them. */
import { dayOf, addDays, instant, instantAt, type Instant } from '../../domain/time.ts';
import type { Cohort, Participant } from '../../domain/office.ts';
import { Hash, CohortId, DeviceId, ParticipantId, type SessionId } from '../../domain/ids.ts';
import type { Plan, PlanBadge, PlanCohort, Session } from '../../domain/programme.ts';
import { sessionKeyOf } from '../../signing/session-code.ts';
import type { CallingDevice } from '../http/callers.ts';
import type { Context } from '../http/endpoint.ts';
import type { BadgeRow } from '../store/badge-store.ts';
import { cardTable } from './card-table.ts';
import type { PlanningStore } from '../store/planning-store.ts';
import type { ProgrammeStore } from '../store/programme-store.ts';

const daysBack = 7;
const daysAhead = 14;

/** The stretch of days a device holds names for (PLAN-2): whole Stockholm days around now. */
export const windowAt = (now: number): { from: Instant; to: Instant } => {
  const today = dayOf(now);
  return {
    from: instantAt(addDays(today, -daysBack), '00:00'),
    to: instantAt(addDays(today, daysAhead + 1), '00:00'),
  };
};

/** Whose sessions they are: the tablet, and the unit it belongs to. */
type Owner = Pick<CallingDevice, 'device' | 'unit'>;
type PlanStores = { readonly programme: ProgrammeStore; readonly planning: PlanningStore };

/**
 * The sessions of a device: on site in its own unit, digital lectures for cohorts of its unit, and those it is assigned
 * to, whichever unit's they are (PLAN-1). A device without a unit is the office's spare and gets them all.
 */
export const ownSessions = async (
  { programme, planning }: PlanStores,
  { device, unit }: Owner,
  now: number,
): Promise<readonly Session[]> => {
  const { from, to } = windowAt(now);
  const all = await programme.sessionsBetween(from, to);
  if (unit === null) return all.map(({ session }) => session);
  const assigned = await planning.sessionsOfDevice(device);
  const ours = new Set((await programme.cohorts()).filter((c) => c.unit === unit).map((c) => c.id));
  return all.flatMap((planned) => {
    if (planned.unit === unit || assigned.has(planned.session.id)) return [planned.session];
    if (planned.unit !== null) return [];
    const cohorts = planned.session.cohorts.filter((id) => ours.has(id));
    return cohorts.length === 0 ? [] : [{ ...planned.session, cohorts }];
  });
};

/**
 * Which of these sessions are a device's own, whenever they are (PLAN-1); all of them for the office's spare. A session
 * it was once assigned to stays its own here: what it recorded before the plan was changed counts (SER-6).
 */
export const sessionsOfDevice = async (
  { programme, planning }: PlanStores,
  { device, unit }: Owner,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (unit === null) return new Set(ids);
  const assigned = await planning.onceOfDevice(device, ids);
  const ours = new Set((await programme.cohorts()).filter((c) => c.unit === unit).map((c) => c.id));
  const planned = await programme.sessionsWith(ids);
  return new Set(
    planned.flatMap((found) =>
      found.unit === unit ||
      assigned.has(found.session.id) ||
      (found.unit === null && found.session.cohorts.some((id) => ours.has(id)))
        ? [found.session.id]
        : [],
    ),
  );
};

const byName = (a: { given: string; family: string }, b: { given: string; family: string }): number =>
  a.given.localeCompare(b.given, 'sv') || a.family.localeCompare(b.family, 'sv');

const cohortsFor = (
  cohorts: readonly Cohort[],
  participants: readonly Participant[],
  codes: ReadonlyMap<string, string>,
): readonly PlanCohort[] =>
  cohorts.map((cohort) => ({
    id: cohort.id,
    name: cohort.name,
    unit: cohort.unit,
    people: participants
      .filter((person) => person.cohort === cohort.id)
      .sort(byName)
      .map(({ id, given, family }) => ({ id, given, family, code: codes.get(id) ?? '' })),
  }));

const badgesFor = (
  badges: readonly BadgeRow[],
  cohortByParticipant: ReadonlyMap<string, string>,
): readonly PlanBadge[] =>
  badges.flatMap(({ token_hash, participant, blocked_at }): readonly PlanBadge[] => {
    const cohort = cohortByParticipant.get(participant);
    if (cohort === undefined) return [];
    return [
      [
        Hash.parse(token_hash),
        ParticipantId.parse(participant),
        CohortId.parse(cohort),
        blocked_at === null ? 0 : 1,
      ],
    ];
  });

/** Every card one by one, as tablets of earlier versions are given them (PLAN-3). */
const everyBadge = async ({
  programme,
  badges,
}: Pick<Context, 'programme' | 'badges'>): Promise<readonly PlanBadge[]> => {
  const everybody = await programme.participants();
  const cohorts = everybody.flatMap(({ id, cohort }) => (cohort === null ? [] : [[id, cohort] as const]));
  return badgesFor(await badges.all(), new Map(cohorts));
};

/**
 * The whole plan for one device; with `asTable` the cards are one table (PLAN-7). `issuedAt` is the day's beginning, not the second, so that an unchanged plan is the
 * same text all day and answers 304 (PLAN-5).
 */
export const planOfDevice = async (
  device: CallingDevice,
  context: Pick<Context, 'programme' | 'planning' | 'badges' | 'trainers' | 'decisions' | 'services'>,
  asTable = false,
): Promise<Plan> => {
  const { programme, planning, badges, trainers, decisions, services } = context;
  const now = services.clock();
  const policies = await decisions.policies();
  const sessions = await ownSessions({ programme, planning }, device, now);
  const allCohorts = await programme.cohorts();
  const own = new Set(sessions.flatMap((session) => session.cohorts));
  const ownCohorts = allCohorts.filter(({ id }) => own.has(id));
  return {
    issuedAt: instant(instantAt(dayOf(now), '00:00')),
    window: windowAt(now),
    demo: services.isDemo,
    programme: services.programme,
    office: services.office,
    device: { id: DeviceId.parse(device.device), name: device.name },
    sessions: [...sessions],
    cohorts: [
      ...cohortsFor(ownCohorts, await programme.participantsOf([...own]), await badges.codesIn([...own])),
    ],
    cohortNames: allCohorts.map(({ id, name }) => [id, name]),
    ...(asTable
      ? { badges: [], cards: await cardTable(context, allCohorts) }
      : { badges: [...(await everyBadge(context))] }),
    officeKey: services.secrets.officePublicKey,
    sessionCodes: await Promise.all(
      sessions.map(
        async ({ id }) => [id, await sessionKeyOf(services.secrets.codesKey, id)] as [SessionId, string],
      ),
    ),
    ...(policies.length === 0 ? {} : { policies: [...policies] }),
    trainerCodes: await trainers.codesOf(new Set(sessions.map(({ trainer }) => trainer))),
  };
};
