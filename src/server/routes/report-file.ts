import { err, ok } from '../../domain/result.ts';
import { MonthKey } from '../../protocol/month.ts';
import { MakeReportRequest, ShowReportReply, type ReportPreviewRow } from '../../protocol/report.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import { makeReport, reportFileName } from '../report/report-file.ts';
import { earlierLayouts } from '../report/report-settings.ts';
import { reportMonth, type FilledRow, type ReportMonth } from '../report/report-month.ts';

/**
 * Nobody who goes by an alias is named here: otherwise the one missing among the names would be the one who is
 * protected (PRIV-3).
 */
const previewRow = (row: FilledRow): ReportPreviewRow => {
  const { identity, minutes, start, end, isAlias } = row;
  const said = { minutes, start, end, identity: identity.masked, isProtected: identity.isProtected };
  if (isAlias) return { ...said, name: '', sex: null, unit: '', cohort: '' };
  return { ...said, name: row.name, sex: identity.sex, unit: row.unit, cohort: row.cohort };
};

/**
 * True if SCB was given another file of the same version: a number or a last day has been put right since. Columns
 * that have been chosen since are no such difference.
 */
const differsFromSent = async (report: ReportMonth, context: Context): Promise<boolean> => {
  const { month, version, state, obstacle, settings } = report;
  if (obstacle !== null || (state !== 'sent' && state !== 'sent-again')) return false;
  const sent = (await context.months.sent()).findLast((one) => one.month === month);
  if (sent === undefined || sent.checksum === null || sent.version !== version.version) return false;
  const layouts = [settings.columns, ...(await earlierLayouts(context)).toReversed()];
  for (const columns of layouts) {
    const same = { ...report, settings: { ...settings, columns: [...columns] } };
    for (const format of ['xlsx', 'csv'] as const)
      if ((await makeReport(same, format)).checksum === sent.checksum) return false;
  }
  return true;
};

/** GET /api/admin/report/:month: what the file says, with masked numbers, before anybody makes it (SCB-8). */
export const showReport = endpoint({
  method: 'get',
  path: '/api/admin/report/:month',
  caller: 'administrator',
  roles: ['approver', 'reader'],
  reply: ShowReportReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const month = MonthKey.safeParse(params['month']);
    if (!month.success) return err({ code: 'request/not-found' });
    const report = await reportMonth(month.data, context);
    if (report === undefined) return err({ code: 'month/not-locked' });
    const { rows, settings, obstacle, version } = report;
    const checksum = obstacle === null ? (await makeReport(report, 'xlsx')).checksum : null;
    return ok({
      month: month.data,
      version: version.version,
      state: report.state,
      fileName: reportFileName(month.data, settings.project),
      columns: settings.columns,
      rows: rows.map(previewRow),
      minutes: report.minutes,
      started: rows.filter(({ start }) => start !== null).length,
      ended: rows.filter(({ end }) => end !== null).length,
      protected: rows.filter(({ identity }) => identity.isProtected).length,
      checksum,
      obstacle,
      before: report.before,
      differsFromSent: await differsFromSent(report, context),
      leavers: [...report.leavers],
    });
  },
});

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/**
 * POST /api/admin/report/file: the month's file, kept count of by version and checksum, in the office's log and in the
 * log of who has seen what (SCB-6, SCB-8, ACC-1). Months are handed over in order (SCB-1).
 */
export const makeReportFile = endpoint({
  method: 'post',
  path: '/api/admin/report/file',
  caller: 'administrator',
  roles: ['approver'],
  needsFreshSignIn: true,
  body: MakeReportRequest,
  reply: 'file',
  handle: async ({ body: { month, format }, caller }, context) => {
    const { months, officeLog, access, services } = context;
    const report = await reportMonth(month, context);
    if (report === undefined) return err({ code: 'month/not-locked' });
    const { rows, minutes, obstacle, before, settings } = report;
    if (obstacle !== null) return err({ code: obstacle, ...(before === null ? {} : { reason: before }) });
    const { bytes, checksum } = await makeReport(report, format);
    const at = services.clock();
    const file = { month, version: report.version.version, format, rows: rows.length, minutes, checksum };
    await months.addFile({ id: createId(services), ...file, made_at: at, actor: caller.id });
    await officeLog.append({ kind: 'report-file-made', actor: caller.id, at, ...file });
    await access.note({ at, actor: caller.id, kind: 'report-file', about: checksum });
    return ok({
      bytes: new Uint8Array(bytes),
      name: `${reportFileName(month, settings.project)}.${format}`,
      type: types[format],
    });
  },
});
