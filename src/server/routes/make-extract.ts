import { err, ok } from '../../domain/result.ts';
import { DataExtract, MakeExtractRequest } from '../../protocol/data-extract.ts';
import { extractOf } from '../extract/data-extract.ts';
import { endpoint } from '../http/endpoint.ts';

/** POST /api/admin/participants/:id/extract: everything kept about somebody, for that person. Noted (ACC-1, ACC-3). */
export const makeExtract = endpoint({
  method: 'post',
  path: '/api/admin/participants/:id/extract',
  caller: 'administrator',
  roles: ['planner', 'protected'],
  needsFreshSignIn: true,
  body: MakeExtractRequest,
  reply: DataExtract,
  handle: async ({ caller, params: { id = '' } }, context) => {
    const person = await context.programme.participant(id);
    if (person === undefined) return err({ code: 'participant/unknown' });
    const at = context.services.clock();
    await context.access.note({ at, actor: caller.id, kind: 'data-extract', participant: person.id });
    return ok(await extractOf(person, caller.roles.has('protected'), context));
  },
});

/** GET /api/me/extract: the same for the person themselves, on a phone that has shown whose it is (ME-2, ACC-3). */
export const myExtract = endpoint({
  method: 'get',
  path: '/api/me/extract',
  caller: 'participant',
  reply: DataExtract,
  limits: [{ name: 'my-extract', max: 20, perMs: 3_600_000, key: ({ phone }) => phone }],
  handle: async ({ caller }, context) => {
    const person = await context.programme.participant(caller.participant);
    if (person === undefined || caller.level !== 'link') return err({ code: 'sign-in/required' });
    return ok(await extractOf(person, true, context));
  },
});
