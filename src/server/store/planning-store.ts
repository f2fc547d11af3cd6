/** The planning: venues, waves, series with their surveys, and what is planned for a session beyond the session itself. */
import { sql } from 'kysely';
import type { OfficeSession } from '../../domain/office.ts';
import { PlannedSession, Venue, Wave } from '../../domain/planning.ts';
import type { Tx } from './database.ts';
import type { ProgrammeStore } from './programme-store.ts';

export type SessionVersion = {
  readonly session: string;
  readonly version: number;
  readonly text: string;
  readonly hash: string;
  readonly at: number;
};

export type Series = {
  readonly id: string;
  readonly cohort: string;
  readonly surveyLink: string | null;
};

export type PlanningStore = {
  readonly venues: () => Promise<readonly Venue[]>;
  /** Adds or, by id, replaces. */
  readonly putVenue: (venue: Venue) => Promise<void>;
  readonly waves: () => Promise<readonly Wave[]>;
  /** Adds or, by id, replaces; a unit that was in another wave leaves it. */
  readonly putWave: (wave: Wave) => Promise<void>;
  readonly removeWave: (id: string) => Promise<void>;
  readonly series: () => Promise<readonly Series[]>;
  readonly addSeries: (series: Series, now: number) => Promise<void>;
  readonly setSurvey: (series: string, link: string | null) => Promise<boolean>;
  /** The survey of each session that has one. */
  readonly surveys: (sessions: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Sessions with all that is planned for them, in the order they came. */
  readonly plannedOf: (sessions: readonly OfficeSession[]) => Promise<readonly PlannedSession[]>;
  /** Everything planned in the whole programme, in order. */
  readonly all: () => Promise<readonly PlannedSession[]>;
  readonly put: (sessions: readonly PlannedSession[]) => Promise<void>;
  /** Sessions assigned to a tablet now. */
  readonly sessionsOfDevice: (device: string) => Promise<ReadonlySet<string>>;
  /** Those of the sessions that have been assigned to a tablet at any time. */
  readonly onceOfDevice: (device: string, sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly versions: (session: string) => Promise<readonly SessionVersion[]>;
  readonly latestVersions: (sessions: readonly string[]) => Promise<ReadonlyMap<string, SessionVersion>>;
  readonly addVersions: (versions: readonly SessionVersion[]) => Promise<void>;
  /** Does `work`, and takes back all it has written: what a change would lead to, by the very code that will do it. */
  readonly asIf: <T>(work: () => Promise<T>) => Promise<T>;
};

const batchSize = 200;
const batches = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
    rows.slice(i * batchSize, (i + 1) * batchSize),
  );

type Places = Pick<PlanningStore, 'venues' | 'putVenue' | 'waves' | 'putWave' | 'removeWave'>;

const placesOf = ({ trx }: Tx): Places => ({
  venues: async () =>
    (await trx.selectFrom('venues').selectAll().execute())
      .map((row) => Venue.parse(row))
      .sort((a, b) => a.name.localeCompare(b.name, 'sv')),
  putVenue: async (venue) => {
    await trx
      .insertInto('venues')
      .values(venue)
      .onConflict((c) => c.column('id').doUpdateSet(venue))
      .execute();
  },
  waves: async () => {
    const members = await trx.selectFrom('wave_units').selectAll().orderBy('unit').execute();
    return (await trx.selectFrom('waves').selectAll().orderBy('starts_on').orderBy('id').execute()).map(
      ({ id, name, starts_on }) =>
        Wave.parse({
          id,
          name,
          startsOn: starts_on,
          units: members.filter(({ wave }) => wave === id).map(({ unit }) => unit),
        }),
    );
  },
  putWave: async ({ id, name, startsOn, units }) => {
    const row = { name, starts_on: startsOn };
    await trx
      .insertInto('waves')
      .values({ id, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute();
    await trx.deleteFrom('wave_units').where('wave', '=', id).execute();
    for (const unit of units)
      await trx
        .insertInto('wave_units')
        .values({ unit, wave: id })
        .onConflict((c) => c.column('unit').doUpdateSet({ wave: id }))
        .execute();
  },
  removeWave: async (id) => {
    await trx.deleteFrom('wave_units').where('wave', '=', id).execute();
    await trx.deleteFrom('waves').where('id', '=', id).execute();
  },
});

type Surveys = Pick<PlanningStore, 'series' | 'addSeries' | 'setSurvey' | 'surveys'>;

const surveysOf = ({ trx }: Tx): Surveys => ({
  series: async () =>
    (await trx.selectFrom('series').selectAll().orderBy('created_at').orderBy('id').execute()).map(
      ({ id, cohort, survey_link }) => ({ id, cohort, surveyLink: survey_link }),
    ),
  addSeries: async ({ id, cohort, surveyLink }, now) => {
    await trx.insertInto('series').values({ id, cohort, survey_link: surveyLink, created_at: now }).execute();
  },
  setSurvey: async (series, link) => {
    const result = await trx
      .updateTable('series')
      .set({ survey_link: link })
      .where('id', '=', series)
      .executeTakeFirst();
    return Number(result.numUpdatedRows) === 1;
  },
  surveys: async (sessions) =>
    sessions.length === 0
      ? new Map()
      : new Map(
          (
            await trx
              .selectFrom('session_plans')
              .innerJoin('series', 'series.id', 'session_plans.series')
              .select(['session_plans.session', 'series.survey_link'])
              .where('session_plans.session', 'in', sessions)
              .where('series.survey_link', 'is not', null)
              .execute()
          ).map(({ session, survey_link }) => [session, survey_link ?? '']),
        ),
});

type Versions = Pick<PlanningStore, 'versions' | 'latestVersions' | 'addVersions'>;

const versionsOf = ({ trx }: Tx): Versions => ({
  versions: (session) =>
    trx
      .selectFrom('session_versions')
      .selectAll()
      .where('session', '=', session)
      .orderBy('version')
      .execute(),
  latestVersions: async (sessions) => {
    const latest = new Map<string, SessionVersion>();
    for (const batch of batches(sessions))
      for (const row of await trx
        .selectFrom('session_versions')
        .selectAll()
        .where('session', 'in', batch)
        .orderBy('version')
        .execute())
        latest.set(row.session, row);
    return latest;
  },
  addVersions: async (versions) => {
    for (const batch of batches(versions)) await trx.insertInto('session_versions').values(batch).execute();
  },
});

type Devices = Pick<PlanningStore, 'sessionsOfDevice' | 'onceOfDevice'>;

const devicesOf = ({ trx }: Tx): Devices => ({
  sessionsOfDevice: async (device) =>
    new Set(
      (await trx.selectFrom('session_plans').select('session').where('device', '=', device).execute()).map(
        ({ session }) => session,
      ),
    ),
  onceOfDevice: async (device, sessions) =>
    sessions.length === 0
      ? new Set()
      : new Set(
          (
            await trx
              .selectFrom('session_devices')
              .select('session')
              .where('device', '=', device)
              .where('session', 'in', sessions)
              .execute()
          ).map(({ session }) => session),
        ),
});

export const createPlanningStore = (tx: Tx, { programme }: { programme: ProgrammeStore }): PlanningStore => {
  const { trx } = tx;
  const plannedOf: PlanningStore['plannedOf'] = async (sessions) => {
    const plans = new Map(
      (await trx.selectFrom('session_plans').selectAll().execute()).map((row) => [row.session, row]),
    );
    return sessions.map(({ session, unit }) => {
      const { venue = null, device = null, series = null } = plans.get(session.id) ?? {};
      return PlannedSession.parse({ session, unit, venue, device, series });
    });
  };
  return {
    ...placesOf(tx),
    ...surveysOf(tx),
    ...versionsOf(tx),
    ...devicesOf(tx),
    plannedOf,
    all: async () => plannedOf(await programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER)),
    put: async (sessions) => {
      await programme.putSessions(sessions.map(({ session, unit }) => ({ session, unit })));
      for (const { session, venue, device, series } of sessions) {
        const plan = { venue, device, series };
        await trx
          .insertInto('session_plans')
          .values({ session: session.id, ...plan })
          .onConflict((c) => c.column('session').doUpdateSet(plan))
          .execute();
        if (device !== null)
          await trx
            .insertInto('session_devices')
            .values({ session: session.id, device })
            .onConflict((c) => c.columns(['session', 'device']).doNothing())
            .execute();
      }
    },
    asIf: async (work) => {
      await sql`savepoint as_if`.execute(trx);
      try {
        return await work();
      } finally {
        await sql`rollback to savepoint as_if`.execute(trx);
        await sql`release savepoint as_if`.execute(trx);
      }
    },
  };
};
