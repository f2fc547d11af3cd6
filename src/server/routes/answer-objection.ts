/** POST /api/admin/objections/answer: the answer stands on the participant's page, and the row can be certified (CERT-3). */
import { err, ok } from '../../domain/result.ts';
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import { AnswerObjectionReply, AnswerObjectionRequest } from '../../protocol/answer-objection.ts';
import { endpoint } from '../http/endpoint.ts';

export const answerObjection = endpoint({
  method: 'post',
  path: '/api/admin/objections/answer',
  caller: 'administrator',
  roles: ['reviewer'],
  body: AnswerObjectionRequest,
  reply: AnswerObjectionReply,
  maxBytes: 8192,
  handle: async ({ body: { objection, answer }, caller }, context) => {
    const { attendance, logs, officeLog, reviews, services, writtenTexts } = context;
    if (looksLikeIdentityNumber(answer)) return err({ code: 'text/identity-number' });
    await logs.lock();
    const held = await reviews.objection(objection);
    if (held === undefined) return err({ code: 'request/not-found' });
    if (held.answered_at !== null) return err({ code: 'review/changed' });
    const now = services.clock();
    const { session, participant } = held;
    const text = await writtenTexts.keep(answer, now);
    await reviews.answerObjection(objection, text, caller.id, now);
    await officeLog.append({
      kind: 'objection-answered',
      actor: caller.id,
      at: now,
      session,
      participant,
      objection,
      text,
    });
    await attendance.recompute([session], now);
    return ok({ objection });
  },
});
