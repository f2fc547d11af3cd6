/**
 * What the programme's figures are made of: sums kept per session, month, person and group, brought up to date before
 * they are read (BIG-3).
 */
import { sql, type RawBuilder } from 'kysely';
import { deviationNames, type Deviations, type PlacedPeople } from '../../domain/programme-follow-up.ts';
import {
  groupSumNames,
  monthSumNames,
  monthSumsFrom,
  type FigureMonth,
  type FigurePerson,
  type GroupSums,
  type PersonMonth,
} from '../../domain/programme-figures.ts';
import { Track } from '../../domain/programme.ts';
import type { Month } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import { sumsIn } from './figure-columns.ts';
import { keepFigures } from './figure-keeper.ts';
import { monthsIn } from './figure-people.ts';
import { isOneOf } from './many-rows.ts';
import type { Membership } from './membership-rows.ts';
import { isOwnRecord } from './merge-rows.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { FigureSessionRow } from './schema-figures.ts';

export type KeptPerson = FigurePerson & {
  readonly hasPlace: boolean;
  readonly months: readonly PersonMonth[];
};

/** Sessions that are over and not reviewed as they stand, in one unit; those without a unit under null. */
export type Waiting = { readonly unit: string | null; readonly sessions: number; readonly decisions: number };

export type TrainerMarks = {
  readonly trainer: string;
  readonly sessions: number;
  readonly attendances: number;
  readonly byHand: number;
};

type Span = { readonly from: Month; readonly to: Month };

export type FigureStore = {
  /**
   * Brings what is kept up to date with everything that has changed, in this transaction. Asked before any of what
   * follows; `now` tells which sessions are over.
   */
  readonly keep: (now: number) => Promise<void>;
  /** The same, so much of it at the most; true as long as there may be more. */
  readonly keepSome: (now: number, most: number) => Promise<boolean>;
  /** Every month with sessions or a lock, oldest first. */
  readonly months: () => Promise<readonly FigureMonth[]>;
  /** Every group as it stood when a month ended, or now; the hours of a period from `from` besides. */
  readonly groups: (span: Span) => Promise<readonly GroupSums[]>;
  readonly people: () => Promise<readonly KeptPerson[]>;
  /** Participants who hold a place, by where they work and what they are (DASH-6). */
  readonly placed: () => Promise<readonly PlacedPeople[]>;
  /** What waits for a review (REV-2), and the session that began first. */
  readonly waiting: () => Promise<{ readonly units: readonly Waiting[]; readonly first: string | undefined }>;
  /** The oldest month before another, not locked, in which somebody lacks a certificate, and how many do (CERT-1). */
  readonly lacking: (before: Month) => Promise<{ readonly month: Month; readonly people: number } | null>;
  /** What went otherwise at the sessions of these months that are over, by unit (DASH-7). */
  readonly deviations: (span: Span) => Promise<readonly (Deviations & { readonly unit: string })[]>;
  /** How each trainer's participants were marked; sessions that nobody came to say nothing and are left out (ATK-7). */
  readonly marks: (span: Span) => Promise<readonly TrainerMarks[]>;
  /** What these people have attended, in minutes. */
  readonly attendedBy: (
    participants: readonly string[],
  ) => Promise<
    readonly { readonly session: string; readonly participant: string; readonly minutes: number }[]
  >;
  /** Every place these people ever held, under the record a merged one now is (PPL-1, PPL-5). */
  readonly placesOf: (participants: readonly string[]) => Promise<readonly Membership[]>;
  /** The sessions of these cohorts. */
  readonly sessionsOf: (
    cohorts: readonly string[],
  ) => Promise<readonly { readonly cohort: string; readonly session: string }[]>;
  /** Every unit's workplaces, and how many people are in each. */
  readonly workplaces: () => Promise<
    readonly { readonly unit: string; readonly workplace: string; readonly people: number }[]
  >;
};

const monthsFrom = async ({ trx }: Tx): Promise<readonly FigureMonth[]> => {
  const kept = await trx.selectFrom('figure_months').selectAll().execute();
  const versions = await trx
    .selectFrom('month_versions')
    .select(['month', 'reported_minutes'])
    .orderBy('version')
    .execute();
  const approved = new Map(versions.map(({ month, reported_minutes }) => [month, reported_minutes]));
  const months = new Map<Month, FigureMonth>(
    [...approved].map(([month, approvedMinutes]) => [
      month,
      { ...monthSumsFrom([]), month, approvedMinutes },
    ]),
  );
  for (const row of kept)
    if (Number(row.sessions) > 0 || approved.has(row.month))
      months.set(row.month, {
        month: row.month,
        ...sumsIn(monthSumNames, row),
        approvedMinutes: approved.get(row.month) ?? null,
      });
  return [...months.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1));
};

const groupsFrom = async ({ trx }: Tx, { from, to }: Span): Promise<readonly GroupSums[]> => {
  const when = (condition: RawBuilder<unknown>, column: string): RawBuilder<number> =>
    sql<number>`sum(case when ${condition} then ${sql.ref(column)} else 0 end)`;
  const isOpen = sql`month not in (select month from month_versions)`;
  const rows = await trx
    .selectFrom('figure_groups')
    .select((e) => [
      'unit',
      'track',
      'is_key_person',
      e.fn.sum('people').as('people'),
      e.fn.sum('minutes').as('minutes'),
      e.fn.sum('offered_minutes').as('offered_minutes'),
      e.fn.sum('approved_minutes').as('approved_minutes'),
      when(isOpen, 'minutes').as('pending_minutes'),
      e.fn.sum('offered_to').as('offered_to'),
      e.fn.sum('on_track').as('on_track'),
      e.fn.sum('completed').as('completed'),
      when(sql`month >= ${from}`, 'minutes').as('period_minutes'),
      when(sql`month >= ${from}`, 'offered_minutes').as('period_offered'),
    ])
    .where('month', '<=', to)
    .groupBy(['unit', 'track', 'is_key_person'])
    .execute();
  return rows
    .map((row) => ({
      unit: row.unit,
      track: Track.parse(row.track),
      isKeyPerson: row.is_key_person === 1,
      ...sumsIn(groupSumNames, row),
    }))
    .filter(({ people }) => people > 0);
};

const peopleFrom = async ({ trx }: Tx): Promise<readonly KeptPerson[]> =>
  (
    await trx
      .selectFrom('figure_people')
      .innerJoin('participants', 'participants.id', 'figure_people.participant')
      .select([
        'participants.id',
        'figure_people.unit',
        'figure_people.track',
        'figure_people.is_key_person',
        'participants.cohort',
        'months',
      ])
      .orderBy('participants.id')
      .execute()
  ).map((row) => ({
    id: row.id,
    unit: row.unit,
    track: Track.parse(row.track),
    isKeyPerson: row.is_key_person === 1,
    hasPlace: row.cohort !== null,
    months: monthsIn(row),
  }));

const placedFrom = async ({ trx }: Tx): Promise<readonly PlacedPeople[]> =>
  (
    await trx
      .selectFrom('participants')
      .select((e) => ['unit', 'workplace', 'track', 'is_key_person', e.fn.countAll().as('people')])
      .where('cohort', 'is not', null)
      .where(isOwnRecord('id'))
      .groupBy(['unit', 'workplace', 'track', 'is_key_person'])
      .execute()
  ).map(({ unit, workplace, track, is_key_person, people }) => ({
    unit,
    workplace,
    track: Track.parse(track),
    isKeyPerson: is_key_person === 1,
    people: Number(people),
  }));

/** A cancelled session that nobody came to is nothing to review; one without records is one decision. */
const waitingFrom = async ({ trx }: Tx): Promise<Awaited<ReturnType<FigureStore['waiting']>>> => {
  const waiting = trx
    .selectFrom('figure_sessions')
    .where('is_over', '=', 1)
    .where('is_reviewed', '=', 0)
    .where((e) => e.or([e('is_cancelled', '=', 0), e('to_decide', '<>', 0)]));
  const units = await waiting
    .select((e) => [
      'unit',
      e.fn.countAll().as('sessions'),
      sql<number>`sum(case when has_records = 1 then to_decide else 1 end)`.as('decisions'),
    ])
    .groupBy('unit')
    .execute();
  const first = await waiting
    .select('session')
    .orderBy('starts_at')
    .orderBy('session')
    .limit(1)
    .executeTakeFirst();
  return {
    units: units.map((row) => ({ unit: row.unit, ...sumsIn(['sessions', 'decisions'], row) })),
    first: first?.session,
  };
};

const lackingBefore = async (
  { trx }: Tx,
  before: Month,
): Promise<{ readonly month: Month; readonly people: number } | null> => {
  const row = await trx
    .selectFrom('figure_groups')
    .select((e) => ['month', e.fn.sum('lacking').as('people')])
    .where('month', '<', before)
    .where((e) => e('month', 'not in', e.selectFrom('month_versions').select('month_versions.month')))
    .groupBy('month')
    .having((e) => e(e.fn.sum('lacking'), '>', 0))
    .orderBy('month')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { month: row.month, people: Number(row.people) };
};

const sessionsIn = ({ trx }: Tx, { from, to }: Span) =>
  trx.selectFrom('figure_sessions').where('month', '>=', from).where('month', '<=', to);

const deviationsFrom = async (
  tx: Tx,
  span: Span,
): Promise<readonly (Deviations & { readonly unit: string })[]> => {
  const held = sql`is_cancelled = 0`;
  const closed = sql`is_cancelled = 0 and is_closed = 1`;
  const howMany = (condition: RawBuilder<unknown>): RawBuilder<number> =>
    sql<number>`sum(case when ${condition} then 1 else 0 end)`;
  const closedSum = (column: keyof FigureSessionRow): RawBuilder<number> =>
    sql<number>`sum(case when ${closed} then ${sql.ref(column)} else 0 end)`;
  const rows = await sessionsIn(tx, span)
    .select((e) => [
      'unit',
      howMany(held).as('sessions'),
      e.fn.sum('is_cancelled').as('cancelled'),
      howMany(sql`is_cancelled = 0 and is_closed = 0`).as('not_closed'),
      howMany(sql`${closed} and is_attested = 0`).as('without_attest'),
      howMany(sql`${held} and is_reviewed = 0`).as('not_reviewed'),
      closedSum('expected').as('expected'),
      closedSum('absent').as('no_shows'),
      e.fn.sum('attendances').as('attendances'),
      e.fn.sum('late').as('late'),
      e.fn.sum('left_early').as('left_early'),
      e.fn.sum('corrections').as('corrections'),
      e.fn.sum('set_aside').as('set_aside'),
    ])
    .where('is_over', '=', 1)
    .groupBy('unit')
    .execute();
  return rows.map((row) => ({
    unit: row.unit ?? '',
    ...sumsIn(deviationNames, row),
  }));
};

const marksFrom = async (tx: Tx, span: Span): Promise<readonly TrainerMarks[]> =>
  (
    await sessionsIn(tx, span)
      .select((e) => [
        'trainer',
        e.fn.countAll().as('sessions'),
        e.fn.sum('attendances').as('attendances'),
        e.fn.sum('by_hand').as('by_hand'),
      ])
      .where('attendances', '>', 0)
      .groupBy('trainer')
      .execute()
  ).map((row) => ({ trainer: row.trainer, ...sumsIn(['sessions', 'attendances', 'byHand'], row) }));

type Needs = {
  readonly programme: Pick<ProgrammeStore, 'sessionsWith' | 'expectedIn'>;
  readonly decisions: Pick<DecisionStore, 'policies' | 'bySeq'>;
};

export const createFigureStore = (tx: Tx, needs: Needs): FigureStore => {
  const { trx } = tx;
  return {
    keep: async (now) => {
      while (await keepFigures(tx, needs, now, 2000));
    },
    keepSome: (now, most) => keepFigures(tx, needs, now, most),
    months: () => monthsFrom(tx),
    groups: (span) => groupsFrom(tx, span),
    people: () => peopleFrom(tx),
    placed: () => placedFrom(tx),
    waiting: () => waitingFrom(tx),
    lacking: (before) => lackingBefore(tx, before),
    deviations: (span) => deviationsFrom(tx, span),
    marks: (span) => marksFrom(tx, span),
    attendedBy: (participants) =>
      trx
        .selectFrom('attendance')
        .select(['session', 'participant', 'minutes'])
        .where(isOneOf(tx, 'participant', participants))
        .orderBy('session')
        .orderBy('participant')
        .execute(),
    placesOf: async (participants) =>
      await trx
        .selectFrom('memberships')
        .leftJoin('participant_merges', 'from_participant', 'memberships.participant')
        .select((e) => [
          e.fn.coalesce('to_participant', 'memberships.participant').as('participant'),
          'cohort',
          'from_day',
          'to_day',
        ])
        .where((e) =>
          e.or([
            isOneOf(tx, 'memberships.participant', participants),
            isOneOf(tx, 'participant_merges.to_participant', participants),
          ]),
        )
        .orderBy('memberships.participant')
        .orderBy('from_day')
        .execute(),
    sessionsOf: (cohorts) =>
      trx
        .selectFrom('session_cohorts')
        .select(['cohort', 'session'])
        .where(isOneOf(tx, 'cohort', cohorts))
        .execute(),
    workplaces: async () =>
      (
        await trx
          .selectFrom('participants')
          .select((e) => ['unit', 'workplace', e.fn.countAll().as('people')])
          .where(isOwnRecord('id'))
          .groupBy(['unit', 'workplace'])
          .execute()
      ).map(({ unit, workplace, people }) => ({ unit, workplace, people: Number(people) })),
  };
};
