/** The office's plan: cohorts, participants and sessions. */
import type { Selectable } from 'kysely';
import { Cohort, OfficeSession, Participant } from '../../domain/office.ts';
import type { Day } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import { followList } from './membership-rows.ts';
import type { Schema } from './schema.ts';

export type ProgrammeStore = {
  readonly cohorts: () => Promise<readonly Cohort[]>;
  /** Everybody, without records that were merged into another's (PPL-5). */
  readonly participants: () => Promise<readonly Participant[]>;
  readonly participant: (id: string) => Promise<Participant | undefined>;
  /** Who is in these cohorts now: for rosters and cards. */
  readonly participantsOf: (cohorts: readonly string[]) => Promise<readonly Participant[]>;
  /** Who held a place in these cohorts on a day: who was expected at a session then (PPL-2). */
  readonly membersOn: (cohorts: readonly string[], day: Day) => Promise<readonly Participant[]>;
  /** Sessions that touch the stretch of time, in order. */
  readonly sessionsBetween: (from: number, to: number) => Promise<readonly OfficeSession[]>;
  readonly session: (id: string) => Promise<OfficeSession | undefined>;
  /** Those of these sessions that there are. */
  readonly sessionsWith: (ids: readonly string[]) => Promise<readonly OfficeSession[]>;
  /** A cohort's own sessions, in order. */
  readonly sessionsOfCohort: (cohort: string) => Promise<readonly OfficeSession[]>;
  /** Everybody the plan names as trainer. */
  readonly trainerNames: () => Promise<ReadonlySet<string>>;
  readonly sessionIds: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly participantIds: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly sessionByReference: (reference: string) => Promise<OfficeSession | undefined>;
  /** Adds or, by id, replaces. */
  readonly putCohorts: (cohorts: readonly Cohort[]) => Promise<void>;
  /** `day` is when a changed cohort counts from; without it, what was recorded of the cohort is put right. */
  readonly putParticipants: (participants: readonly Participant[], day?: Day) => Promise<void>;
  readonly putSessions: (
    sessions: readonly (OfficeSession & { readonly reference?: string })[],
  ) => Promise<void>;
};

type SessionRow = Selectable<Schema['sessions']>;

const sessionsFrom = async ({ trx }: Tx, rows: readonly SessionRow[]): Promise<readonly OfficeSession[]> => {
  if (rows.length === 0) return [];
  const links = await trx
    .selectFrom('session_cohorts')
    .selectAll()
    .where(
      'session',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('cohort')
    .execute();
  const cohortsBySession = new Map<string, string[]>();
  for (const { session, cohort } of links)
    cohortsBySession.set(session, [...(cohortsBySession.get(session) ?? []), cohort]);
  return rows.map((row) =>
    OfficeSession.parse({
      unit: row.unit,
      session: {
        id: row.id,
        kind: row.kind,
        title: row.title,
        cohorts: cohortsBySession.get(row.id) ?? [],
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        breaks: JSON.parse(row.breaks) as unknown,
        place: row.place,
        trainer: row.trainer,
        number: row.number,
        of: row.of,
        cancelled: row.cancelled === 1,
      },
    }),
  );
};

const participantFrom = (row: Selectable<Schema['participants']>): Participant => {
  const { is_key_person, left_on: _leftOn, left_reason: _leftReason, ...rest } = row;
  return Participant.parse({ ...rest, isKeyPerson: is_key_person === 1 });
};

const batches = <T>(rows: readonly T[], size = 100): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));

type Writing = Pick<ProgrammeStore, 'putCohorts' | 'putParticipants' | 'putSessions'>;

/** Those whose place a list does not give back: their record was merged into another's, or they have left (PPL-3). */
const withoutPlace = async ({ trx }: Tx, day: Day | undefined): Promise<ReadonlySet<string>> => {
  const left = await trx
    .selectFrom('participants')
    .select('id')
    .where('left_on', '<', day ?? '9999-12-31')
    .execute();
  const merged = await trx.selectFrom('participant_merges').select('from_participant as id').execute();
  return new Set([...left, ...merged].map(({ id }) => id));
};

const writingOf = (tx: Tx, { trx }: Tx = tx): Writing => ({
  putCohorts: async (cohorts) => {
    for (const cohort of cohorts)
      await trx
        .insertInto('cohorts')
        .values(cohort)
        .onConflict((c) => c.column('id').doUpdateSet(cohort))
        .execute();
  },
  putParticipants: async (participants, day) => {
    const gone = await withoutPlace(tx, day);
    const rows = participants.map(({ isKeyPerson, ...rest }) => ({
      ...rest,
      cohort: gone.has(rest.id) ? null : rest.cohort,
      is_key_person: isKeyPerson ? (1 as const) : (0 as const),
    }));
    for (const batch of batches(rows))
      await trx
        .insertInto('participants')
        .values(batch)
        .onConflict((c) =>
          c.column('id').doUpdateSet((e) => ({
            given: e.ref('excluded.given'),
            family: e.ref('excluded.family'),
            email: e.ref('excluded.email'),
            unit: e.ref('excluded.unit'),
            workplace: e.ref('excluded.workplace'),
            track: e.ref('excluded.track'),
            is_key_person: e.ref('excluded.is_key_person'),
            cohort: e.ref('excluded.cohort'),
          })),
        )
        .execute();
    await followList(tx, rows, day);
  },
  putSessions: async (sessions) => {
    for (const { session, unit, reference } of sessions) {
      const row = {
        kind: session.kind,
        title: session.title,
        starts_at: session.startsAt,
        ends_at: session.endsAt,
        breaks: JSON.stringify(session.breaks),
        place: session.place,
        unit,
        trainer: session.trainer,
        number: session.number,
        of: session.of,
        cancelled: session.cancelled ? (1 as const) : (0 as const),
      };
      const named = reference === undefined ? row : { ...row, reference };
      await trx
        .insertInto('sessions')
        .values({ reference: null, ...named, id: session.id })
        .onConflict((c) => c.column('id').doUpdateSet(named))
        .execute();
      await trx.deleteFrom('session_cohorts').where('session', '=', session.id).execute();
      if (session.cohorts.length > 0)
        await trx
          .insertInto('session_cohorts')
          .values(session.cohorts.map((cohort) => ({ session: session.id, cohort })))
          .execute();
    }
  },
});

export const createProgrammeStore = (tx: Tx): ProgrammeStore => {
  const { trx } = tx;
  const oneOf = async (rows: readonly SessionRow[]): Promise<OfficeSession | undefined> =>
    (await sessionsFrom(tx, rows))[0];
  return {
    ...writingOf(tx),
    cohorts: async () =>
      (await trx.selectFrom('cohorts').selectAll().orderBy('name').execute()).map((row) => Cohort.parse(row)),
    participants: async () =>
      (
        await trx
          .selectFrom('participants')
          .selectAll()
          .where((e) =>
            e('id', 'not in', e.selectFrom('participant_merges').select('from_participant as id')),
          )
          .orderBy('id')
          .execute()
      ).map(participantFrom),
    membersOn: async (cohorts, day) =>
      cohorts.length === 0
        ? []
        : (
            await trx
              .selectFrom('memberships')
              .leftJoin('participant_merges', 'from_participant', 'memberships.participant')
              .innerJoin('participants', (join) =>
                join.on((e) =>
                  e('participants.id', '=', e.fn.coalesce('to_participant', 'memberships.participant')),
                ),
              )
              .selectAll('participants')
              .distinct()
              .where('memberships.cohort', 'in', cohorts)
              .where('from_day', '<=', day)
              .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', day)]))
              .orderBy('participants.id')
              .execute()
          ).map(participantFrom),
    participant: async (id) => {
      const row = await trx.selectFrom('participants').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : participantFrom(row);
    },
    participantsOf: async (cohorts) =>
      cohorts.length === 0
        ? []
        : (
            await trx
              .selectFrom('participants')
              .selectAll()
              .where('cohort', 'in', cohorts)
              .orderBy('id')
              .execute()
          ).map(participantFrom),
    sessionsBetween: async (from, to) =>
      sessionsFrom(
        tx,
        await trx
          .selectFrom('sessions')
          .selectAll()
          .where('starts_at', '<', to)
          .where('ends_at', '>', from)
          .orderBy('starts_at')
          .orderBy('id')
          .execute(),
      ),
    session: async (id) => oneOf(await trx.selectFrom('sessions').selectAll().where('id', '=', id).execute()),
    sessionsWith: async (ids) =>
      ids.length === 0
        ? []
        : sessionsFrom(tx, await trx.selectFrom('sessions').selectAll().where('id', 'in', ids).execute()),
    sessionsOfCohort: async (cohort) =>
      sessionsFrom(
        tx,
        await trx
          .selectFrom('sessions')
          .innerJoin('session_cohorts', 'session_cohorts.session', 'sessions.id')
          .selectAll('sessions')
          .where('session_cohorts.cohort', '=', cohort)
          .orderBy('starts_at')
          .orderBy('id')
          .execute(),
      ),
    sessionByReference: async (reference) =>
      oneOf(await trx.selectFrom('sessions').selectAll().where('reference', '=', reference).execute()),
    trainerNames: async () =>
      new Set(
        (
          await trx.selectFrom('sessions').select('trainer').distinct().where('trainer', '!=', '').execute()
        ).map(({ trainer }) => trainer),
      ),
    sessionIds: async (ids) =>
      ids.length === 0
        ? new Set()
        : new Set(
            (await trx.selectFrom('sessions').select('id').where('id', 'in', ids).execute()).map(
              ({ id }) => id,
            ),
          ),
    participantIds: async (ids) =>
      ids.length === 0
        ? new Set()
        : new Set(
            (await trx.selectFrom('participants').select('id').where('id', 'in', ids).execute()).map(
              ({ id }) => id,
            ),
          ),
  };
};
