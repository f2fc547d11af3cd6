import { ok } from '../../domain/result.ts';
import { ReviewQueueReply } from '../../protocol/review.ts';
import { endpoint } from '../http/endpoint.ts';
import { dueDay } from '../../domain/month.ts';
import { queuedSessions } from '../review/queue.ts';

/** GET /api/admin/review: what is left to review, the month with the nearest deadline first (REV-2). */
export const reviewQueue = endpoint({
  method: 'get',
  path: '/api/admin/review',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ReviewQueueReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const sessions = await queuedSessions(context);
    const locked = await context.months.lockedMonths();
    const months = [...new Set(sessions.map(({ month }) => month))].sort().map((month) => {
      const own = sessions.filter((one) => one.month === month);
      const done = own.filter(({ progress }) => progress === 'done').length;
      return { month, due: dueDay(month), left: own.length - done, done, isLocked: locked.has(month) };
    });
    const left = sessions.filter(({ progress }) => progress !== 'done');
    const setAside = await context.reports.setAside();
    return ok({
      months,
      sessions: [...left],
      setAside,
      waiting: left.length + (setAside === 0 ? 0 : 1),
    });
  },
});
