/**
 * Keeps the figures' sums up to date with what has changed, and with the sessions that have come to their end since:
 * sessions first, then the people at them, and what each adds to its month and its group. Everything is made out of the
 * other tables, so it may be thrown away and made anew at any time (BIG-3).
 */
import { sql } from 'kysely';
import { groupMonthsOf } from '../../domain/programme-figures.ts';
import { Track } from '../../domain/programme.ts';
import type { Month } from '../../domain/time.ts';
import { holdLock, type Tx } from './database.ts';
import type { DecisionStore } from './decision-store.ts';
import { monthsIn, peopleAsTheyAre } from './figure-people.ts';
import { monthSumsIn, peopleIn, sessionsAsTheyAre } from './figure-sessions.ts';
import { insertRows, isOneOf, type Columns } from './many-rows.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { Schema } from './schema.ts';
import type { FigureGroupKey, FigurePersonRow, FigureSessionRow } from './schema-figures.ts';

const sessionColumns: Columns<FigureSessionRow> = {
  table: 'figure_sessions',
  key: 'session',
  columns: [
    ['session', 'text'],
    ['month', 'text'],
    ['unit', 'text'],
    ['trainer', 'text'],
    ['starts_at', 'bigint'],
    ['ends_at', 'bigint'],
    ['whole_minutes', 'integer'],
    ['is_over', 'integer'],
    ['is_cancelled', 'integer'],
    ['is_closed', 'integer'],
    ['is_attested', 'integer'],
    ['is_reviewed', 'integer'],
    ['has_records', 'integer'],
    ['corrections', 'integer'],
    ['set_aside', 'integer'],
    ['to_decide', 'integer'],
    ['expected', 'integer'],
    ['absent', 'integer'],
    ['attendances', 'integer'],
    ['by_hand', 'integer'],
    ['late', 'integer'],
    ['left_early', 'integer'],
    ['minutes', 'integer'],
    ['certified_minutes', 'integer'],
    ['people', 'text'],
  ],
};

const personColumns: Columns<FigurePersonRow> = {
  table: 'figure_people',
  key: 'participant',
  columns: [
    ['participant', 'text'],
    ['unit', 'text'],
    ['track', 'text'],
    ['is_key_person', 'integer'],
    ['months', 'text'],
  ],
};

const dueColumns: Columns<Schema['figure_people_due']> = {
  table: 'figure_people_due',
  key: 'participant',
  columns: [['participant', 'text']],
};

/** Sums of several numbers by a key, added to and taken from. */
class Changes {
  readonly #byKey = new Map<string, Record<string, number>>();

  add(key: string, sums: Readonly<Record<string, number>>, times: 1 | -1): void {
    const held = this.#byKey.get(key) ?? {};
    for (const [name, n] of Object.entries(sums)) held[name] = (held[name] ?? 0) + times * n;
    this.#byKey.set(key, held);
  }

  /** Those that come to anything but nothing. */
  entries(): readonly (readonly [key: string, sums: Readonly<Record<string, number>>])[] {
    return [...this.#byKey].filter(([, sums]) => Object.values(sums).some((n) => n !== 0));
  }
}

const inColumns = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Adds the sums to the rows with these keys, or puts them there. */
const addTo = async (
  { trx }: Tx,
  table: 'figure_months' | 'figure_groups',
  rows: readonly (readonly [Readonly<Record<string, string | number>>, Readonly<Record<string, number>>])[],
): Promise<void> => {
  for (const [key, sums] of rows) {
    const names = [...Object.keys(key), ...Object.keys(sums).map(inColumns)];
    const added = Object.keys(sums)
      .map(inColumns)
      .map((name) => sql`${sql.ref(name)} = ${sql.ref(`${table}.${name}`)} + ${sql.ref(`excluded.${name}`)}`);
    await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      values (${sql.join([...Object.values(key), ...Object.values(sums)])})
      on conflict (${sql.join(Object.keys(key).map((name) => sql.ref(name)))})
      do update set ${sql.join(added)}`.execute(trx);
  }
};

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
  readonly decisions: Pick<DecisionStore, 'policies'>;
};

const keepSessions = async (tx: Tx, ids: readonly string[], needs: Needs, now: number): Promise<void> => {
  const { trx } = tx;
  const policies = await needs.decisions.policies();
  const months = new Changes();
  for (let at = 0; at < ids.length; at += 250) {
    const some = ids.slice(at, at + 250);
    const held = await trx
      .selectFrom('figure_sessions')
      .selectAll()
      .where(isOneOf(tx, 'session', some))
      .execute();
    const before = new Map(held.map((row) => [row.session, row]));
    const after = await sessionsAsTheyAre(tx, some, { programme: needs.programme, policies, now });
    for (const row of before.values()) months.add(row.month, monthSumsIn(row), -1);
    for (const row of after.values()) months.add(row.month, monthSumsIn(row), 1);
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
  await addTo(
    tx,
    'figure_months',
    months.entries().map(([month, sums]) => [{ month }, sums]),
  );
};

const groupKey = (row: FigurePersonRow, month: Month): string =>
  JSON.stringify({
    unit: row.unit,
    track: row.track,
    is_key_person: row.is_key_person,
    month,
  } satisfies FigureGroupKey);

const keepPeople = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const { trx } = tx;
  const groups = new Changes();
  const add = (row: FigurePersonRow, times: 1 | -1): void => {
    const track = Track.parse(row.track);
    for (const [month, sums] of groupMonthsOf({ track }, monthsIn(row)))
      groups.add(groupKey(row, month), sums, times);
  };
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    const held = await trx
      .selectFrom('figure_people')
      .selectAll()
      .where(isOneOf(tx, 'participant', some))
      .execute();
    const after = await peopleAsTheyAre(tx, some);
    for (const row of held) add(row, -1);
    for (const row of after.values()) add(row, 1);
    const gone = held.map(({ participant }) => participant).filter((id) => !after.has(id));
    if (gone.length > 0) await trx.deleteFrom('figure_people').where('participant', 'in', gone).execute();
    await insertRows(tx, personColumns, [...after.values()]);
  }
  await addTo(
    tx,
    'figure_groups',
    groups.entries().map(([key, sums]) => [JSON.parse(key) as FigureGroupKey, sums]),
  );
};

/** Lets all sessions and all people be gone through, once. */
const noteAll = async ({ trx }: Tx): Promise<void> => {
  const { numDeletedRows } = await trx.deleteFrom('figures_unmade').executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return;
  await sql`insert into figure_changes (kind, ref) select 'session', id from sessions order by starts_at, id`.execute(
    trx,
  );
  await sql`insert into figure_people_due (participant) select id from participants where true
    on conflict do nothing`.execute(trx);
};

const sessionsOf = async (tx: Tx, cohorts: readonly string[]): Promise<readonly string[]> =>
  (
    await tx.trx
      .selectFrom('session_cohorts')
      .select('session')
      .distinct()
      .where(isOneOf(tx, 'cohort', cohorts))
      .execute()
  ).map(({ session }) => session);

const cohortsOf = async (tx: Tx, people: readonly string[]): Promise<readonly string[]> =>
  (
    await tx.trx
      .selectFrom('memberships')
      .select('cohort')
      .distinct()
      .where(isOneOf(tx, 'participant', people))
      .execute()
  ).map(({ cohort }) => cohort);

/** Whose records those of these that were merged now are (PPL-5). */
const ownersOf = async (tx: Tx, people: readonly string[]): Promise<readonly string[]> =>
  (
    await tx.trx
      .selectFrom('participant_merges')
      .select('to_participant')
      .where(isOneOf(tx, 'from_participant', people))
      .execute()
  ).map(({ to_participant }) => to_participant);

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
const takeNoted = async (tx: Tx, most: number): Promise<readonly string[]> => {
  const { trx } = tx;
  const taken = await trx
    .deleteFrom('figure_changes')
    .where('id', 'in', (e) => e.selectFrom('figure_changes').select('id').orderBy('id').limit(most))
    .returning(['kind', 'ref'])
    .execute();
  const of = (kind: string): readonly string[] => [
    ...new Set(taken.filter((one) => one.kind === kind).map(({ ref }) => ref)),
  ];
  if (of('all').length > 0)
    await sql`insert into figure_changes (kind, ref) select 'session', id from sessions`.execute(trx);
  const merged = of('merged');
  const people = [...of('person'), ...merged, ...(await peopleInMonths(tx, of('month')))];
  await insertRows(
    tx,
    dueColumns,
    [...new Set(people)].map((participant) => ({ participant })),
  );
  const cohorts = new Set([...of('cohort'), ...(merged.length === 0 ? [] : await cohortsOf(tx, merged))]);
  return [...of('session'), ...(cohorts.size === 0 ? [] : await sessionsOf(tx, [...cohorts]))];
};

/** Sessions that have ended since they were read; and, after a clock was put back, those that have not. */
const turned = async ({ trx }: Tx, now: number, most: number): Promise<readonly string[]> => {
  const kept = trx.selectFrom('figure_sessions').select('session').limit(most);
  const ended = await kept.where('is_over', '=', 0).where('ends_at', '<=', now).execute();
  const goingOn = await kept.where('is_over', '=', 1).where('ends_at', '>', now).execute();
  return [...ended, ...goingOn].map(({ session }) => session);
};

/**
 * One step of catching up with what has changed, `most` of it; true as long as there may be more. The figures are those
 * of `now` when it answers false, in the same transaction.
 */
export const keepFigures = async (tx: Tx, needs: Needs, now: number, most: number): Promise<boolean> => {
  const { trx } = tx;
  await holdLock(tx, 'figures');
  await noteAll(tx);
  const sessions = [...new Set([...(await takeNoted(tx, most)), ...(await turned(tx, now, most))])];
  if (sessions.length > 0) {
    await keepSessions(tx, sessions, needs, now);
    return true;
  }
  const noted = await trx.selectFrom('figure_changes').select('id').limit(1).executeTakeFirst();
  if (noted !== undefined) return true;
  const due = await trx
    .deleteFrom('figure_people_due')
    .where('participant', 'in', (e) =>
      e.selectFrom('figure_people_due').select('participant').orderBy('participant').limit(most),
    )
    .returning('participant')
    .execute();
  if (due.length === 0) return false;
  const people = due.map(({ participant }) => participant);
  await keepPeople(tx, [...new Set([...people, ...(await ownersOf(tx, people))])]);
  return true;
};
