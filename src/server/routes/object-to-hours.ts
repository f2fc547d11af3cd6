/**
 * POST /api/me/objection: "Något stämmer inte". The words are kept apart from every log, the session returns to the
 * review, and its row stays uncertified until the office has answered (CERT-3).
 */
import { err, ok } from '../../domain/result.ts';
import { hourMs } from '../../domain/time.ts';
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import { ObjectToHoursReply, ObjectToHoursRequest } from '../../protocol/object-to-hours.ts';
import { hoursOf } from '../certificates/hours-of.ts';
import { ownSessionsOf } from '../own-sessions.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';

const perHour = 10;

/** True for a session the person came to, or was expected at and that is over. */
const isOwnSession = async (
  participant: Parameters<typeof hoursOf>[0],
  session: string,
  context: Context,
): Promise<boolean> => {
  if ((await hoursOf(participant, context)).some((line) => line.session === session)) return true;
  const own = await ownSessionsOf(participant, context);
  return own.some(
    (planned) => planned.session.id === session && planned.session.endsAt <= context.services.clock(),
  );
};

export const objectToHours = endpoint({
  method: 'post',
  path: '/api/me/objection',
  caller: 'participant',
  body: ObjectToHoursRequest,
  reply: ObjectToHoursReply,
  maxBytes: 8192,
  limits: [
    { name: 'me-objection', max: perHour, perMs: hourMs, key: ({ phone, address }) => phone || address },
  ],
  handle: async ({ body, caller: { participant, level } }, context) => {
    const { session, text } = body;
    if (level !== 'link') return err({ code: 'link/needed' });
    if (looksLikeIdentityNumber(text)) return err({ code: 'text/identity-number' });
    await context.logs.lock();
    if (!(await isOwnSession(participant, session, context))) return err({ code: 'session/unknown' });
    const open = (await context.reviews.objectionsOf(participant)).filter(
      (one) => one.session === session && one.answered_at === null,
    );
    const texts = await context.writtenTexts.read(open.map((one) => one.text));
    const same = open.find((one) => texts.get(one.text) === text);
    if (same !== undefined) return ok({ objection: same.id });
    const now = context.services.clock();
    const objection = createId(context.services);
    const hash = await context.writtenTexts.keep(text, now);
    await context.reviews.addObjection({ id: objection, participant, session, text: hash, made_at: now });
    await context.officeLog.append({
      kind: 'objection-made',
      actor: 'participant',
      at: now,
      session,
      participant,
      objection,
      text: hash,
    });
    await context.attendance.recompute([session], now);
    return ok({ objection });
  },
});
