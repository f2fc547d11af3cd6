import { ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { ListAccessLogReply, ListAccessLogRequest } from '../../protocol/list-access-log.ts';
import type { Administrator } from '../http/callers.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { foldText } from '../import/clean-text.ts';
import type { AccessRow } from '../store/access-store.ts';

const perPage = 50;

/** Kinds that would tell by themselves that somebody's identity is protected (PROT-3). */
export const protectedKinds = ['protected-name', 'protection-set', 'protection-alias', 'protection-unset'];

const mostSearched = 200;

/** Everybody the search fits, by the beginning of their names. */
const idsFoundBy = async (
  { programme }: Pick<Context, 'programme'>,
  search: string,
): Promise<readonly string[]> => {
  const words = foldText(search).split(/\s+/).filter(Boolean);
  return (await programme.participants())
    .filter(({ given, family }) => {
      const parts = foldText(`${given} ${family}`).split(/[\s-]+/);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    })
    .map(({ id }) => id)
    .slice(0, mostSearched);
};

const shown = async (
  { reports }: Pick<Context, 'reports'>,
  caller: Administrator,
  rows: readonly AccessRow[],
): Promise<ListAccessLogReply['entries']> => {
  const names = await reports.namesOf([
    ...new Set(
      rows.flatMap(({ actor, participant }) => [actor, ...(participant === null ? [] : [participant])]),
    ),
  ]);
  return rows.map(({ id, at, actor, kind, participant, about }) => {
    const isHidden = participant !== null && protectedKinds.includes(kind) && !caller.roles.has('protected');
    const person = participant === null || isHidden ? null : (names.get(participant) ?? '');
    return { id, at: instant(Number(at)), actor: names.get(actor) ?? null, kind, person, isHidden, about };
  });
};

/**
 * POST /api/admin/access-log: who has seen what, newest first (ACC-2). Whom an entry about protection concerns is told
 * to the handler of protected identities alone, and a search for a person does not find it (PROT-3).
 */
export const listAccessLog = endpoint({
  method: 'post',
  path: '/api/admin/access-log',
  caller: 'administrator',
  roles: ['system', 'reader'],
  body: ListAccessLogRequest,
  reply: ListAccessLogReply,
  handle: async ({ body: { before, kind, search }, caller }, context) => {
    const isAboutSomebody = search.trim() !== '';
    const rows = await context.access.latest({
      before: before ?? undefined,
      kind: kind ?? undefined,
      participants: isAboutSomebody ? await idsFoundBy(context, search) : undefined,
      exceptKinds: isAboutSomebody && !caller.roles.has('protected') ? protectedKinds : [],
      count: perPage,
    });
    return ok({
      entries: await shown(context, caller, rows),
      next: rows.length < perPage ? null : (rows.at(-1)?.id ?? null),
      kinds: [...(await context.access.kinds())],
    });
  },
});
