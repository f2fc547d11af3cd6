/** What a draft keeps in the database: the file and what was put right in it, sealed under the identity key (IMP-12). */
import * as z from 'zod/mini';
import { ImportField, ImportKind, ImportMapping } from '../../protocol/import.ts';
import { openBytes, openText, sealBytes, sealText } from '../../signing/seal.ts';
import type { Services } from '../http/services.ts';
import type { ImportDraft, KnownDraft } from '../store/import-draft-store.ts';
import type { RowEdits } from './columns.ts';

const keptMs = 4 * 60 * 60_000;

const Work = z.object({
  mapping: z.nullable(ImportMapping),
  texts: z.array(z.tuple([z.int(), z.partialRecord(ImportField, z.string())])),
  skipped: z.array(z.int()),
  shown: z.optional(z.string()),
});

/** The administrator's own work on a file: the mapping by hand, if any, and the edits. */
export type DraftWork = {
  readonly mapping: ImportMapping | null;
  readonly edits: RowEdits;
  /** A mark of the office as the check saw it that was shown last, by whichever process (IMP-14). */
  readonly shown?: string | undefined;
};

/** A new draft for the database. It is gone after four hours. */
export const sealDraft = async (
  services: Services,
  file: {
    readonly id: string;
    readonly kind: ImportKind;
    readonly name: string;
    readonly administrator: string;
  },
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ImportDraft> => {
  const sealed = await sealBytes(services.secrets.identity.key, `import/${file.id}`, bytes);
  const now = services.clock();
  return {
    id: file.id,
    kind: file.kind,
    file_name: file.name,
    sealed_file: Buffer.from(sealed).toString('base64url'),
    mapping: null,
    created_by: file.administrator,
    created_at: now,
    expires_at: now + keptMs,
  };
};

/** Opens with the current key, or one from before it was changed (KEY-1). */
const byAnyKey = async <T>(
  { secrets }: Pick<Services, 'secrets'>,
  open: (key: Services['secrets']['identity']['key']) => Promise<T | undefined>,
): Promise<T | undefined> => {
  for (const { key } of secrets.identityKeys) {
    const opened = await open(key);
    if (opened !== undefined) return opened;
  }
  return undefined;
};

/** The file of a draft. A draft that cannot be opened is a defect: the key or the database has been changed. */
export const openDraftFile = async (services: Services, id: string, file: string): Promise<Uint8Array> => {
  const sealed = new Uint8Array(Buffer.from(file, 'base64url'));
  const bytes = await byAnyKey(services, (key) => openBytes(key, `import/${id}`, sealed));
  if (bytes === undefined) throw new Error('an import draft cannot be opened');
  return bytes;
};

/** The administrator's work on a draft, as text for the database. */
export const sealWork = (
  services: Services,
  id: string,
  { mapping, edits, shown }: DraftWork,
): Promise<string> => {
  const text = JSON.stringify({ mapping, texts: [...edits.texts], skipped: [...edits.skipped], shown });
  return sealText(services.secrets.identity.key, `import-work/${id}`, text);
};

/** The administrator's work on a draft: none when nothing has been touched. */
export const openWork = async (services: Services, draft: KnownDraft): Promise<DraftWork> => {
  if (draft.mapping === null) return { mapping: null, edits: { texts: new Map(), skipped: new Set() } };
  const { id, mapping: held } = draft;
  const text = await byAnyKey(services, (key) => openText(key, `import-work/${id}`, held));
  if (text === undefined) throw new Error('the work on an import draft cannot be opened');
  const { mapping, texts, skipped, shown } = Work.parse(JSON.parse(text));
  return { mapping, edits: { texts: new Map(texts), skipped: new Set(skipped) }, shown };
};

export const kindOf = (draft: KnownDraft): ImportKind => ImportKind.parse(draft.kind);
