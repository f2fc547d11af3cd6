/**
 * Keeps the figures' sums up to date with what has changed, and with the sessions that have come to their end since:
 * the sessions first, and the months they are in; then the people at them; then the groups these people are in. Each is
 * made anew out of what it is made of, never by adding a difference, so a mistake lasts until its session, person or
 * group is next touched, and everything may be thrown away and made anew at any time (BIG-3).
 */
import { sql } from 'kysely';
import { groupMonthsOf, groupSumsFrom, monthSumsFrom } from '../../domain/programme-figures.ts';
import { Track } from '../../domain/programme.ts';
import { instantAt, type Month } from '../../domain/time.ts';
import { holdLock, type Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import { monthsIn, peopleAsTheyAre } from './figure-people.ts';
import {
  dueColumns,
  groupColumns,
  inColumns,
  monthColumns,
  personColumns,
  sessionColumns,
} from './figure-columns.ts';
import { figureSessionFrom, peopleIn, sessionsAsTheyAre } from './figure-sessions.ts';
import { groupRows, insertRows, isOneOf } from './many-rows.ts';
import { ownersOf } from './merge-rows.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { Schema } from './schema.ts';
import type { FigureGroupKey, FigureSessionRow } from './schema-figures.ts';

/**
 * To be raised whenever anything is added up otherwise than before, also in domain/: what was kept by the former rules is
 * then thrown away.
 */
const figureRules = 1;

/** Everybody whose own months can be others when a session goes from what it was to what it is. */
const touchedBy = (
  was: FigureSessionRow | undefined,
  is: FigureSessionRow | undefined,
): readonly string[] => {
  const isSame =
    was?.month === is?.month &&
    Number(was?.starts_at) === Number(is?.starts_at) &&
    was?.whole_minutes === is?.whole_minutes &&
    was?.is_over === is?.is_over &&
    was?.is_cancelled === is?.is_cancelled;
  if (isSame && was?.people === is?.people) return [];
  const before = new Map((was === undefined ? [] : peopleIn(was)).map((one) => [one.participant, one]));
  const after = new Map((is === undefined ? [] : peopleIn(is)).map((one) => [one.participant, one]));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => !isSame || JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)),
  );
};

type Needs = {
  readonly programme: Pick<ProgrammeStore, 'sessionsWith' | 'expectedIn'>;
  readonly decisions: Pick<DecisionStore, 'policies' | 'bySeq'>;
};

/** Adds these months up anew from all of their sessions. */
const keepMonths = async (tx: Tx, months: readonly Month[]): Promise<void> => {
  const { trx } = tx;
  const rows = await trx
    .selectFrom('figure_sessions')
    .select([
      'month',
      'whole_minutes',
      'is_over',
      'is_cancelled',
      'is_closed',
      'is_reviewed',
      'expected',
      'minutes',
      'certified_minutes',
    ])
    .where(isOneOf(tx, 'month', months))
    .execute();
  const kept = [...groupRows(rows, ({ month }) => month)].map(([month, sessions]) => ({
    month,
    ...inColumns(monthSumsFrom(sessions.map(figureSessionFrom))),
  }));
  await trx
    .deleteFrom('figure_months')
    .where(isOneOf(tx, 'month', months))
    .execute();
  await insertRows(tx, monthColumns, kept);
};

const keepSessions = async (tx: Tx, ids: readonly string[], needs: Needs, now: number): Promise<void> => {
  const { trx } = tx;
  const policies = await needs.decisions.policies();
  const months = new Set<Month>();
  for (let at = 0; at < ids.length; at += 250) {
    const some = ids.slice(at, at + 250);
    const held = await trx
      .selectFrom('figure_sessions')
      .selectAll()
      .where(isOneOf(tx, 'session', some))
      .execute();
    const before = new Map(held.map((row) => [row.session, row]));
    const after = await sessionsAsTheyAre(tx, some, { programme: needs.programme, policies, now });
    for (const { month } of [...before.values(), ...after.values()]) months.add(month);
    const gone = held.map(({ session }) => session).filter((id) => !after.has(id));
    if (gone.length > 0) await trx.deleteFrom('figure_sessions').where('session', 'in', gone).execute();
    await insertRows(tx, sessionColumns, [...after.values()]);
    const touched = new Set(some.flatMap((id) => touchedBy(before.get(id), after.get(id))));
    await insertRows(
      tx,
      dueColumns,
      [...touched].map((participant) => ({ participant })),
    );
  }
  await keepMonths(tx, [...months]);
};

type GroupOf = Pick<FigureGroupKey, 'unit' | 'track' | 'is_key_person'>;

const keepPeople = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const { trx } = tx;
  const groups = new Set<string>();
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    const held = await trx
      .selectFrom('figure_people')
      .selectAll()
      .where(isOneOf(tx, 'participant', some))
      .execute();
    const after = await peopleAsTheyAre(tx, some);
    for (const { unit, track, is_key_person } of [...held, ...after.values()])
      groups.add(JSON.stringify({ unit, track, is_key_person } satisfies GroupOf));
    const gone = held.map(({ participant }) => participant).filter((id) => !after.has(id));
    if (gone.length > 0) await trx.deleteFrom('figure_people').where('participant', 'in', gone).execute();
    await insertRows(tx, personColumns, [...after.values()]);
  }
  /* Those whom the office no longer has, and had not kept, are in none. */
  if (groups.size === 0) return;
  await trx
    .insertInto('figure_groups_due')
    .values([...groups].map((group) => JSON.parse(group) as GroupOf))
    .onConflict((c) => c.doNothing())
    .execute();
};

/** Adds one group up anew from all of its people. */
const keepGroup = async (tx: Tx, group: GroupOf): Promise<void> => {
  const { trx } = tx;
  const { unit, track, is_key_person } = group;
  const people = await trx
    .selectFrom('figure_people')
    .select('months')
    .where('unit', '=', unit)
    .where('track', '=', track)
    .where('is_key_person', '=', is_key_person)
    .execute();
  const sums = groupSumsFrom(
    people.map((row) => groupMonthsOf({ track: Track.parse(track) }, monthsIn(row))),
  );
  await trx
    .deleteFrom('figure_groups')
    .where('unit', '=', unit)
    .where('track', '=', track)
    .where('is_key_person', '=', is_key_person)
    .execute();
  await insertRows(
    tx,
    groupColumns,
    [...sums].map(([month, own]) => ({ ...group, month, ...inColumns(own) })),
  );
};

/**
 * Lets all sessions and all people be gone through, once: where nothing has been made yet, or by other rules. What was
 * kept is thrown away.
 */
const noteAll = async ({ trx }: Tx): Promise<void> => {
  const unmade = await trx.selectFrom('figures_unmade').select('id').executeTakeFirst();
  const made = await trx.selectFrom('figures_made').select('rules').executeTakeFirst();
  if (unmade === undefined && made?.rules === figureRules) return;
  await trx.deleteFrom('figures_unmade').execute();
  await trx.deleteFrom('figures_made').execute();
  await trx.insertInto('figures_made').values({ rules: figureRules }).execute();
  for (const table of ['figure_sessions', 'figure_months', 'figure_people', 'figure_groups'] as const)
    await trx.deleteFrom(table).execute();
  await sql`insert into figure_changes (kind, ref) select 'session', id from sessions order by starts_at, id`.execute(
    trx,
  );
  await sql`insert into figure_people_due (participant) select id from participants where true
    on conflict do nothing`.execute(trx);
};

/** Everything in a column of a table where another column is one of these, once each. */
const eachOf = async <Table extends keyof Schema>(
  { trx, dialect }: Tx,
  [table, column]: readonly [table: Table, column: keyof Schema[Table] & string],
  [where, values]: readonly [column: keyof Schema[Table] & string, values: readonly string[]],
): Promise<readonly string[]> => {
  if (values.length === 0) return [];
  const { rows } = await sql<{
    ref: string;
  }>`select distinct ${sql.ref(column)} as ref from ${sql.table(table)}
    where ${isOneOf({ dialect }, where, values)}`.execute(trx);
  return rows.map(({ ref }) => ref);
};

/** Everybody with a row in any version of these months, under the records they now are. */
const peopleInMonths = async (tx: Tx, months: readonly string[]): Promise<readonly string[]> =>
  (
    await tx.trx
      .selectFrom('month_rows')
      .leftJoin('participant_merges', 'from_participant', 'participant')
      .select((e) => e.fn.coalesce('to_participant', 'participant').as('id'))
      .distinct()
      .where(isOneOf(tx, 'month', months))
      .execute()
  ).map(({ id }) => id);

/** Takes some of what was noted; answers which sessions are to be read, and notes whose months are. */
const takeNoted = async (tx: Tx, needs: Needs, most: number): Promise<readonly string[]> => {
  const { trx } = tx;
  const [first] = await trx.selectFrom('figure_changes').select('id').limit(1).execute();
  if (first === undefined) return [];
  const taken = await trx
    .deleteFrom('figure_changes')
    .where('id', 'in', (e) => e.selectFrom('figure_changes').select('id').orderBy('id').limit(most))
    .returning(['kind', 'ref'])
    .execute();
  const of = (kind: string): readonly string[] => [
    ...new Set(taken.filter((one) => one.kind === kind).map(({ ref }) => ref)),
  ];
  for (const seq of of('policy')) {
    const policy = await needs.decisions.bySeq(Number(seq));
    if (policy?.kind === 'policy-set')
      await sql`insert into figure_changes (kind, ref) select 'session', id from sessions
        where starts_at >= ${instantAt(policy.from, '00:00')} order by starts_at, id`.execute(trx);
  }
  const merged = of('merged');
  const people = [...of('person'), ...merged, ...(await peopleInMonths(tx, of('month')))];
  await insertRows(
    tx,
    dueColumns,
    [...new Set(people)].map((participant) => ({ participant })),
  );
  const cohorts = new Set([
    ...of('cohort'),
    ...(await eachOf(tx, ['memberships', 'cohort'], ['participant', merged])),
  ]);
  return [...of('session'), ...(await eachOf(tx, ['session_cohorts', 'session'], ['cohort', [...cohorts]]))];
};

/** Sessions that have ended since they were read; and, after a clock was put back, those that have not. */
const turned = async ({ trx }: Tx, now: number, most: number): Promise<readonly string[]> => {
  const kept = trx.selectFrom('figure_sessions').select('session').limit(most);
  const ended = await kept.where('is_over', '=', 0).where('ends_at', '<=', now).execute();
  const goingOn = await kept.where('is_over', '=', 1).where('ends_at', '>', now).execute();
  return [...ended, ...goingOn].map(({ session }) => session);
};

/** So many groups are added up at a time; one is as large as a unit. */
const groupsAtOnce = 20;

/** The groups whose people have changed, some of them; false when there were none. */
const keepGroups = async (tx: Tx): Promise<boolean> => {
  const { trx } = tx;
  const due = await trx.selectFrom('figure_groups_due').selectAll().limit(groupsAtOnce).execute();
  for (const group of due) {
    await keepGroup(tx, group);
    await trx
      .deleteFrom('figure_groups_due')
      .where('unit', '=', group.unit)
      .where('track', '=', group.track)
      .where('is_key_person', '=', group.is_key_person)
      .execute();
  }
  return due.length > 0;
};

/**
 * One step of catching up with what has changed, `most` of it; true as long as there may be more. The figures are those
 * of `now` when it answers false, in the same transaction.
 */
export const keepFigures = async (tx: Tx, needs: Needs, now: number, most: number): Promise<boolean> => {
  const { trx } = tx;
  await holdLock(tx, 'figures');
  await noteAll(tx);
  const sessions = [...new Set([...(await takeNoted(tx, needs, most)), ...(await turned(tx, now, most))])];
  if (sessions.length > 0) {
    await keepSessions(tx, sessions, needs, now);
    return true;
  }
  const noted = await trx.selectFrom('figure_changes').select('id').limit(1).executeTakeFirst();
  if (noted !== undefined) return true;
  const [someone] = await trx.selectFrom('figure_people_due').select('participant').limit(1).execute();
  if (someone === undefined) return keepGroups(tx);
  const due = await trx
    .deleteFrom('figure_people_due')
    .where('participant', 'in', (e) =>
      e.selectFrom('figure_people_due').select('participant').orderBy('participant').limit(most),
    )
    .returning('participant')
    .execute();
  const people = due.map(({ participant }) => participant);
  await keepPeople(tx, [...new Set([...people, ...(await ownersOf(tx, people)).values()])]);
  return true;
};
