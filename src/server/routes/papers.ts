import { err, ok } from '../../domain/result.ts';
import { MonthKey } from '../../protocol/month.ts';
import {
  AttendanceReportsReply,
  AttendanceReportsRequest,
  MonthSummaryReply,
  SessionListReply,
} from '../../protocol/papers.ts';
import { endpoint } from '../http/endpoint.ts';
import { attendanceReports } from '../report/attendance-reports.ts';
import { monthCompilation } from '../report/month-compilation.ts';
import { sessionList } from '../report/session-list.ts';

/** GET /api/admin/report/:month/summary: the month's compilation per unit and person (PAPER-1). */
export const showMonthSummary = endpoint({
  method: 'get',
  path: '/api/admin/report/:month/summary',
  caller: 'administrator',
  roles: ['approver', 'reader'],
  reply: MonthSummaryReply,
  handle: async ({ params }, context) => {
    const month = MonthKey.safeParse(params['month']);
    if (!month.success) return err({ code: 'request/not-found' });
    const compilation = await monthCompilation(month.data, context);
    return compilation === undefined ? err({ code: 'month/not-locked' }) : ok(compilation);
  },
});

/**
 * POST /api/admin/report/attendance-reports: reports with identity numbers, to print. Each person shown is noted in the
 * log of who has seen what (PAPER-3, ACC-1).
 */
export const makeAttendanceReports = endpoint({
  method: 'post',
  path: '/api/admin/report/attendance-reports',
  caller: 'administrator',
  roles: ['approver'],
  needsFreshSignIn: true,
  body: AttendanceReportsRequest,
  reply: AttendanceReportsReply,
  handle: async ({ body, caller }, context) => {
    const { access, officeLog, services } = context;
    const made = await attendanceReports(body.month, body.participant, context);
    if (made === undefined) return err({ code: 'month/not-locked' });
    if (body.participant !== null && made.reports.length === 0) return err({ code: 'people/unknown' });
    const at = services.clock();
    const seen = { at, actor: caller.id, kind: 'attendance-report', about: body.month };
    for (const { participant } of made.reports) await access.note({ ...seen, participant });
    await officeLog.append({
      kind: 'attendance-reports-made',
      actor: caller.id,
      at,
      month: body.month,
      version: made.paper.version,
      people: made.reports.length,
    });
    return ok(made);
  },
});

/** GET /api/admin/sessions/:id/list: the session's attendance list, for paper (PAPER-4). */
export const showSessionList = endpoint({
  method: 'get',
  path: '/api/admin/sessions/:id/list',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: SessionListReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const list = await sessionList(params['id'] ?? '', context);
    return list === undefined ? err({ code: 'session/unknown' }) : ok(list);
  },
});
