/**
 * POST /api/admin/imports: an administrator hands over a file to check. It is sealed at once; nothing is taken in.
 * `request/rate-limited` when too many files wait to be read (IMP-15).
 */
import { err, ok } from '../../domain/result.ts';
import { OpenImportQuery, OpenImportReply } from '../../protocol/import.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import { sealDraft } from '../import/draft-seal.ts';
import { fileKindOf } from '../import/file-kind.ts';
import { deskOf } from '../import/import-desk.ts';
import { maxFileBytes } from '../import/limits.ts';

export const openImport = endpoint({
  method: 'post',
  path: '/api/admin/imports',
  caller: 'administrator',
  roles: ['planner'],
  body: 'bytes',
  maxBytes: maxFileBytes,
  reply: OpenImportReply,
  handle: async (
    { body, caller, query }: { body: Uint8Array<ArrayBuffer>; caller: { id: string }; query: unknown },
    context,
  ) => {
    const asked = OpenImportQuery.safeParse(query);
    if (!asked.success) return err({ code: 'request/malformed' });
    const { kind, name } = asked.data;
    const readable = fileKindOf(body, name);
    if (!readable.ok) return err({ code: 'import/refused', reason: readable.error });
    const { importDrafts, officeLog, services } = context;
    const desk = deskOf(services);
    const retryAfter = desk.fullFor();
    if (retryAfter !== undefined) return err({ code: 'request/rate-limited', retryAfter });
    const id = createId(services);
    const draft = await sealDraft(services, { id, kind, name, administrator: caller.id }, body);
    await importDrafts.add(draft);
    await officeLog.append({
      kind: 'import-opened',
      actor: caller.id,
      at: services.clock(),
      import: id,
      list: kind,
    });
    desk.open({ id, fileName: name, expiresAt: draft.expires_at, bytes: async () => body });
    return ok({ id });
  },
});
