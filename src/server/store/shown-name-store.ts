/** What a person is shown as, wherever names stand in the open; and everything that could be written to or read instead. */
import type { Tx } from './database.ts';

export type ShownNameStore = {
  /** Forgets every address to write to; one that is asked for anew may be given later (PROT-2). */
  readonly forgetAddresses: (participant: string) => Promise<void>;
  /** Shows the participant by this name from now on (PROT-2). */
  readonly replace: (
    participant: string,
    name: { readonly given: string; readonly family: string },
  ) => Promise<void>;
};

export const createShownNameStore = ({ trx }: Tx): ShownNameStore => ({
  forgetAddresses: async (participant) => {
    await trx.updateTable('participants').set({ email: '' }).where('id', '=', participant).execute();
    await trx.deleteFrom('letter_addresses').where('participant', '=', participant).execute();
    await trx.updateTable('letters').set({ address: null }).where('participant', '=', participant).execute();
  },
  replace: async (participant, { given, family }) => {
    await trx.updateTable('participants').set({ given, family }).where('id', '=', participant).execute();
  },
});
