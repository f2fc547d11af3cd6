/** What a database says about itself: whether it is a demo, and which office it belongs to. */
import type { Tx } from './database.ts';

export type SettingsStore = {
  readonly get: (key: string) => Promise<string | undefined>;
  readonly put: (key: string, value: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
};

export const createSettingsStore = ({ trx }: Tx): SettingsStore => ({
  get: async (key) =>
    (await trx.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value,
  put: async (key, value) => {
    await trx
      .insertInto('settings')
      .values({ key, value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute();
  },
  remove: async (key) => {
    await trx.deleteFrom('settings').where('key', '=', key).execute();
  },
});
