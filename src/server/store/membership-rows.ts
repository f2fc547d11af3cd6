/** Who held a place in which cohort on which days: what the programme and the people's store share (PPL-1). */
import { addDays, Day } from '../../domain/time.ts';
import type { Tx } from './database.ts';

export type Membership = {
  readonly participant: string;
  readonly cohort: string;
  readonly from_day: string;
  /** The last day, included; none as long as the place is held. */
  readonly to_day: string | null;
};

/** The day a place is held from when nobody knows since when: before any session there has been. */
export const fromTheStart = Day.parse('2000-01-01');

/** A participant's places, the oldest first. */
export const membershipsOf = ({ trx }: Tx, participant: string): Promise<readonly Membership[]> =>
  trx
    .selectFrom('memberships')
    .selectAll()
    .where('participant', '=', participant)
    .orderBy('from_day')
    .execute();

/** Ends every place held after `lastDay`; a place that would begin later is gone. */
export const endPlaces = async ({ trx }: Tx, participant: string, lastDay: Day): Promise<void> => {
  await trx
    .deleteFrom('memberships')
    .where('participant', '=', participant)
    .where('from_day', '>', lastDay)
    .execute();
  await trx
    .updateTable('memberships')
    .set({ to_day: lastDay })
    .where('participant', '=', participant)
    .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>', lastDay)]))
    .execute();
};

/** Gives a participant a place from a day on, and ends the one held until then the day before. */
export const takePlace = async (tx: Tx, participant: string, cohort: string, from: Day): Promise<void> => {
  const dayBefore = addDays(from, -1);
  await endPlaces(tx, participant, dayBefore);
  const last = (await membershipsOf(tx, participant)).at(-1);
  if (last?.cohort === cohort && last.to_day === dayBefore)
    await tx.trx
      .updateTable('memberships')
      .set({ to_day: null })
      .where('participant', '=', participant)
      .where('from_day', '=', last.from_day)
      .execute();
  else
    await tx.trx
      .insertInto('memberships')
      .values({ participant, cohort, from_day: from, to_day: null })
      .execute();
};

type Planned = { readonly id: string; readonly cohort: string | null };

/** Puts right the place held now, where what was recorded of it was wrong: no move, so no day. */
const putRight = async (tx: Tx, { id, cohort }: Planned, open: Membership): Promise<void> => {
  const row = tx.trx;
  if (cohort === null)
    await row
      .deleteFrom('memberships')
      .where('participant', '=', id)
      .where('from_day', '=', open.from_day)
      .execute();
  else
    await row
      .updateTable('memberships')
      .set({ cohort })
      .where('participant', '=', id)
      .where('from_day', '=', open.from_day)
      .execute();
};

const placesOf = async (
  { trx }: Tx,
  people: readonly Planned[],
): Promise<ReadonlyMap<string, readonly Membership[]>> => {
  const places = new Map<string, Membership[]>();
  for (let at = 0; at < people.length; at += 500) {
    const ids = people.slice(at, at + 500).map(({ id }) => id);
    const rows = await trx
      .selectFrom('memberships')
      .selectAll()
      .where('participant', 'in', ids)
      .orderBy('from_day')
      .execute();
    for (const row of rows) places.set(row.participant, [...(places.get(row.participant) ?? []), row]);
  }
  return places;
};

/** Whether a place is held on a day. */
export const isHeldOn = (
  { from_day, to_day }: Pick<Membership, 'from_day' | 'to_day'>,
  day: string,
): boolean => from_day <= day && (to_day === null || to_day >= day);

/**
 * Lets the places follow a list that was taken in. Somebody new has the place from the start; somebody whose cohort is
 * another than before has moved on `day`, or was recorded wrongly when no day is told. A planned move stays.
 */
export const followList = async (tx: Tx, people: readonly Planned[], day: Day | undefined): Promise<void> => {
  const places = await placesOf(tx, people);
  const fresh: Membership[] = [];
  for (const { id, cohort } of people) {
    const held = places.get(id) ?? [];
    const last = held.at(-1);
    const now =
      day === undefined
        ? held.find(({ to_day }) => to_day === null)
        : held.find((place) => isHeldOn(place, day));
    if ((now?.cohort ?? null) === cohort) continue;
    if (last === undefined && cohort !== null)
      fresh.push({ participant: id, cohort, from_day: fromTheStart, to_day: null });
    else if (day === undefined && now !== undefined) await putRight(tx, { id, cohort }, now);
    else if (cohort === null && day !== undefined) await endPlaces(tx, id, addDays(day, -1));
    else if (cohort !== null)
      await takePlace(tx, id, cohort, day ?? addDays(Day.parse(last?.to_day ?? fromTheStart), 1));
  }
  for (let at = 0; at < fresh.length; at += 100)
    await tx.trx
      .insertInto('memberships')
      .values(fresh.slice(at, at + 100))
      .execute();
};
