/** POST /api/admin/imports/:id/mapping and /edits: what an administrator decides about a file before it is taken in. */
import { err, ok } from '../../domain/result.ts';
import { EditImportRequest, type ImportField, ImportDone, MapImportRequest } from '../../protocol/import.ts';
import { endpoint } from '../http/endpoint.ts';
import { type DraftState, openDraft, untilChecked } from '../import/check-draft.ts';
import { cleanText } from '../import/clean-text.ts';
import { editedRows, isMappingFor, mappedRows, type RowEdits } from '../import/columns.ts';
import { sealWork } from '../import/draft-seal.ts';

export const mapImport = endpoint({
  method: 'post',
  path: '/api/admin/imports/:id/mapping',
  caller: 'administrator',
  roles: ['planner'],
  body: MapImportRequest,
  reply: ImportDone,
  handle: async ({ body, caller, params }, context) => {
    const { importDrafts, officeLog, services } = context;
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    if (state === undefined) return err({ code: 'import/draft-gone' });
    if (!isMappingFor(state.kind, body)) return err({ code: 'request/malformed' });
    const { id } = state.draft;
    await importDrafts.setMapping(
      id,
      await sealWork(services, id, { mapping: body, edits: state.work.edits }),
    );
    await officeLog.append({ kind: 'import-mapped', actor: caller.id, at: services.clock(), import: id });
    return ok({});
  },
});

type Texts = Map<number, Partial<Record<ImportField, string>>>;

const setText = (texts: Texts, row: number, field: ImportField, text: string): void =>
  void texts.set(row, { ...texts.get(row), [field]: text });

const applied = (state: DraftState, request: EditImportRequest): RowEdits => {
  const { edits } = state.work;
  const texts: Texts = new Map(edits.texts);
  const { read } = state;
  const rows = read === undefined ? [] : editedRows(mappedRows(read.table, read.columns), edits);
  for (const { row, field, text, everywhere } of request.texts) {
    const before = rows.find((mapped) => mapped.row === row)?.text(field);
    if (before === undefined) continue;
    const same = cleanText(before.slice(0, 400));
    const alike = everywhere
      ? rows.filter((mapped) => cleanText(mapped.text(field).slice(0, 400)) === same)
      : [];
    for (const target of [row, ...alike.map((mapped) => mapped.row)]) setText(texts, target, field, text);
  }
  const restored = new Set(request.restore);
  const skipped = [...edits.skipped, ...request.skip].filter((row) => !restored.has(row));
  return { texts, skipped: new Set(skipped) };
};

/** The identity number is put right in the file itself: it is never written on a screen (IMP-12). */
export const editImport = endpoint({
  method: 'post',
  path: '/api/admin/imports/:id/edits',
  caller: 'administrator',
  roles: ['planner'],
  body: EditImportRequest,
  reply: ImportDone,
  prepare: ({ caller, params }, read, services) =>
    untilChecked({ id: params['id'] ?? '', administrator: caller.id }, read, services, { is: 'read' }),
  handle: async ({ body, caller, params }, context) => {
    const { importDrafts, services } = context;
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    if (state === undefined) return err({ code: 'import/draft-gone' });
    if (body.texts.some(({ field }) => field === 'identity')) return err({ code: 'request/malformed' });
    if (state.read === undefined) return err({ code: 'import/not-ready' });
    const { id } = state.draft;
    const work = { mapping: state.work.mapping, edits: applied(state, body) };
    await importDrafts.setMapping(id, await sealWork(services, id, work));
    return ok({});
  },
});
