import { err, ok } from '../../domain/result.ts';
import { ReissueBadgeReply, ReissueBadgeRequest } from '../../protocol/reissue-badge.ts';
import { endpoint } from '../http/endpoint.ts';

/** POST /api/admin/badges/reissue: the old badge is blocked at every door, and a new one is ready to print (ADM-7). */
export const reissueBadge = endpoint({
  method: 'post',
  path: '/api/admin/badges/reissue',
  caller: 'administrator',
  roles: ['planner'],
  body: ReissueBadgeRequest,
  reply: ReissueBadgeReply,
  handle: async ({ body, caller }, { programme, badges, officeLog, services }) => {
    const { participant, reason } = body;
    if (!(await programme.participantIds([participant])).has(participant))
      return err({ code: 'request/not-found' });
    const now = services.clock();
    const blocked = await badges.block(participant, now);
    await badges.issue([participant], now);
    await officeLog.append({
      kind: 'badge-reissued',
      actor: caller.id,
      at: now,
      participant,
      reason,
      blocked,
    });
    const code = (await badges.tokens([participant])).get(participant)?.code;
    if (code === undefined) throw new Error('a badge that was just issued cannot be opened');
    return ok({ code, blocked });
  },
});
