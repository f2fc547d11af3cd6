/** Locking a month, deciding what came after the lock, and saying that SCB has been given it (MONTH-2 to MONTH-5). */
import { ownActs } from '../../domain/decisions.ts';
import { err, ok } from '../../domain/result.ts';
import {
  DecideLateReply,
  DecideLateRequest,
  LockMonthReply,
  LockMonthRequest,
  MonthSentReply,
  MonthSentRequest,
} from '../../protocol/month.ts';
import { endpoint } from '../http/endpoint.ts';
import { decideLate, lockMonth, markSent, monthsToSendAgain, statesOfMonths } from '../months.ts';
import { keepText } from '../review/decide.ts';
import { sessionsOfMonth } from '../review/queue.ts';
import { hardChecks } from './month-view.ts';

const approvers = { method: 'post', caller: 'administrator', roles: ['approver'] } as const;

/** POST /api/admin/months/lock: the approver has seen exactly this and approves it; every hard check holds (MONTH-2). */
export const lockMonthNow = endpoint({
  ...approvers,
  path: '/api/admin/months/lock',
  body: LockMonthRequest,
  reply: LockMonthReply,
  handle: async ({ body, caller }, context) => {
    await context.logs.lock();
    const sessions = await sessionsOfMonth(body.month, context);
    const isBehind = [...(await context.months.lockedMonths())].some((other) => other > body.month);
    if (sessions.length === 0 || isBehind) return err({ code: 'month/not-ready', reason: 'earlier' });
    const failed = (await hardChecks(body.month, sessions, caller.id, context)).find(({ isOk }) => !isOk);
    if (failed !== undefined) return err({ code: 'month/not-ready', reason: failed.kind });
    return lockMonth(body.month, caller.id, body.basis, context);
  },
});

/** POST /api/admin/months/late: a change after the lock is taken in or left out, with a reason (MONTH-4). */
export const decideLateChange = endpoint({
  ...approvers,
  path: '/api/admin/months/late',
  body: DecideLateRequest,
  reply: DecideLateReply,
  handle: async ({ body, caller }, context) => {
    await context.logs.lock();
    if (ownActs(await context.decisions.history([body.session]), caller.id).length > 0)
      return err({ code: 'month/not-ready', reason: 'own-corrections' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const decided = await decideLate({ ...body, text: text.value }, caller.id, context);
    if (!decided.ok) return decided;
    const sendAgain = monthsToSendAgain(await statesOfMonths(context));
    return ok({ version: decided.value.version, sendAgain: [...sendAgain] });
  },
});

/** POST /api/admin/months/sent: SCB has been given this version; months go in order (MONTH-5). */
export const monthSent = endpoint({
  ...approvers,
  path: '/api/admin/months/sent',
  body: MonthSentRequest,
  reply: MonthSentReply,
  handle: async ({ body, caller }, context) => {
    const { month, version, file } = body;
    const made = (await context.months.files(month)).find(({ id }) => id === file);
    if (file !== null && made?.version !== version) return err({ code: 'month/changed' });
    const marked = await markSent({ month, version, checksum: made?.checksum ?? null }, caller.id, context);
    if (!marked.ok) return marked;
    return ok({ sendAgain: [...monthsToSendAgain(await statesOfMonths(context))] });
  },
});
