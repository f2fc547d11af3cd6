/** GET /api/admin/imports/:id and its rows: how far a file has come, and what the check says. */
import * as z from 'zod/mini';
import { err, ok } from '../../domain/result.ts';
import { ImportRowsReply, ImportStatus, RowFilter } from '../../protocol/import.ts';
import { type Context, endpoint } from '../http/endpoint.ts';
import {
  answerAsShown,
  checkMade,
  isAsShown,
  type DraftState,
  isMapped,
  noteShown,
  openDraft,
  untilChecked,
} from '../import/check-draft.ts';
import type { Check, CheckAnswer } from '../import/import-desk.ts';
import { countRows, isTakenIn, pageOfRows } from '../import/row-views.ts';

const newCohortsOf = (answer: CheckAnswer): string[] => {
  if (!('cohorts' in answer)) return [];
  const used = new Set(answer.rows.filter(isTakenIn).map(({ draft }) => draft?.cohortKey));
  return answer.cohorts.filter(({ id, key }) => id === null && used.has(key)).map(({ name }) => name);
};

const checkedOf = (
  file: Pick<ImportStatus, 'kind' | 'fileName'>,
  check: Check,
  columns: object,
): ImportStatus => {
  const { answer, progress } = check;
  if (answer === undefined) return { state: 'checking', ...file, progress: { ...progress } };
  if (!answer.ok) return { state: 'refused', ...file, refusal: answer.error };
  const { value } = answer;
  return ImportStatus.parse({
    state: 'checked',
    ...file,
    ...columns,
    counts: countRows(value),
    newCohorts: newCohortsOf(value),
  });
};

const statusOf = async (context: Context, state: DraftState): Promise<ImportStatus> => {
  const file = { kind: state.kind, fileName: state.draft.file_name };
  const { read, refusal } = state;
  if (refusal !== undefined) return { state: 'refused', ...file, refusal };
  if (read === undefined) return { state: 'reading', ...file };
  const { header, mapping, missing } = read.columns;
  const columns = { sheet: read.table.sheet, headings: [...header.cells], mapping };
  if (!isMapped(state)) return { state: 'mapping', ...file, ...columns, missing: [...missing] };
  const check = checkMade(state);
  const isOlder = check?.answer !== undefined && !isAsShown(check, state);
  if (check === undefined || isOlder) return { state: 'checking', ...file, progress: { done: 0, total: 0 } };
  if (check.answer?.ok === true && check.office !== undefined) await noteShown(context, state, check.office);
  return checkedOf(file, check, columns);
};

export const showImport = endpoint({
  method: 'get',
  path: '/api/admin/imports/:id',
  caller: 'administrator',
  roles: ['planner'],
  reply: ImportStatus,
  prepare: ({ caller, params }, read, services) =>
    untilChecked({ id: params['id'] ?? '', administrator: caller.id }, read, services, {
      is: 'read',
      patience: 'short',
    }),
  handle: async ({ caller, params }, context) => {
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    return state === undefined ? err({ code: 'import/draft-gone' }) : ok(await statusOf(context, state));
  },
});

const RowsQuery = z.object({ filter: RowFilter, page: z.string().check(z.regex(/^\d{1,4}$/)) });

export const listImportRows = endpoint({
  method: 'get',
  path: '/api/admin/imports/:id/rows',
  caller: 'administrator',
  roles: ['planner'],
  reply: ImportRowsReply,
  prepare: ({ caller, params }, read, services) =>
    untilChecked({ id: params['id'] ?? '', administrator: caller.id }, read, services),
  handle: async ({ caller, params, query }, context) => {
    const asked = RowsQuery.safeParse(query);
    if (!asked.success) return err({ code: 'request/malformed' });
    const state = await openDraft(context, params['id'] ?? '', caller.id);
    if (state === undefined) return err({ code: 'import/draft-gone' });
    const answer = answerAsShown(state);
    if (answer?.ok !== true) return err({ code: 'import/not-ready' });
    return ok(pageOfRows(answer.value, asked.data.filter, Number(asked.data.page)));
  },
});
