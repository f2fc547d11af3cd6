import { ok } from '../../domain/result.ts';
import { ReviewQueueReply } from '../../protocol/review.ts';
import { endpoint } from '../http/endpoint.ts';
import { dueDay } from '../../domain/month.ts';
import { firstDayAfter, firstDayOf, instantAt } from '../../domain/time.ts';
import { sessionsLeft } from '../review/queue.ts';

/** GET /api/admin/review: what is left to review, the month with the nearest deadline first (REV-2). */
export const reviewQueue = endpoint({
  method: 'get',
  path: '/api/admin/review',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ReviewQueueReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const { months, programme, services } = context;
    const now = services.clock();
    const left = await sessionsLeft(context);
    const locked = await months.lockedMonths();
    const found: ReviewQueueReply['months'] = [];
    for (const month of await months.monthsWithSessions()) {
      const from = instantAt(firstDayOf(month), '00:00');
      const ended = await programme.countEnded(from, instantAt(firstDayAfter(month), '00:00'), now);
      const own = left.filter((one) => one.month === month).length;
      if (ended > 0)
        found.push({ month, due: dueDay(month), left: own, done: ended - own, isLocked: locked.has(month) });
    }
    const setAside = await context.reports.setAside();
    return ok({
      months: found,
      sessions: [...left],
      setAside,
      waiting: left.length + (setAside === 0 ? 0 : 1),
    });
  },
});
