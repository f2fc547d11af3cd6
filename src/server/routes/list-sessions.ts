import { err, ok } from '../../domain/result.ts';
import { addDays, dayOf, instantAt, isDay } from '../../domain/time.ts';
import { ListSessionsReply } from '../../protocol/list-sessions.ts';
import { endpoint } from '../http/endpoint.ts';
import { summariesOf } from './session-summaries.ts';

/** The longest stretch that is answered at once. */
const mostDays = 400;

/** GET /api/admin/sessions?from=…&to=…: the sessions of these Stockholm days, today's if none are named (ADM-1). */
export const listSessions = endpoint({
  method: 'get',
  path: '/api/admin/sessions',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: ListSessionsReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const from = query['from'] ?? dayOf(context.services.clock());
    const to = query['to'] ?? from;
    if (!isDay(from) || !isDay(to) || to < from || to > addDays(from, mostDays))
      return err({ code: 'request/malformed' });
    const planned = await context.programme.sessionsBetween(
      instantAt(from, '00:00'),
      instantAt(addDays(to, 1), '00:00'),
    );
    return ok({ from, to, sessions: [...(await summariesOf(planned, context))] });
  },
});
