/** Takes the plan in: cohorts, participants and sessions. */
import type { Cohort, OfficeSession, Participant } from '../../domain/office.ts';
import type { Day } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import { followList } from './membership-rows.ts';

const batches = <T>(rows: readonly T[], size = 100): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));

export type ProgrammeWriting = {
  /** Adds or, by id, replaces. */
  readonly putCohorts: (cohorts: readonly Cohort[]) => Promise<void>;
  /** `day` is when a changed cohort counts from; without it, what was recorded of the cohort is put right. */
  readonly putParticipants: (participants: readonly Participant[], day?: Day) => Promise<void>;
  readonly putSessions: (
    sessions: readonly (OfficeSession & { readonly reference?: string })[],
  ) => Promise<void>;
};

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

export const programmeWriting = (tx: Tx, { trx }: Tx = tx): ProgrammeWriting => ({
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
