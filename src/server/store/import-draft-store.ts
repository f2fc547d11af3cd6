/** Files that an administrator is checking before anything is taken in. The file itself is sealed (IMP rules). */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type ImportDraft = Selectable<Schema['import_drafts']>;

export type ImportDraftStore = {
  readonly add: (draft: ImportDraft) => Promise<void>;
  readonly get: (id: string, administrator: string, now: number) => Promise<ImportDraft | undefined>;
  readonly setMapping: (id: string, mapping: string) => Promise<void>;
  /** The same, unless it has been set anew since it was `before`. */
  readonly setMappingAfter: (id: string, before: string | null, mapping: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

export const createImportDraftStore = ({ trx }: Tx): ImportDraftStore => ({
  add: async (draft) => {
    await trx.deleteFrom('import_drafts').where('expires_at', '<=', draft.created_at).execute();
    await trx.insertInto('import_drafts').values(draft).execute();
  },
  get: (id, administrator, now) =>
    trx
      .selectFrom('import_drafts')
      .selectAll()
      .where('id', '=', id)
      .where('created_by', '=', administrator)
      .where('expires_at', '>', now)
      .executeTakeFirst(),
  setMapping: async (id, mapping) => {
    await trx.updateTable('import_drafts').set({ mapping }).where('id', '=', id).execute();
  },
  setMappingAfter: async (id, before, mapping) => {
    await trx
      .updateTable('import_drafts')
      .set({ mapping })
      .where('id', '=', id)
      .where('mapping', before === null ? 'is' : '=', before)
      .execute();
  },
  remove: async (id) => {
    await trx.deleteFrom('import_drafts').where('id', '=', id).execute();
  },
});
