/**
 * The office's own log, in the same form as a device's: every decision a person takes, numbered and chained. It is
 * the audit log (LOG-6). Written in the transaction of the act itself, so that neither exists without the other.
 */
import { createHash } from 'node:crypto';
import { isDecisionKind } from '../../domain/decision-entries.ts';
import { Hash } from '../../domain/ids.ts';
import { canonical, noHash } from '../../domain/log.ts';
import { holdLock, type Tx } from './database.ts';

type Scalar = string | number | boolean | null;
/** A value, or a list of values or of rows of values: what a decision needs to be recomputed from the log alone. */
export type Detail = Scalar | readonly Scalar[] | readonly (readonly Scalar[])[];

/** What was done, by whom (an administrator's id, or `server`), to what. Ids and counts; never names or numbers. */
export type OfficeEntry = {
  readonly kind: string;
  readonly actor: string;
  readonly at: number;
  readonly [detail: string]: Detail;
};

export type OfficeLogStore = {
  /** Writes the entry last in the log and answers its number. */
  readonly append: (entry: OfficeEntry) => Promise<number>;
  readonly latest: (
    count: number,
    before?: number,
  ) => Promise<readonly { seq: number; hash: string; text: string }[]>;
};

export const createOfficeLogStore = (tx: Tx): OfficeLogStore => {
  const { trx } = tx;
  return {
    append: async (entry) => {
      await holdLock(tx, 'office-log');
      const last = await trx
        .selectFrom('office_log')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const seq = (last?.seq ?? 0) + 1;
      const text = canonical({ ...entry, v: 1, seq, prev: last?.hash ?? noHash });
      const hash = Hash.parse(createHash('sha256').update(text).digest('base64url'));
      await trx.insertInto('office_log').values({ seq, hash, text }).execute();
      const { kind, actor, at, session, participant } = entry;
      if (isDecisionKind(kind))
        await trx
          .insertInto('decisions')
          .values({
            seq,
            kind,
            session: typeof session === 'string' ? session : null,
            participant: typeof participant === 'string' ? participant : null,
            actor,
            at,
            text,
          })
          .execute();
      return seq;
    },
    latest: (count, before) =>
      trx
        .selectFrom('office_log')
        .selectAll()
        .where('seq', '<', before ?? 2_147_483_647)
        .orderBy('seq', 'desc')
        .limit(count)
        .execute(),
  };
};
