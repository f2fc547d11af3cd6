/** Records that were merged into another's, and whose they now are (PPL-5). */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { isOneOf } from './many-rows.ts';

/** Whether the participant in this column has a record of their own. */
export const isOwnRecord = (column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} not in (select from_participant from participant_merges)`;

/** Whose those of these records that were merged now are. */
export const ownersOf = async (tx: Tx, records: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await tx.trx
        .selectFrom('participant_merges')
        .select(['from_participant', 'to_participant'])
        .where(isOneOf(tx, 'from_participant', records))
        .execute()
    ).map((one) => [one.from_participant, one.to_participant]),
  );
