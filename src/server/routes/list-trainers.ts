import { ok } from '../../domain/result.ts';
import { dayOf, instant, instantAt } from '../../domain/time.ts';
import { ListTrainersReply, type ListedTrainer } from '../../protocol/list-trainers.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /api/admin/trainers: everybody the plan names as trainer, and who has a code of their own (ATTEST-2). */
export const listTrainers = endpoint({
  method: 'get',
  path: '/api/admin/trainers',
  caller: 'administrator',
  roles: ['planner', 'system', 'reader'],
  reply: ListTrainersReply,
  hasEtag: true,
  handle: async (_asked, { programme, trainers, services }) => {
    const now = services.clock();
    const today = instantAt(dayOf(now), '00:00');
    const issued = new Map((await trainers.all()).map(({ name, issued_at }) => [name, issued_at]));
    const planned = (await programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER)).map(
      ({ session }) => session,
    );
    const names = new Set([...planned.map(({ trainer }) => trainer), ...issued.keys()]);
    names.delete('');
    const listed = [...names].map((name): ListedTrainer => {
      const coming = planned.filter(
        ({ trainer, cancelled, startsAt }) => trainer === name && !cancelled && startsAt >= today,
      );
      const issuedAt = issued.get(name);
      return {
        name,
        issuedAt: issuedAt === undefined ? null : instant(issuedAt),
        coming: coming.length,
        nextAt: coming.find(({ endsAt }) => endsAt > now)?.startsAt ?? null,
      };
    });
    return ok({ trainers: listed.sort((a, b) => a.name.localeCompare(b.name, 'sv')) });
  },
});
