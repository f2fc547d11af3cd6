/** What a participant is kept as for the figures: the months in which anything was offered, attended or approved. */
import type { PersonMonth } from '../../domain/programme-figures.ts';
import { dayOf, type Month } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import { attendanceLines, isCertified, type CertifiedLine } from './figure-lines.ts';
import { groupRows, isOneOf } from './many-rows.ts';
import { isHeldOn, type Membership } from './membership-rows.ts';
import { isOwnRecord } from './merge-rows.ts';
import type { FigurePersonRow } from './schema-figures.ts';

/** `[month, minutes, offered, certified, approved, offered sessions, attended sessions, lacks a certificate]` */
type MonthCells = readonly [Month, number, number, number, number, number, number, 0 | 1];

const cellsOf = (one: PersonMonth): MonthCells => [
  one.month,
  one.minutes,
  one.offeredMinutes,
  one.certifiedMinutes,
  one.approvedMinutes,
  one.offeredSessions,
  one.attendedSessions,
  one.lacksCertificate ? 1 : 0,
];

/** A kept participant's months, in order. */
export const monthsIn = ({ months }: Pick<FigurePersonRow, 'months'>): readonly PersonMonth[] =>
  (JSON.parse(months) as MonthCells[]).map((cells) => ({
    month: cells[0],
    minutes: cells[1],
    offeredMinutes: cells[2],
    certifiedMinutes: cells[3],
    approvedMinutes: cells[4],
    offeredSessions: cells[5],
    attendedSessions: cells[6],
    lacksCertificate: cells[7] === 1,
  }));

type Sums = { -readonly [name in keyof PersonMonth]: PersonMonth[name] };

/** Somebody's months as they are added up. */
class Months {
  readonly #byMonth = new Map<Month, Sums>();

  of(month: Month): Sums {
    const held = this.#byMonth.get(month) ?? {
      month,
      minutes: 0,
      offeredMinutes: 0,
      certifiedMinutes: 0,
      approvedMinutes: 0,
      offeredSessions: 0,
      attendedSessions: 0,
      lacksCertificate: false,
    };
    this.#byMonth.set(month, held);
    return held;
  }

  cells(): readonly MonthCells[] {
    return [...this.#byMonth.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1)).map(cellsOf);
  }
}

type Offer = {
  readonly cohort: string;
  readonly session: string;
  readonly month: Month;
  readonly starts_at: number;
  readonly whole_minutes: number;
};

/** Held sessions that are over, of these cohorts. */
const offersOf = async (tx: Tx, cohorts: readonly string[]): Promise<readonly Offer[]> =>
  tx.trx
    .selectFrom('session_cohorts')
    .innerJoin('figure_sessions', 'figure_sessions.session', 'session_cohorts.session')
    .select(['cohort', 'figure_sessions.session', 'month', 'starts_at', 'whole_minutes'])
    .where(isOneOf(tx, 'cohort', cohorts))
    .where('is_over', '=', 1)
    .where('is_cancelled', '=', 0)
    .execute();

const placesOf = async (tx: Tx, records: readonly string[]): Promise<readonly Membership[]> =>
  tx.trx
    .selectFrom('memberships')
    .select(['participant', 'cohort', 'from_day', 'to_day'])
    .where(isOneOf(tx, 'participant', records))
    .execute();

/** Adds what was offered to whoever held a place that day; somebody with two of the places is offered it once (PPL-2). */
const addOffered = async (
  tx: Tx,
  records: readonly string[],
  monthsOf: (record: string) => Months | undefined,
): Promise<void> => {
  const places = await placesOf(tx, records);
  const offers = groupRows(
    await offersOf(tx, [...new Set(places.map(({ cohort }) => cohort))]),
    ({ cohort }) => cohort,
  );
  const had = new Map<Months, Set<string>>();
  for (const place of places) {
    const months = monthsOf(place.participant);
    if (months === undefined) continue;
    const own = had.get(months) ?? new Set();
    had.set(months, own);
    for (const { session, month, starts_at, whole_minutes } of offers.get(place.cohort) ?? []) {
      if (own.has(session) || !isHeldOn(place, dayOf(Number(starts_at)))) continue;
      own.add(session);
      const sums = months.of(month);
      sums.offeredMinutes += whole_minutes;
      sums.offeredSessions += 1;
    }
  }
};

type Attended = CertifiedLine & { readonly participant: string; readonly month: Month };

const attendedBy = (tx: Tx, participants: readonly string[]): Promise<readonly Attended[]> =>
  attendanceLines(tx)
    .innerJoin('figure_sessions', 'figure_sessions.session', 'attendance.session')
    .select('month')
    .where(isOneOf(tx, 'attendance.participant', participants))
    .execute();

const addAttended = async (
  tx: Tx,
  participants: readonly string[],
  monthsOf: (record: string) => Months | undefined,
): Promise<void> => {
  for (const line of await attendedBy(tx, participants)) {
    const { minutes } = line;
    const sums = monthsOf(line.participant)?.of(line.month);
    if (sums === undefined || minutes === 0) continue;
    sums.minutes += minutes;
    sums.attendedSessions += 1;
    if (isCertified(line)) sums.certifiedMinutes += minutes;
    else sums.lacksCertificate = true;
  }
};

/** The latest version of each locked month. */
const latestVersions = async ({ trx }: Tx): Promise<ReadonlyMap<Month, number>> =>
  new Map(
    (
      await trx
        .selectFrom('month_versions')
        .select((e) => ['month', e.fn.max('version').as('version')])
        .groupBy('month')
        .execute()
    ).map(({ month, version }) => [month, Number(version)]),
  );

const addApproved = async (
  tx: Tx,
  records: readonly string[],
  monthsOf: (record: string) => Months | undefined,
): Promise<void> => {
  const latest = await latestVersions(tx);
  if (latest.size === 0) return;
  const rows = await tx.trx
    .selectFrom('month_rows')
    .select(['participant', 'month', 'version', 'reported_minutes'])
    .where(isOneOf(tx, 'participant', records))
    .execute();
  for (const { participant, month, version, reported_minutes } of rows) {
    if (latest.get(month) !== version) continue;
    const months = monthsOf(participant);
    if (months !== undefined) months.of(month).approvedMinutes += reported_minutes;
  }
};

/**
 * These participants as they are now, those that there are and whose records were not merged into another's; what was
 * recorded or reported of a merged record is its owner's (PPL-5). Their sessions must have been kept first.
 */
export const peopleAsTheyAre = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FigurePersonRow>> => {
  const people = await tx.trx
    .selectFrom('participants')
    .select(['id', 'unit', 'track', 'is_key_person'])
    .where(isOneOf(tx, 'id', ids))
    .where(isOwnRecord('id'))
    .execute();
  const merged = await tx.trx
    .selectFrom('participant_merges')
    .select(['from_participant', 'to_participant'])
    .where(isOneOf(tx, 'to_participant', ids))
    .execute();
  const months = new Map(people.map(({ id }) => [id, new Months()]));
  const ownerOf = new Map(merged.map((one) => [one.from_participant, one.to_participant]));
  const monthsOf = (record: string): Months | undefined => months.get(ownerOf.get(record) ?? record);
  const records = [...months.keys(), ...ownerOf.keys()];
  await addOffered(tx, records, monthsOf);
  await addAttended(tx, records, monthsOf);
  await addApproved(tx, records, monthsOf);
  return new Map(
    people.map(({ id, unit, track, is_key_person }) => [
      id,
      { participant: id, unit, track, is_key_person, months: JSON.stringify(months.get(id)?.cells() ?? []) },
    ]),
  );
};
