/** Whom a unit's feedback was last sent to. A workplace is empty where it was about the whole unit. */
import type { Tx } from './database.ts';

export type UnitContact = { readonly address: string; readonly sentAt: number };

export type UnitContactStore = {
  readonly of: (unit: string, workplace: string) => Promise<UnitContact | undefined>;
  readonly put: (unit: string, workplace: string, contact: UnitContact) => Promise<void>;
};

export const createUnitContactStore = ({ trx }: Tx): UnitContactStore => ({
  of: async (unit, workplace) => {
    const row = await trx
      .selectFrom('unit_contacts')
      .selectAll()
      .where('unit', '=', unit)
      .where('workplace', '=', workplace)
      .executeTakeFirst();
    return row === undefined ? undefined : { address: row.address, sentAt: Number(row.sent_at) };
  },
  put: async (unit, workplace, { address, sentAt }) => {
    const values = { address, sent_at: sentAt };
    await trx
      .insertInto('unit_contacts')
      .values({ unit, workplace, ...values })
      .onConflict((c) => c.columns(['unit', 'workplace']).doUpdateSet(values))
      .execute();
  },
});
