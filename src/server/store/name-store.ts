/**
 * Finds people by the beginning of their names, and puts them in the order of the Swedish alphabet, by indexes: nobody
 * reads everybody to find somebody (BIG-1). What it looks in is kept beside the names, and brought up to date with those
 * that have changed before anybody looks.
 */
import { sql } from 'kysely';
import { plainName } from '../../domain/plain-name.ts';
import { inBatches } from './batches.ts';
import { holdLock, type Tx } from './database.ts';

export type Sought = {
  /** What was written: every word of it begins a part of the name. Nothing is everybody. */
  readonly search: string;
  /** A card's code, where what was written can be one. */
  readonly code?: string | undefined;
  readonly unit?: string | null;
  readonly cohort?: string | null;
};

export type NameStore = {
  /**
   * Keeps some of the names that have changed, at most so many; false when there were none. Whoever looks for somebody
   * has the rest kept first, so that nobody waits long only if somebody has called this meanwhile.
   */
  readonly keepSome: (most: number) => Promise<boolean>;
  /** How many are found, and those from number `skip` on, `count` at the most, in order. */
  readonly find: (
    sought: Sought,
    page: { readonly skip: number; readonly count: number },
  ) => Promise<{ readonly total: number; readonly participants: readonly string[] }>;
};

const swedish: Readonly<Record<string, string>> = { å: '{', ä: '|', æ: '|', ö: '}', ø: '}', ü: 'y', ß: 'ss' };

/** A text whose bytes come in the order of the Swedish alphabet: after z come å, ä and ö; accents say nothing. */
export const inSwedishOrder = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[åäæöøüß]/g, (letter) => swedish[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

const orderOf = ({ given, family }: { given: string; family: string }): string =>
  `${inSwedishOrder(given)}\u0001${inSwedishOrder(family)}`;

const rowsPerInsert = 400;

/** Writes anew what is kept of those whose names have changed, the first `most` or all; false when there were none. */
const keepNames = async (tx: Tx, most?: number): Promise<boolean> => {
  const { trx } = tx;
  const first = await trx.selectFrom('unread_names').select('id').limit(1).executeTakeFirst();
  if (first === undefined) return false;
  await holdLock(tx, 'kept-names');
  let due = trx.deleteFrom('unread_names');
  if (most !== undefined)
    due = due.where('id', 'in', (e) =>
      e.selectFrom('unread_names').select('unread_names.id').orderBy('unread_names.id').limit(most),
    );
  const taken = await due.returning('participant').execute();
  const ids = [...new Set(taken.map(({ participant }) => participant))];
  await inBatches(ids, async (batch) => {
    await trx.deleteFrom('name_parts').where('participant', 'in', batch).execute();
    await trx.deleteFrom('people_names').where('participant', 'in', batch).execute();
    const people = await trx
      .selectFrom('participants')
      .select(['id', 'given', 'family'])
      .where('id', 'in', batch)
      .execute();
    const names = people.map((one) => ({ participant: one.id, in_order: orderOf(one) }));
    const parts = people.flatMap(({ id, given, family }) =>
      [...new Set(plainName(`${given} ${family}`).split(' '))].map((part) => ({ part, participant: id })),
    );
    for (let at = 0; at < names.length; at += rowsPerInsert)
      await trx
        .insertInto('people_names')
        .values(names.slice(at, at + rowsPerInsert))
        .execute();
    for (let at = 0; at < parts.length; at += rowsPerInsert)
      await trx
        .insertInto('name_parts')
        .values(parts.slice(at, at + rowsPerInsert))
        .execute();
    return [];
  });
  return true;
};

/** After every text that begins with another. */
const last = '\u{10FFFF}';

export const createNameStore = (tx: Tx): NameStore => {
  const { trx, dialect } = tx;
  const bytewise = dialect === 'postgres' ? sql` collate "C"` : sql``;
  const beginningWith = (word: string) =>
    trx
      .selectFrom('name_parts')
      .select('name_parts.participant')
      .where(sql<boolean>`part${bytewise} >= ${word} and part${bytewise} < ${word + last}`);
  const withCode = (code: string) =>
    trx
      .selectFrom('badges')
      .select('badges.participant')
      .where('code', '=', code)
      .where('blocked_at', 'is', null);
  const among = ({ search, code, unit, cohort }: Sought) => {
    const words = plainName(search).split(' ').filter(Boolean);
    let query = trx
      .selectFrom('people_names')
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('participant_merges')
              .select('to_participant')
              .whereRef('from_participant', '=', 'people_names.participant'),
          ),
        ),
      );
    if (words.length > 0 || code !== undefined)
      query = query.where((e) => {
        const byName = e.and(words.map((word) => e('people_names.participant', 'in', beginningWith(word))));
        const byCode = code === undefined ? undefined : e('people_names.participant', 'in', withCode(code));
        if (byCode === undefined) return byName;
        return words.length === 0 ? byCode : e.or([byName, byCode]);
      });
    if (unit == null && cohort == null) return query;
    return query.where('people_names.participant', 'in', (e) => {
      let people = e.selectFrom('participants').select('participants.id');
      if (unit != null) people = people.where('unit', '=', unit);
      return cohort == null ? people : people.where('cohort', '=', cohort);
    });
  };
  const everybody = async (): Promise<number> => {
    const count = async (table: 'people_names' | 'participant_merges'): Promise<number> =>
      Number(
        (
          await trx
            .selectFrom(table)
            .select((e) => e.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    return (await count('people_names')) - (await count('participant_merges'));
  };
  return {
    keepSome: (most) => keepNames(tx, most),
    find: async (sought, { skip, count }) => {
      await keepNames(tx);
      const { search, code, unit, cohort } = sought;
      const isAll = search.trim() === '' && code === undefined && unit == null && cohort == null;
      const total = isAll
        ? await everybody()
        : Number(
            (
              await among(sought)
                .select((e) => e.fn.countAll().as('n'))
                .executeTakeFirstOrThrow()
            ).n,
          );
      const rows = await among(sought)
        .select('people_names.participant')
        .orderBy(sql`people_names.in_order${bytewise}`)
        .orderBy('people_names.participant')
        .limit(count)
        .offset(Math.min(skip, total))
        .execute();
      return { total, participants: rows.map(({ participant }) => participant) };
    },
  };
};
