/**
 * People's places in the programme: moves with dates, endings, the reserve lists and records that turned out to be one
 * person's. Nothing here touches what was recorded at a door; hours follow the person (PPL-1).
 */
import type { LeaveReason } from '../../protocol/people.ts';
import { addDays, Day } from '../../domain/time.ts';
import { holdLock, type Tx } from './database.ts';
import { endPlaces, isHeldOn, membershipsOf, takePlace, type Membership } from './membership-rows.ts';

export type Departure = { readonly leftOn: Day; readonly reason: LeaveReason };
export type Reserve = {
  readonly participant: string;
  readonly unit: string;
  readonly track: string;
  readonly position: number;
};

/** How many places a cohort has unless the office has said otherwise. */
export const usualPlaces = 20;

export type PeopleStore = {
  /** A participant's places, past, present and planned, the oldest first; also those of records merged into it. */
  readonly places: (participant: string) => Promise<readonly Membership[]>;
  /** Moves a participant to a cohort from a day on, or gives the first place. */
  readonly move: (participant: string, cohort: string, from: Day, today: Day) => Promise<void>;
  /** Everybody who has left or is about to, with the last day and why. */
  readonly departures: () => Promise<ReadonlyMap<string, Departure>>;
  readonly departure: (participant: string) => Promise<Departure | undefined>;
  /** Ends a participant's place on a last day (PPL-3). */
  readonly leave: (participant: string, departure: Departure, today: Day) => Promise<void>;
  /** Takes an ending back; the place is not given back by it. */
  readonly comeBack: (participant: string) => Promise<void>;
  /** Lets `participants.cohort` follow the day: moves and endings that were planned for it take effect. */
  readonly follow: (today: Day) => Promise<number>;
  /** Everybody who holds a place or has been promised one. */
  readonly holders: () => Promise<ReadonlySet<string>>;
  /** How many hold or have been promised a place in each cohort. */
  readonly taken: () => Promise<ReadonlyMap<string, number>>;
  /** The cohorts whose number of places is not the usual one. */
  readonly sizes: () => Promise<ReadonlyMap<string, number>>;
  readonly setSize: (cohort: string, places: number) => Promise<void>;
  readonly reserves: () => Promise<readonly Reserve[]>;
  readonly addReserve: (reserve: Omit<Reserve, 'position'>, now: number) => Promise<void>;
  readonly removeReserve: (participant: string) => Promise<boolean>;
  /** Puts the lists' people in this order: positions from 1, as told. */
  readonly orderReserves: (participants: readonly string[]) => Promise<void>;
  /** Whose record a merged record now is: from → to, also over several merges (PPL-5). */
  readonly merges: () => Promise<ReadonlyMap<string, string>>;
  readonly merge: (from: string, to: string, now: number, today: Day) => Promise<void>;
  /** Sessions whose log names any of these participants. */
  readonly sessionsNaming: (participants: readonly string[]) => Promise<readonly string[]>;
};

type PlacesPart = Pick<
  PeopleStore,
  'places' | 'move' | 'departures' | 'departure' | 'leave' | 'comeBack' | 'follow' | 'holders' | 'taken'
>;

const departureFrom = (row: { left_on: string | null; left_reason: string | null }): Departure | undefined =>
  row.left_on === null
    ? undefined
    : { leftOn: Day.parse(row.left_on), reason: (row.left_reason ?? 'other') as LeaveReason };

/** Writes down in which cohort a participant is today. */
const followOne = async (tx: Tx, participant: string, today: Day): Promise<void> => {
  const held = (await membershipsOf(tx, participant)).find((place) => isHeldOn(place, today));
  await tx.trx
    .updateTable('participants')
    .set({ cohort: held?.cohort ?? null })
    .where('id', '=', participant)
    .execute();
};

const placesPart = (tx: Tx): PlacesPart => {
  const { trx } = tx;
  return {
    places: (participant) =>
      trx
        .selectFrom('memberships')
        .selectAll()
        .where((e) =>
          e.or([
            e('participant', '=', participant),
            e(
              'participant',
              'in',
              e
                .selectFrom('participant_merges')
                .select('from_participant as id')
                .where('to_participant', '=', participant),
            ),
          ]),
        )
        .orderBy('from_day')
        .orderBy('to_day')
        .execute(),
    move: async (participant, cohort, from, today) => {
      await takePlace(tx, participant, cohort, from);
      await trx.deleteFrom('reserves').where('participant', '=', participant).execute();
      await followOne(tx, participant, today);
    },
    departures: async () => {
      const rows = await trx
        .selectFrom('participants')
        .select(['id', 'left_on', 'left_reason'])
        .where('left_on', 'is not', null)
        .execute();
      return new Map(
        rows.flatMap((row) => {
          const departure = departureFrom(row);
          return departure === undefined ? [] : [[row.id, departure] as const];
        }),
      );
    },
    departure: async (participant) => {
      const row = await trx
        .selectFrom('participants')
        .select(['left_on', 'left_reason'])
        .where('id', '=', participant)
        .executeTakeFirst();
      return row === undefined ? undefined : departureFrom(row);
    },
    leave: async (participant, { leftOn, reason }, today) => {
      await endPlaces(tx, participant, leftOn);
      await trx.deleteFrom('reserves').where('participant', '=', participant).execute();
      await trx
        .updateTable('participants')
        .set({ left_on: leftOn, left_reason: reason })
        .where('id', '=', participant)
        .execute();
      await followOne(tx, participant, today);
    },
    comeBack: async (participant) => {
      await trx
        .updateTable('participants')
        .set({ left_on: null, left_reason: null })
        .where('id', '=', participant)
        .execute();
    },
    follow: async (today) => {
      const rows = await trx
        .selectFrom('participants')
        .leftJoin('memberships', (join) =>
          join
            .onRef('memberships.participant', '=', 'participants.id')
            .on('from_day', '<=', today)
            .on((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', today)])),
        )
        .select(['participants.id', 'participants.cohort as written', 'memberships.cohort as held'])
        .execute();
      const changed = rows.filter(({ written, held }) => written !== held);
      for (const { id, held } of changed)
        await trx.updateTable('participants').set({ cohort: held }).where('id', '=', id).execute();
      return changed.length;
    },
    holders: async () =>
      new Set(
        (await trx.selectFrom('memberships').select('participant').where('to_day', 'is', null).execute()).map(
          ({ participant }) => participant,
        ),
      ),
    taken: async () => {
      const rows = await trx
        .selectFrom('memberships')
        .select((e) => ['cohort', e.fn.countAll().as('n')])
        .where('to_day', 'is', null)
        .groupBy('cohort')
        .execute();
      return new Map(rows.map(({ cohort, n }) => [cohort, Number(n)]));
    },
  };
};

type ListsPart = Pick<
  PeopleStore,
  'sizes' | 'setSize' | 'reserves' | 'addReserve' | 'removeReserve' | 'orderReserves'
>;

const listsPart = (tx: Tx): ListsPart => {
  const { trx } = tx;
  return {
    sizes: async () =>
      new Map(
        (await trx.selectFrom('cohort_sizes').selectAll().execute()).map(({ cohort, places }) => [
          cohort,
          places,
        ]),
      ),
    setSize: async (cohort, places) => {
      await trx
        .insertInto('cohort_sizes')
        .values({ cohort, places })
        .onConflict((c) => c.column('cohort').doUpdateSet({ places }))
        .execute();
    },
    reserves: () =>
      trx
        .selectFrom('reserves')
        .select(['participant', 'unit', 'track', 'position'])
        .orderBy('position')
        .orderBy('added_at')
        .orderBy('participant')
        .execute(),
    addReserve: async ({ participant, unit, track }, now) => {
      await holdLock(tx, 'reserves');
      const last = await trx
        .selectFrom('reserves')
        .select((e) => e.fn.max('position').as('position'))
        .executeTakeFirst();
      await trx
        .insertInto('reserves')
        .values({ participant, unit, track, position: Number(last?.position ?? 0) + 1, added_at: now })
        .onConflict((c) => c.column('participant').doNothing())
        .execute();
    },
    removeReserve: async (participant) => {
      const result = await trx
        .deleteFrom('reserves')
        .where('participant', '=', participant)
        .executeTakeFirst();
      return Number(result.numDeletedRows) > 0;
    },
    orderReserves: async (participants) => {
      for (const [index, participant] of participants.entries())
        await trx
          .updateTable('reserves')
          .set({ position: index + 1 })
          .where('participant', '=', participant)
          .execute();
    },
  };
};

/** Where letters go follows to the record that is left, where that has none; an alias never gets a listed address. */
const followAddress = async ({ trx }: Tx, from: string, to: string): Promise<void> => {
  const gone = await trx.selectFrom('participants').select('email').where('id', '=', from).executeTakeFirst();
  await trx
    .updateTable('participants')
    .set({ email: gone?.email ?? '' })
    .where('id', '=', to)
    .where('email', '=', '')
    .where('family', '!=', '')
    .execute();
  await trx
    .updateTable('letter_addresses')
    .set({ participant: to })
    .where('participant', '=', from)
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('letter_addresses as kept').select('kept.address').where('kept.participant', '=', to),
        ),
      ),
    )
    .execute();
};

type MergesPart = Pick<PeopleStore, 'merges' | 'merge' | 'sessionsNaming'>;

const mergesPart = (tx: Tx): MergesPart => {
  const { trx } = tx;
  return {
    merges: async () =>
      new Map(
        (await trx.selectFrom('participant_merges').selectAll().execute()).map((row) => [
          row.from_participant,
          row.to_participant,
        ]),
      ),
    merge: async (from, to, now, today) => {
      const open = (await membershipsOf(tx, from)).find(({ to_day }) => to_day === null);
      const hasPlace = (await membershipsOf(tx, to)).some(({ to_day }) => to_day === null);
      await endPlaces(tx, from, addDays(today, -1));
      if (open !== undefined && !hasPlace)
        await takePlace(tx, to, open.cohort, open.from_day > today ? Day.parse(open.from_day) : today);
      await trx
        .updateTable('participant_merges')
        .set({ to_participant: to })
        .where('to_participant', '=', from)
        .execute();
      await trx
        .insertInto('participant_merges')
        .values({ from_participant: from, to_participant: to, merged_at: now })
        .execute();
      await followAddress(tx, from, to);
      await trx.deleteFrom('reserves').where('participant', '=', from).execute();
      if (hasPlace || open !== undefined)
        await trx.deleteFrom('reserves').where('participant', '=', to).execute();
      await followOne(tx, from, today);
      await followOne(tx, to, today);
    },
    sessionsNaming: async (participants) =>
      (
        await trx
          .selectFrom('log_events')
          .select('session')
          .distinct()
          .where('participant', 'in', participants)
          .execute()
      ).flatMap(({ session }) => session ?? []),
  };
};

export const createPeopleStore = (tx: Tx): PeopleStore => ({
  ...placesPart(tx),
  ...listsPart(tx),
  ...mergesPart(tx),
});
