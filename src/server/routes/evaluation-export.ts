import { createHash } from 'node:crypto';
import { ok } from '../../domain/result.ts';
import { dayOf, hourMs, monthOf } from '../../domain/time.ts';
import { EvaluationExportRequest } from '../../protocol/evaluation-export.ts';
import {
  evaluationCsv,
  evaluationPeople,
  evaluationRows,
  evaluationWorkbook,
} from '../figures/evaluation.ts';
import { endpoint } from '../http/endpoint.ts';
import { evaluationClasses } from '../identity/evaluation-classes.ts';

/** POST /api/admin/followup/export: the evaluator's file; who saved it, when, and its checksum are kept (EXP-3). */
export const exportForEvaluation = endpoint({
  method: 'post',
  path: '/api/admin/followup/export',
  caller: 'administrator',
  roles: ['approver', 'reader'],
  needsFreshSignIn: true,
  body: EvaluationExportRequest,
  reply: 'file',
  showsFigures: true,
  limits: [{ name: 'evaluation-export', max: 30, perMs: hourMs, key: ({ address }) => address }],
  handle: async ({ body: { format }, caller }, context) => {
    const { access, figures, identities, officeLog, services } = context;
    const now = services.clock();
    const day = dayOf(now);
    await figures.keep(now);
    const people = evaluationPeople(await figures.people(), monthOf(now));
    const classes = await evaluationClasses(people, day, identities);
    const rows = evaluationRows(people, classes, services.secrets.evaluationKey);
    const bytes = format === 'csv' ? evaluationCsv(rows) : await evaluationWorkbook(rows);
    const checksum = createHash('sha256').update(bytes).digest('hex');
    await access.note({ at: now, actor: caller.id, kind: 'evaluation-file', about: checksum });
    await officeLog.append({
      kind: 'evaluation-exported',
      actor: caller.id,
      at: now,
      format,
      count: rows.length,
      leftOut: people.length - rows.length,
      checksum,
    });
    return ok({
      bytes,
      name: `utvardering-${day}.${format}`,
      type:
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    });
  },
});
