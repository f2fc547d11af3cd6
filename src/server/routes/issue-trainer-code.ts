import { err, ok } from '../../domain/result.ts';
import { IssueTrainerCodeReply, IssueTrainerCodeRequest } from '../../protocol/issue-trainer-code.ts';
import { newTrainerCode } from '../accounts/trainer-codes.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';

/** POST /api/admin/trainers/code: a new code for a trainer the plan names, told this once (ATTEST-3). */
export const issueTrainerCode = endpoint({
  method: 'post',
  path: '/api/admin/trainers/code',
  caller: 'administrator',
  roles: ['planner', 'system'],
  body: IssueTrainerCodeRequest,
  reply: IssueTrainerCodeReply,
  maxBytes: 4096,
  prepare: async (_asked, read, services) => {
    const { hashing, taken } = await read(async ({ trainers }) => ({
      hashing: await trainers.hashing(),
      taken: new Set((await trainers.all()).map(({ code_hash }) => code_hash)),
    }));
    return { hashing, ...(await newTrainerCode(services, hashing, taken)) };
  },
  handle: async ({ body: { name }, caller, prepared }, { programme, trainers, officeLog, services }) => {
    await trainers.lock();
    const all = await trainers.all();
    const held = all.find((trainer) => trainer.name === name);
    if (held === undefined && !(await programme.trainerNames()).has(name))
      return err({ code: 'trainer/unknown' });
    const taken = new Set(all.map(({ code_hash }) => code_hash));
    const { code, hash } = taken.has(prepared.hash)
      ? await newTrainerCode(services, prepared.hashing, taken)
      : prepared;
    const now = services.clock();
    const id = held?.id ?? createId(services);
    await trainers.put({ id, name, code_hash: hash, issued_at: now });
    await officeLog.append({ kind: 'trainer-code-issued', actor: caller.id, at: now, trainer: id });
    return ok({ name, code });
  },
});
