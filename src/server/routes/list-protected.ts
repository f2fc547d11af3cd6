import { err, ok } from '../../domain/result.ts';
import {
  FindPersonReply,
  FindPersonRequest,
  ListProtectedReply,
  ListProtectedRequest,
  ShowNameReply,
  ShowNameRequest,
} from '../../protocol/protected-people.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { foldText } from '../import/clean-text.ts';

const mostFound = 20;

const cohortNames = async ({ programme }: Pick<Context, 'programme'>): Promise<ReadonlyMap<string, string>> =>
  new Map((await programme.cohorts()).map(({ id, name }) => [id, name]));

/** POST /api/admin/protected: who has protected identity, by alias. That somebody asked is noted (ACC-1). */
export const listProtected = endpoint({
  method: 'post',
  path: '/api/admin/protected',
  caller: 'administrator',
  roles: ['protected'],
  body: ListProtectedRequest,
  reply: ListProtectedReply,
  handle: async ({ caller }, context) => {
    const { access, identities, programme, services } = context;
    const held = await identities.protectedPeople();
    const names = await cohortNames(context);
    await access.note({ at: services.clock(), actor: caller.id, kind: 'protected-list' });
    const people = (await programme.participants()).flatMap(({ id, given, family, unit, cohort }) => {
      const found = held.get(id);
      if (found === undefined) return [];
      const alias = `${given} ${family}`.trim();
      return [{ id, alias, unit, cohort: cohort === null ? null : (names.get(cohort) ?? null), ...found }];
    });
    return ok({ people: people.toSorted((a, b) => a.alias.localeCompare(b.alias, 'sv', { numeric: true })) });
  },
});

/** POST /api/admin/protected/search: whoever shows by a name in the open, to be protected. */
export const findPerson = endpoint({
  method: 'post',
  path: '/api/admin/protected/search',
  caller: 'administrator',
  roles: ['protected'],
  body: FindPersonRequest,
  reply: FindPersonReply,
  handle: async ({ body }, context) => {
    const words = foldText(body.search).split(/\s+/).filter(Boolean);
    if (words.length === 0) return ok({ people: [], total: 0 });
    const held = await context.identities.protectedPeople();
    const names = await cohortNames(context);
    const found = (await context.programme.participants()).filter(({ id, given, family }) => {
      const parts = foldText(`${given} ${family}`).split(/[\s-]+/);
      return !held.has(id) && words.every((word) => parts.some((part) => part.startsWith(word)));
    });
    const people = found.slice(0, mostFound).map(({ id, given, family, unit, cohort }) => {
      return { id, given, family, unit, cohort: cohort === null ? null : (names.get(cohort) ?? null) };
    });
    return ok({ people, total: found.length });
  },
});

/** POST /api/admin/protected/:id/show-name: the name an alias stands for. Who saw it is noted for ever (PROT-1, ACC-1). */
export const showName = endpoint({
  method: 'post',
  path: '/api/admin/protected/:id/show-name',
  caller: 'administrator',
  roles: ['protected'],
  needsFreshSignIn: true,
  body: ShowNameRequest,
  reply: ShowNameReply,
  handle: async ({ caller, params: { id = '' } }, { access, identities, services }) => {
    const identity = (await identities.read([id])).get(id);
    if (identity?.isProtected !== true || identity.name === null) return err({ code: 'protection/no-name' });
    await access.note({ at: services.clock(), actor: caller.id, kind: 'protected-name', participant: id });
    return ok(identity.name);
  },
});
