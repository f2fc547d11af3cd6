/** Files that an administrator is checking before anything is taken in. The file itself is sealed (IMP rules). */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

export type ImportDraft = Selectable<Schema['import_drafts']>;

/** A draft without the file itself, which is large. */
export type KnownDraft = Omit<ImportDraft, 'sealed_file'>;

export type ImportDraftStore = {
  readonly add: (draft: ImportDraft) => Promise<void>;
  readonly get: (id: string, administrator: string, now: number) => Promise<KnownDraft | undefined>;
  /** Undefined when the draft has just been taken in or thrown away. */
  readonly sealedFile: (id: string) => Promise<string | undefined>;
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
      .select(['id', 'kind', 'file_name', 'mapping', 'created_by', 'created_at', 'expires_at'])
      .where('id', '=', id)
      .where('created_by', '=', administrator)
      .where('expires_at', '>', now)
      .executeTakeFirst(),
  sealedFile: async (id) =>
    (await trx.selectFrom('import_drafts').select('sealed_file').where('id', '=', id).executeTakeFirst())
      ?.sealed_file,
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
