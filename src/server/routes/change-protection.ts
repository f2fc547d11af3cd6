import type { Participant } from '../../domain/office.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Refusal } from '../../protocol/problems.ts';
import {
  AliasReply,
  ChangeAliasRequest,
  ProtectRequest,
  UnprotectReply,
  UnprotectRequest,
} from '../../protocol/protected-people.ts';
import type { Administrator } from '../http/callers.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import { openAliasBook } from '../import/alias-book.ts';

type Act = 'set' | 'alias' | 'unset';

/**
 * The office log tells that something was done and by whom, and the access log to whom: an auditor of the first cannot
 * see from it who is protected (PROT-3).
 */
const log = async (context: Context, caller: Administrator, id: string, act: Act): Promise<void> => {
  const at = context.services.clock();
  await context.officeLog.append({ kind: 'protection-changed', actor: caller.id, at, act });
  await context.access.note({ at, actor: caller.id, kind: `protection-${act}`, participant: id });
};

const cohortKeyOf = ({ cohort }: Participant): string => cohort ?? '';

/** An alias that nobody else in the cohort has: the one asked for, or the next neutral one. */
const freeAlias = async (
  { programme }: Context,
  person: Participant,
  asked: string | null,
): Promise<Result<string, Refusal>> => {
  const others = (await programme.participants()).filter(({ id }) => id !== person.id);
  const book = openAliasBook(others, cohortKeyOf);
  if (asked === null) return ok(book.takeNext(cohortKeyOf(person)));
  /* A label that is a number, a mark-up or somebody's own name would tell what it is there to hide. */
  const names = [person.given, person.family, `${person.given} ${person.family}`.trim()];
  const isTelling =
    person.family !== '' && names.some((name) => name.toLowerCase() === asked.trim().toLowerCase());
  if (isTelling || looksLikeIdentityNumber(asked) || /[<>=@]/.test(asked))
    return err({ code: 'protection/alias-telling' });
  return book.isTaken(cohortKeyOf(person), asked) ? err({ code: 'protection/alias-taken' }) : ok(asked);
};

/**
 * POST /api/admin/protected/:id/protect: from now on an alias stands wherever the name stood, and no address is kept to
 * write to. The name is kept sealed, for the report and for the handler alone (PROT-2).
 */
export const protectPerson = endpoint({
  method: 'post',
  path: '/api/admin/protected/:id/protect',
  caller: 'administrator',
  roles: ['protected'],
  needsFreshSignIn: true,
  body: ProtectRequest,
  reply: AliasReply,
  handle: async ({ body, caller, params: { id = '' } }, context) => {
    const { identities, programme, shownNames } = context;
    const person = await programme.participant(id);
    if (person === undefined) return err({ code: 'participant/unknown' });
    const isHeld = (await identities.protectedPeople()).has(id);
    if (isHeld) return err({ code: 'protection/already' });
    const { given, family } = person;
    const hasAlias = family === '' && body.alias === null;
    const alias = hasAlias ? ok(given) : await freeAlias(context, person, body.alias);
    if (!alias.ok) return alias;
    await identities.protect(id, family === '' ? null : { given, family });
    await shownNames.replace(id, { given: alias.value, family: '' });
    await shownNames.forgetAddresses(id);
    await log(context, caller, id, 'set');
    return ok({ alias: alias.value });
  },
});

/** POST /api/admin/protected/:id/alias: another name to be shown by. */
export const changeAlias = endpoint({
  method: 'post',
  path: '/api/admin/protected/:id/alias',
  caller: 'administrator',
  roles: ['protected'],
  body: ChangeAliasRequest,
  reply: AliasReply,
  handle: async ({ body, caller, params: { id = '' } }, context) => {
    const person = await context.programme.participant(id);
    const isHeld = (await context.identities.protectedPeople()).has(id);
    if (person === undefined || !isHeld) return err({ code: 'participant/unknown' });
    const alias = await freeAlias(context, person, body.alias);
    if (!alias.ok) return alias;
    await context.shownNames.replace(id, { given: alias.value, family: '' });
    await log(context, caller, id, 'alias');
    return ok({ alias: alias.value });
  },
});

/**
 * POST /api/admin/protected/:id/unprotect: the name stands in the open again: the one that was kept, or else the one
 * that is given.
 */
export const unprotectPerson = endpoint({
  method: 'post',
  path: '/api/admin/protected/:id/unprotect',
  caller: 'administrator',
  roles: ['protected'],
  needsFreshSignIn: true,
  body: UnprotectRequest,
  reply: UnprotectReply,
  handle: async ({ body, caller, params: { id = '' } }, context) => {
    const { identities, programme, shownNames } = context;
    const person = await programme.participant(id);
    const identity = (await identities.read([id])).get(id);
    if (person === undefined || identity?.isProtected !== true) return err({ code: 'participant/unknown' });
    const name = identity.name ?? body.name;
    if (name === null) return err({ code: 'protection/no-name' });
    await identities.unprotect(id);
    await shownNames.replace(id, name);
    await log(context, caller, id, 'unset');
    return ok(name);
  },
});
