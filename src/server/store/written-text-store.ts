/**
 * Free text that people write: reasons, objections, answers. A log names it by its salted hash alone, so that it can be
 * erased when its time is over and the log still verifies (RET-1).
 */
import { createHash } from 'node:crypto';
import { Hash } from '../../domain/ids.ts';
import type { Services } from '../http/services.ts';
import type { Tx } from './database.ts';

export type WrittenTextStore = {
  /** Keeps the text and answers the hash a log may name it by. */
  readonly keep: (text: string, now: number) => Promise<Hash>;
  /** The texts that still exist, by hash. */
  readonly read: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly erase: (hashes: readonly string[]) => Promise<void>;
};

export const createWrittenTextStore = (
  { trx }: Tx,
  services: Pick<Services, 'randomBytes'>,
): WrittenTextStore => ({
  keep: async (text, now) => {
    const salt = Buffer.from(services.randomBytes(16)).toString('base64url');
    const hash = Hash.parse(createHash('sha256').update(`${salt}.${text}`).digest('base64url'));
    await trx.insertInto('written_texts').values({ hash, salt, text, written_at: now }).execute();
    return hash;
  },
  read: async (hashes) =>
    hashes.length === 0
      ? new Map()
      : new Map(
          (
            await trx
              .selectFrom('written_texts')
              .select(['hash', 'text'])
              .where('hash', 'in', hashes)
              .execute()
          ).map(({ hash, text }) => [hash, text]),
        ),
  erase: async (hashes) => {
    if (hashes.length > 0) await trx.deleteFrom('written_texts').where('hash', 'in', hashes).execute();
  },
});
