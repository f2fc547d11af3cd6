/** POST /api/admin/imports/:id/commit, /rejected and /discard: the end of a checked file. */
import { canonical } from '../../domain/log.ts';
import type { PlannedSession } from '../../domain/planning.ts';
import { err, ok } from '../../domain/result.ts';
import { CommitImportReply, ImportDone, RejectedRowsRequest } from '../../protocol/import.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { answerAsShown, checkNow, type DraftState, openDraft, untilChecked } from '../import/check-draft.ts';
import { deskOf } from '../import/import-desk.ts';
import { rejectedCsv, type RejectedFile, rejectedWorkbook } from '../import/rejected-rows.ts';
import { isTakenIn } from '../import/row-views.ts';
import { sessionsToTakeIn, takeInParticipants, takeInSessions } from '../import/take-in.ts';
import { lockedMonthIn } from '../planning/save-plan.ts';
import type { CheckAnswer } from '../import/import-desk.ts';

/** The sessions of a file as they are planned now and as the file has them, where the two differ. */
const whatTheyWere = async (
  { planning }: Pick<Context, 'planning'>,
  sessions: readonly PlannedSession[],
): Promise<readonly PlannedSession[]> => {
  const known = new Map((await planning.all()).map((planned) => [planned.session.id, planned]));
  return sessions.flatMap((after) => {
    const before = known.get(after.session.id);
    if (before === undefined) return [after];
    return canonical(before.session) === canonical(after.session) ? [] : [before, after];
  });
};

/**
 * Takes in the rows that the administrator was shown as good. If the office has changed since they were checked,
 * they are checked again first and the answer is `import/not-ready`, so that nothing unseen is ever taken in (IMP-14).
 */
export const commitImport = endpoint({
  method: 'post',
  path: '/api/admin/imports/:id/commit',
  caller: 'administrator',
  roles: ['planner'],
  body: ImportDone,
  reply: CommitImportReply,
  prepare: ({ caller, params }, read, services) =>
    untilChecked({ id: params['id'] ?? '', administrator: caller.id }, read, services, { isFresh: true }),
  handle: async ({ caller, params }, context) => {
    const { importDrafts, officeLog, services } = context;
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    if (state === undefined) return err({ code: 'import/draft-gone' });
    const check = await checkNow(context, state);
    const answer = check?.office === state.work.shown ? check?.answer : undefined;
    if (answer?.ok !== true) return err({ code: 'import/not-ready' });
    const { value } = answer;
    const sessions = 'numbers' in value ? [] : await sessionsToTakeIn(context, value);
    if ((await lockedMonthIn(context, await whatTheyWere(context, sessions))) !== undefined)
      return err({ code: 'planning/month-locked' });
    const done =
      'numbers' in value
        ? await takeInParticipants(context, value)
        : await takeInSessions(context, sessions, caller.id);
    const { id } = state.draft;
    const act = {
      kind: `${state.kind}-imported`,
      actor: caller.id,
      at: services.clock(),
      import: id,
    };
    await officeLog.append({ ...act, ...done });
    await importDrafts.remove(id);
    deskOf(services).forget(id);
    return ok(done);
  },
});

const rejectedFileOf = (
  { read }: DraftState,
  answer: CheckAnswer,
  request: RejectedRowsRequest,
): RejectedFile => {
  const why = new Map(request.why);
  const left = new Set(answer.rows.filter((row) => !isTakenIn(row)).map(({ row }) => row));
  const rows = (read?.table.rows ?? []).filter(({ row }) => left.has(row));
  return {
    header: read?.columns.header ?? { row: 1, cells: [] },
    whyHeading: request.heading,
    rows: rows.map(({ row, cells }) => ({ cells, why: why.get(row) ?? '' })),
  };
};

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const saveRejectedRows = endpoint({
  method: 'post',
  path: '/api/admin/imports/:id/rejected',
  caller: 'administrator',
  roles: ['planner'],
  body: RejectedRowsRequest,
  maxBytes: 8 * 1024 * 1024,
  reply: 'file',
  prepare: ({ caller, params }, read, services) =>
    untilChecked({ id: params['id'] ?? '', administrator: caller.id }, read, services),
  handle: async ({ body, caller, params }, context) => {
    const { officeLog, services } = context;
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    if (state === undefined) return err({ code: 'import/draft-gone' });
    const answer = answerAsShown(state);
    if (answer?.ok !== true) return err({ code: 'import/not-ready' });
    const file = rejectedFileOf(state, answer.value, body);
    const act = { kind: 'import-rows-saved', actor: caller.id, at: services.clock(), import: state.draft.id };
    await officeLog.append({ ...act, rows: file.rows.length });
    const name = state.draft.file_name.replace(/\.[^.]*$/, '').slice(0, 100);
    if (body.format === 'csv') {
      return ok({
        bytes: new Uint8Array(rejectedCsv(file)),
        name: `${name} att rätta.csv`,
        type: 'text/csv; charset=utf-8',
      });
    }
    const bytes = new Uint8Array(await rejectedWorkbook(file));
    return ok({ bytes, name: `${name} att rätta.xlsx`, type: workbookType });
  },
});

export const discardImport = endpoint({
  method: 'post',
  path: '/api/admin/imports/:id/discard',
  caller: 'administrator',
  roles: ['planner'],
  body: ImportDone,
  reply: ImportDone,
  handle: async ({ caller, params }, context) => {
    const { importDrafts, officeLog, services } = context;
    const draft = await importDrafts.get(params['id'] ?? '', caller.id, services.clock());
    if (draft === undefined) return err({ code: 'import/draft-gone' });
    await importDrafts.remove(draft.id);
    deskOf(services).forget(draft.id);
    await officeLog.append({
      kind: 'import-discarded',
      actor: caller.id,
      at: services.clock(),
      import: draft.id,
    });
    return ok({});
  },
});
