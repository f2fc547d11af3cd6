/** Who has seen what of the sensitive parts (ACC-1). Rows are added and never changed; the database refuses it. */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type Seen = {
  readonly at: number;
  readonly actor: string;
  /** A stable word: `protected-name`, `report-file`, `data-extract` … */
  readonly kind: string;
  readonly participant?: string;
  /** A month, a session, a file's checksum; never anything personal. */
  readonly about?: string;
};

export type AccessRow = Selectable<Schema['access_log']>;

export type AccessQuery = {
  readonly before?: number | undefined;
  readonly kind?: string | undefined;
  /** Only what was seen about these. */
  readonly participants?: readonly string[] | undefined;
  /** Kinds that are not to be found when it is asked about somebody. */
  readonly exceptKinds?: readonly string[] | undefined;
  readonly count: number;
};

export type AccessStore = {
  readonly note: (seen: Seen) => Promise<void>;
  /** Newest first. */
  readonly latest: (query: AccessQuery) => Promise<readonly AccessRow[]>;
  /** Everything that was seen about somebody, oldest first: theirs to know. */
  readonly about: (participant: string) => Promise<readonly AccessRow[]>;
  readonly kinds: () => Promise<readonly string[]>;
};

export const createAccessStore = ({ trx }: Tx): AccessStore => ({
  note: async ({ participant = null, about = '', ...seen }) => {
    await trx
      .insertInto('access_log')
      .values({ ...seen, participant, about })
      .execute();
  },
  latest: ({ before, kind, participants, exceptKinds = [], count }) => {
    let query = trx.selectFrom('access_log').selectAll();
    if (before !== undefined) query = query.where('id', '<', before);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (participants !== undefined)
      query = query.where('participant', 'in', participants.length === 0 ? [''] : participants);
    if (exceptKinds.length > 0) query = query.where('kind', 'not in', exceptKinds);
    return query.orderBy('id', 'desc').limit(count).execute();
  },
  about: (participant) =>
    trx.selectFrom('access_log').selectAll().where('participant', '=', participant).orderBy('id').execute(),
  kinds: async () =>
    (await trx.selectFrom('access_log').select('kind').distinct().orderBy('kind').execute()).map(
      ({ kind }) => kind,
    ),
});
