/** The office's plan: cohorts, participants and sessions. */
import { sql, type Selectable } from 'kysely';
import { Cohort, OfficeSession, Participant } from '../../domain/office.ts';
import type { Day } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import { groupRows, isOneOf } from './many-rows.ts';
import { inBatches } from './batches.ts';
import { isOwnRecord } from './merge-rows.ts';
import { isHeldOn } from './membership-rows.ts';
import { programmeWriting, type ProgrammeWriting } from './programme-writing.ts';
import type { Schema } from './schema.ts';

export type ProgrammeStore = ProgrammeWriting & {
  readonly cohorts: () => Promise<readonly Cohort[]>;
  /** The cohorts of a unit, or of all units where no unit is named; none where they are more than `most`. */
  readonly cohortsToChoose: (unit: string | null, most: number) => Promise<readonly Cohort[]>;
  /** Those of these cohorts that there are. */
  readonly cohortsWith: (ids: readonly string[]) => Promise<readonly Cohort[]>;
  /** Everybody, without records that were merged into another's (PPL-5). */
  readonly participants: () => Promise<readonly Participant[]>;
  /** The same, of one unit. */
  readonly participantsIn: (unit: string) => Promise<readonly Participant[]>;
  readonly participant: (id: string) => Promise<Participant | undefined>;
  /** Those of these participants that there are, without records that were merged into another's (PPL-5). */
  readonly participantsWith: (ids: readonly string[]) => Promise<readonly Participant[]>;
  /** Who is in these cohorts now: for rosters and cards. */
  readonly participantsOf: (cohorts: readonly string[]) => Promise<readonly Participant[]>;
  /** Who held a place in these cohorts on a day: who was expected at a session then (PPL-2). */
  readonly membersOn: (cohorts: readonly string[], day: Day) => Promise<readonly Participant[]>;
  /** Who held a place when in these cohorts, asked once: answers who was expected on a day at some of them (PPL-2). */
  readonly expectedIn: (
    cohorts: readonly string[],
  ) => Promise<(some: readonly string[], day: Day) => ReadonlySet<string>>;
  /** Sessions that touch the stretch of time, in order. */
  readonly sessionsBetween: (from: number, to: number) => Promise<readonly OfficeSession[]>;
  readonly session: (id: string) => Promise<OfficeSession | undefined>;
  /** When the first session at or after an instant begins. */
  readonly firstStart: (from: number) => Promise<number | undefined>;
  /** How many sessions begin in a stretch of time and are over at an instant. */
  readonly countEnded: (from: number, to: number, now: number) => Promise<number>;
  /** Sessions that are over and whose review is not done, in order: a few, however many there have been (BIG-2). */
  readonly openEnded: (now: number) => Promise<readonly OfficeSession[]>;
  /** Sessions that were to be over at an instant and that nobody has closed, cancelled ones left out, in order. */
  readonly unclosed: (endedBefore: number) => Promise<readonly OfficeSession[]>;
  /** Those of these sessions that there are. */
  readonly sessionsWith: (ids: readonly string[]) => Promise<readonly OfficeSession[]>;
  /** A cohort's own sessions, in order. */
  readonly sessionsOfCohort: (cohort: string) => Promise<readonly OfficeSession[]>;
  /** Everybody the plan names as trainer. */
  readonly trainerNames: () => Promise<ReadonlySet<string>>;
  readonly sessionIds: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly participantIds: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly sessionByReference: (reference: string) => Promise<OfficeSession | undefined>;
};

type SessionRow = Selectable<Schema['sessions']>;

const sessionsFrom = async ({ trx }: Tx, rows: readonly SessionRow[]): Promise<readonly OfficeSession[]> => {
  if (rows.length === 0) return [];
  const links = await inBatches(
    rows.map(({ id }) => id),
    (ids) =>
      trx.selectFrom('session_cohorts').selectAll().where('session', 'in', ids).orderBy('cohort').execute(),
  );
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

/** Every place with the participant who has it: of a merged record, the one it now is (PPL-5). */
const placesWithPeople = ({ trx }: Tx) =>
  trx
    .selectFrom('memberships')
    .leftJoin('participant_merges', 'from_participant', 'memberships.participant')
    .innerJoin('participants', (join) =>
      join.on((e) => e('participants.id', '=', e.fn.coalesce('to_participant', 'memberships.participant'))),
    );

export const createProgrammeStore = (tx: Tx): ProgrammeStore => {
  const { trx } = tx;
  const oneOf = async (rows: readonly SessionRow[]): Promise<OfficeSession | undefined> =>
    (await sessionsFrom(tx, rows))[0];
  return {
    ...programmeWriting(tx),
    cohorts: async () =>
      (await trx.selectFrom('cohorts').selectAll().orderBy('name').execute()).map((row) => Cohort.parse(row)),
    participants: async () =>
      (await trx.selectFrom('participants').selectAll().where(isOwnRecord('id')).orderBy('id').execute()).map(
        participantFrom,
      ),
    participantsIn: async (unit) =>
      (
        await trx
          .selectFrom('participants')
          .selectAll()
          .where('unit', '=', unit)
          .where(isOwnRecord('id'))
          .orderBy('id')
          .execute()
      ).map(participantFrom),
    membersOn: async (cohorts, day) =>
      cohorts.length === 0
        ? []
        : (
            await placesWithPeople(tx)
              .selectAll('participants')
              .distinct()
              .where('memberships.cohort', 'in', cohorts)
              .where('from_day', '<=', day)
              .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', day)]))
              .orderBy('participants.id')
              .execute()
          ).map(participantFrom),
    expectedIn: async (cohorts) => {
      const rows = await placesWithPeople(tx)
        .select(['participants.id', 'memberships.cohort', 'from_day', 'to_day'])
        .where(isOneOf(tx, 'memberships.cohort', cohorts))
        .execute();
      const byCohort = groupRows(rows, ({ cohort }) => cohort);
      return (some, day) =>
        new Set(
          some
            .flatMap((cohort) => byCohort.get(cohort) ?? [])
            .filter((row) => isHeldOn(row, day))
            .map(({ id }) => id),
        );
    },
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
    cohortsToChoose: async (unit, most) => {
      const all = trx
        .selectFrom('cohorts')
        .selectAll()
        .orderBy('name')
        .limit(most + 1);
      const rows = await (unit === null ? all : all.where('unit', '=', unit)).execute();
      return rows.length > most ? [] : rows.map((row) => Cohort.parse(row));
    },
    cohortsWith: (ids) =>
      inBatches(ids, async (batch) =>
        (await trx.selectFrom('cohorts').selectAll().where('id', 'in', batch).execute()).map((row) =>
          Cohort.parse(row),
        ),
      ),
    participantsWith: (ids) =>
      inBatches(ids, async (batch) =>
        (
          await trx
            .selectFrom('participants')
            .selectAll()
            .where('id', 'in', batch)
            .where(isOwnRecord('id'))
            .execute()
        ).map(participantFrom),
      ),
    firstStart: async (from) => {
      const row = await trx
        .selectFrom('sessions')
        .select('starts_at')
        .where('starts_at', '>=', from)
        .orderBy('starts_at')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : Number(row.starts_at);
    },
    countEnded: async (from, to, now) =>
      Number(
        (
          await trx
            .selectFrom('sessions')
            .select((e) => e.fn.countAll().as('n'))
            .where('starts_at', '>=', from)
            .where('starts_at', '<', to)
            .where('ends_at', '<=', now)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    openEnded: async (now) =>
      sessionsFrom(
        tx,
        await trx
          .selectFrom('open_sessions')
          .innerJoin('sessions', 'sessions.id', 'open_sessions.session')
          .selectAll('sessions')
          .where('ends_at', '<=', now)
          .orderBy('starts_at')
          .orderBy('id')
          .execute(),
      ),
    unclosed: async (endedBefore) => {
      const noted = trx.selectFrom('session_states').select('session').where('closed_at', 'is', null);
      const unseen = trx
        .selectFrom('open_sessions')
        .leftJoin('session_states', 'session_states.session', 'open_sessions.session')
        .select('open_sessions.session')
        .where('session_states.session', 'is', null);
      return sessionsFrom(
        tx,
        await trx
          .selectFrom('sessions')
          .selectAll()
          .where('id', 'in', noted.unionAll(unseen))
          .where('cancelled', '=', 0)
          .where('ends_at', '<', endedBefore)
          .orderBy('starts_at')
          .orderBy('id')
          .execute(),
      );
    },
    sessionsBetween: async (from, to) =>
      sessionsFrom(
        tx,
        await trx
          .selectFrom('sessions')
          .selectAll()
          .where('starts_at', '<', to)
          .where('ends_at', '>', from)
          /* No session is longer than the longest: without this, an index has to be gone through from the first day. */
          .where('starts_at', '>', (e) =>
            e
              .selectFrom('sessions as any_session')
              .select((s) =>
                sql<number>`${from} - (${s.ref('any_session.ends_at')} - ${s.ref('any_session.starts_at')})`.as(
                  'from',
                ),
              )
              .orderBy(
                (s) => sql`${s.ref('any_session.ends_at')} - ${s.ref('any_session.starts_at')}`,
                'desc',
              )
              .limit(1),
          )
          .orderBy('starts_at')
          .orderBy('id')
          .execute(),
      ),
    session: async (id) => oneOf(await trx.selectFrom('sessions').selectAll().where('id', '=', id).execute()),
    sessionsWith: async (ids) =>
      sessionsFrom(
        tx,
        await inBatches(ids, (batch) =>
          trx.selectFrom('sessions').selectAll().where('id', 'in', batch).execute(),
        ),
      ),
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
            (
              await trx
                .selectFrom('sessions')
                .select('id')
                .where(isOneOf(tx, 'id', ids))
                .execute()
            ).map(({ id }) => id),
          ),
    participantIds: async (ids) =>
      ids.length === 0
        ? new Set()
        : new Set(
            (
              await trx
                .selectFrom('participants')
                .select('id')
                .where(isOneOf(tx, 'id', ids))
                .execute()
            ).map(({ id }) => id),
          ),
  };
};
