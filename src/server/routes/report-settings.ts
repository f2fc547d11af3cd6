import { ok } from '../../domain/result.ts';
import { ReportSettings, ReportSettingsReply } from '../../protocol/report.ts';
import { endpoint } from '../http/endpoint.ts';
import { keepReportSettings, readReportSettings } from '../report/report-settings.ts';

/** GET /api/admin/report-settings: what the file to SCB and the papers are made by (SCB-5). */
export const showReportSettings = endpoint({
  method: 'get',
  path: '/api/admin/report-settings',
  caller: 'administrator',
  roles: ['system', 'approver'],
  reply: ReportSettingsReply,
  hasEtag: true,
  handle: async (_asked, context) => ok({ settings: await readReportSettings(context, context.services) }),
});

/** POST /api/admin/report-settings: decides them anew, in the office's log (SCB-5). */
export const setReportSettings = endpoint({
  method: 'post',
  path: '/api/admin/report-settings',
  caller: 'administrator',
  roles: ['system', 'approver'],
  body: ReportSettings,
  reply: ReportSettingsReply,
  handle: async ({ body, caller }, context) => {
    await keepReportSettings(body, caller.id, context, context.services);
    return ok({ settings: body });
  },
});
