/** Who has seen what of the sensitive parts (ACC-1). Rows are added and never changed; the database refuses it. */
import type { Tx } from './database.ts';

export type Seen = {
  readonly at: number;
  readonly actor: string;
  /** A stable word: `protected-name`, `report-file`, `data-extract` … */
  readonly kind: string;
  readonly participant?: string;
  /** A month, a session, a file's checksum; never anything personal. */
  readonly about?: string;
};

export type AccessStore = { readonly note: (seen: Seen) => Promise<void> };

export const createAccessStore = ({ trx }: Tx): AccessStore => ({
  note: async ({ participant = null, about = '', ...seen }) => {
    await trx
      .insertInto('access_log')
      .values({ ...seen, participant, about })
      .execute();
  },
});
