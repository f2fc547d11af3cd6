/** How every log ends: each device's, and the office's own. What a copy and a day are vouched for by. */
import * as z from 'zod/mini';
import { Hash } from '../../domain/ids.ts';
import { noHash } from '../../domain/log.ts';
import type { Tx } from './database.ts';

const End = z.tuple([z.int(), Hash]);
export const Heads = z.strictObject({
  /** By device: the last number and its hash. */
  devices: z.record(z.string(), End),
  office: End,
});
export type Heads = z.infer<typeof Heads>;

/** The ends of all logs, by their rows and not by what is said about them elsewhere. */
export const headsIn = async ({ trx }: Tx): Promise<Heads> => {
  const ends = await trx
    .selectFrom('log_events as e')
    .innerJoin(
      trx
        .selectFrom('log_events')
        .select((b) => ['device', b.fn.max('seq').as('seq')])
        .groupBy('device')
        .as('last'),
      (join) => join.onRef('last.device', '=', 'e.device').onRef('last.seq', '=', 'e.seq'),
    )
    .select(['e.device', 'e.seq', 'e.hash'])
    .orderBy('e.device')
    .execute();
  const office = await trx
    .selectFrom('office_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    devices: Object.fromEntries(ends.map(({ device, seq, hash }) => [device, [seq, Hash.parse(hash)]])),
    office: office === undefined ? [0, noHash] : [office.seq, Hash.parse(office.hash)],
  };
};

/** The hash at a place of a device's log, or of the office's. */
export const hashAt = async ({ trx }: Tx, log: string, seq: number): Promise<string | undefined> => {
  const row =
    log === 'office'
      ? await trx.selectFrom('office_log').select('hash').where('seq', '=', seq).executeTakeFirst()
      : await trx
          .selectFrom('log_events')
          .select('hash')
          .where('device', '=', log)
          .where('seq', '=', seq)
          .executeTakeFirst();
  return row?.hash;
};

/** The number of the office's latest entry; 0 for none. */
export const lastOfficeSeq = async ({ trx }: Tx): Promise<number> =>
  Number(
    (
      await trx
        .selectFrom('office_log')
        .select((e) => e.fn.max('seq').as('n'))
        .executeTakeFirst()
    )?.n ?? 0,
  );
