/** Second factors, recovery codes and resets that wait for a second person (AUTH-1, AUTH-5, AUTH-6). */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type FactorRow = Selectable<Schema['factors']>;
export type FactorReset = {
  readonly administrator: string;
  readonly askedBy: string;
  readonly askedAt: number;
};

export type FactorStore = {
  readonly add: (factor: FactorRow) => Promise<void>;
  /** An administrator's own, the oldest first. */
  readonly of: (administrator: string) => Promise<readonly FactorRow[]>;
  readonly byCredential: (credential: string) => Promise<FactorRow | undefined>;
  /** Uses a step of time up; false when it or a later one has been used: one caller wins (AUTH-3). */
  readonly useStep: (id: string, step: number, now: number) => Promise<boolean>;
  /** Notes that a passkey was used; false when its counter has gone on meanwhile. */
  readonly usePasskey: (
    factor: FactorRow,
    used: { readonly counter: number; readonly isBackedUp: boolean },
    now: number,
  ) => Promise<boolean>;
  readonly rename: (administrator: string, id: string, name: string) => Promise<boolean>;
  readonly remove: (administrator: string, id: string) => Promise<boolean>;
  /** Takes all factors and recovery codes away. */
  readonly removeAll: (administrator: string) => Promise<void>;
  /** Gives new recovery codes; the old ones are good for nothing. */
  readonly setRecoveryCodes: (administrator: string, hashes: readonly string[]) => Promise<void>;
  /** Uses a code up; false when there is none such: one caller wins. */
  readonly useRecoveryCode: (administrator: string, hash: string) => Promise<boolean>;
  readonly recoveryCodesLeft: (administrator: string) => Promise<number>;
  readonly resets: (askedAfter: number) => Promise<readonly FactorReset[]>;
  readonly askReset: (administrator: string, askedBy: string, now: number) => Promise<void>;
  readonly endReset: (administrator: string) => Promise<void>;
};

const withNumbers = (row: FactorRow): FactorRow => ({
  ...row,
  created_at: Number(row.created_at),
  last_used_at: row.last_used_at === null ? null : Number(row.last_used_at),
  counter: Number(row.counter),
  last_step: Number(row.last_step),
});

type Resets = Pick<FactorStore, 'resets' | 'askReset' | 'endReset'>;

const resetsOf = ({ trx }: Tx): Resets => ({
  resets: async (askedAfter) =>
    (await trx.selectFrom('factor_resets').selectAll().where('asked_at', '>', askedAfter).execute()).map(
      (row) => ({ administrator: row.administrator, askedBy: row.asked_by, askedAt: Number(row.asked_at) }),
    ),
  askReset: async (administrator, askedBy, now) => {
    await trx.deleteFrom('factor_resets').where('administrator', '=', administrator).execute();
    await trx
      .insertInto('factor_resets')
      .values({ administrator, asked_by: askedBy, asked_at: now })
      .execute();
  },
  endReset: async (administrator) => {
    await trx.deleteFrom('factor_resets').where('administrator', '=', administrator).execute();
  },
});

type Recovery = Pick<FactorStore, 'setRecoveryCodes' | 'useRecoveryCode' | 'recoveryCodesLeft'>;

const recoveryOf = ({ trx }: Tx): Recovery => ({
  setRecoveryCodes: async (administrator, hashes) => {
    await trx.deleteFrom('recovery_codes').where('administrator', '=', administrator).execute();
    for (const code_hash of hashes)
      await trx.insertInto('recovery_codes').values({ code_hash, administrator }).execute();
  },
  useRecoveryCode: async (administrator, hash) => {
    const gone = await trx
      .deleteFrom('recovery_codes')
      .where('code_hash', '=', hash)
      .where('administrator', '=', administrator)
      .executeTakeFirst();
    return Number(gone.numDeletedRows) === 1;
  },
  recoveryCodesLeft: async (administrator) =>
    (
      await trx
        .selectFrom('recovery_codes')
        .select('code_hash')
        .where('administrator', '=', administrator)
        .execute()
    ).length,
});

type Used = Pick<FactorStore, 'useStep' | 'usePasskey'>;

const usesOf = ({ trx }: Tx): Used => ({
  useStep: async (id, step, now) => {
    const used = await trx
      .updateTable('factors')
      .set({ last_step: step, last_used_at: now })
      .where('id', '=', id)
      .where('last_step', '<', step)
      .executeTakeFirst();
    return Number(used.numUpdatedRows) === 1;
  },
  usePasskey: async ({ id, counter: before }, { counter, isBackedUp }, now) => {
    const used = await trx
      .updateTable('factors')
      .set({ counter, backed_up: isBackedUp ? 1 : 0, last_used_at: now })
      .where('id', '=', id)
      .where('counter', '=', before)
      .executeTakeFirst();
    return Number(used.numUpdatedRows) === 1;
  },
});

export const createFactorStore = (tx: Tx): FactorStore => {
  const { trx } = tx;
  return {
    ...resetsOf(tx),
    ...recoveryOf(tx),
    ...usesOf(tx),
    add: async (factor) => {
      await trx.insertInto('factors').values(factor).execute();
    },
    of: async (administrator) =>
      (
        await trx
          .selectFrom('factors')
          .selectAll()
          .where('administrator', '=', administrator)
          .orderBy('created_at')
          .orderBy('id')
          .execute()
      ).map(withNumbers),
    byCredential: async (credential) => {
      const row = await trx
        .selectFrom('factors')
        .selectAll()
        .where('credential', '=', credential)
        .executeTakeFirst();
      return row === undefined ? undefined : withNumbers(row);
    },
    rename: async (administrator, id, name) => {
      const changed = await trx
        .updateTable('factors')
        .set({ name })
        .where('id', '=', id)
        .where('administrator', '=', administrator)
        .executeTakeFirst();
      return Number(changed.numUpdatedRows) === 1;
    },
    remove: async (administrator, id) => {
      const gone = await trx
        .deleteFrom('factors')
        .where('id', '=', id)
        .where('administrator', '=', administrator)
        .executeTakeFirst();
      return Number(gone.numDeletedRows) === 1;
    },
    removeAll: async (administrator) => {
      await trx.deleteFrom('factors').where('administrator', '=', administrator).execute();
      await trx.deleteFrom('recovery_codes').where('administrator', '=', administrator).execute();
    },
  };
};
