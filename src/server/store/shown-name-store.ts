/** What a person is shown as, wherever names stand in the open; and everything that could be written to or read instead. */
import type { Tx } from './database.ts';

export type ShownNameStore = {
  /** Shows the participant by this name from now on, and forgets every address to write to (PROT-2). */
  readonly replace: (
    participant: string,
    name: { readonly given: string; readonly family: string },
  ) => Promise<void>;
};

export const createShownNameStore = ({ trx }: Tx): ShownNameStore => ({
  replace: async (participant, { given, family }) => {
    await trx
      .updateTable('participants')
      .set({ given, family, email: '' })
      .where('id', '=', participant)
      .execute();
    await trx.deleteFrom('letter_addresses').where('participant', '=', participant).execute();
    await trx.updateTable('letters').set({ address: null }).where('participant', '=', participant).execute();
  },
});
