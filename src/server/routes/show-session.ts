import { err, ok } from '../../domain/result.ts';
import { ShowSessionReply } from '../../protocol/show-session.ts';
import { endpoint } from '../http/endpoint.ts';
import { sessionPage } from './session-page.ts';

/** GET /api/admin/sessions/:id: who came, when, how and from which device, and whether the log holds (ADM-2, ADM-3). */
export const showSession = endpoint({
  method: 'get',
  path: '/api/admin/sessions/:id',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: ShowSessionReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const page = await sessionPage(params['id'] ?? '', context);
    return page === undefined ? err({ code: 'session/unknown' }) : ok(page);
  },
});
