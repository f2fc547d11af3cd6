/**
 * How much of the office's disk each tablet has lately taken, and how much of it waits for a person. What comes back by
 * and by stands as one moment among the rate limits: when all of it is free again. After a restore it is forgotten.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { dismissedPrefix } from './log-store.ts';

export type IntakeStore = {
  /** When everything the tablet has used is free again; nothing where it is free. */
  readonly freeAt: (device: string) => Promise<number | undefined>;
  readonly putFreeAt: (device: string, at: number) => Promise<void>;
  /** The same of every tablet that has used anything. */
  readonly allFreeAt: () => Promise<ReadonlyMap<string, number>>;
  /** The bytes that wait for a person: of one tablet, or of each that has any. */
  readonly asideBytes: (device?: string) => Promise<ReadonlyMap<string, number>>;
};

const prefix = 'intake/';

type Sum = { readonly device: string; readonly bytes: number | string };

/**
 * Deliveries kept whole. One that a later one has taken the place of is on the disk all the same, and counts until a
 * person has decided on a later one.
 */
const deliveries = (of: RawBuilder<unknown>): RawBuilder<Sum> => sql<Sum>`
  select f.device as device, sum(octet_length(f.texts)) as bytes from log_forks f
  left join delivery_decisions d on d.delivery = f.id
  where ${of} and (d.delivery is null or (d.decision = 'replaced' and f.id > (
    select coalesce(max(g.id), 0) from log_forks g join delivery_decisions e on e.delivery = g.id
    where g.device = f.device and e.decision <> 'replaced')))
  group by f.device`;

const files = (of: RawBuilder<unknown>): RawBuilder<Sum> => sql<Sum>`
  select f.handed_in_by as device, sum(octet_length(f.file)) as bytes from handed_in_files f
  left join handed_in_decisions d on d.file = f.id
  where ${of} and d.file is null group by f.handed_in_by`;

const events = (of: RawBuilder<unknown>): RawBuilder<Sum> => sql<Sum>`
  select f.device as device, sum(octet_length(f.text)) as bytes from log_events f
  where ${of} and f.set_aside is not null and f.set_aside not like ${`${dismissedPrefix}%`}
  group by f.device`;

export const createIntakeStore = ({ trx }: Tx): IntakeStore => ({
  freeAt: async (device) => {
    const row = await trx
      .selectFrom('rate_limits')
      .select('window_ends_at')
      .where('key', '=', `${prefix}${device}`)
      .executeTakeFirst();
    return row === undefined ? undefined : Number(row.window_ends_at);
  },
  putFreeAt: async (device, at) => {
    await trx
      .insertInto('rate_limits')
      .values({ key: `${prefix}${device}`, window_ends_at: at, count: 1 })
      .onConflict((c) => c.column('key').doUpdateSet({ window_ends_at: at }))
      .execute();
  },
  allFreeAt: async () => {
    const rows = await trx
      .selectFrom('rate_limits')
      .select(['key', 'window_ends_at'])
      .where('key', 'like', `${prefix}%`)
      .execute();
    return new Map(rows.map(({ key, window_ends_at }) => [key.slice(prefix.length), Number(window_ends_at)]));
  },
  asideBytes: async (device) => {
    const of = (column: string) =>
      device === undefined ? sql`1 = 1` : sql`${sql.ref(`f.${column}`)} = ${device}`;
    const total = new Map<string, number>();
    for (const query of [deliveries(of('device')), files(of('handed_in_by')), events(of('device'))])
      for (const { device: from, bytes } of (await query.execute(trx)).rows)
        total.set(from, (total.get(from) ?? 0) + Number(bytes));
    return total;
  },
});
