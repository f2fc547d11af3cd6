import { err, ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import { IdentifyByCardReply, IdentifyByCardRequest } from '../../protocol/identify-by-card.ts';
import { endpoint } from '../http/endpoint.ts';
import { keepPhone } from '../accounts/keep-phone.ts';

const perMs = 15 * minuteMs;
/** A full room behind one address, each of whom types wrong now and then; a code has 40 bits. */
const perAddress = 60;
const perCode = 10;

/** POST /api/me/identify: the readable code lets a phone check its owner in, and shows nothing of any hours (ME-2). */
export const identifyByCard = endpoint({
  method: 'post',
  path: '/api/me/identify',
  caller: 'anyone',
  body: IdentifyByCardRequest,
  reply: IdentifyByCardReply,
  maxBytes: 4096,
  limits: [
    { name: 'me-identify-address', max: perAddress, perMs, key: ({ address }) => address },
    { name: 'me-identify-code', max: perCode, perMs, key: ({ body }) => body.code },
  ],
  handle: async ({ body }, context) => {
    const { badges, programme } = context;
    const badge = await badges.byCode(body.code);
    if (badge === undefined) return err({ code: 'link/unknown' });
    if (badge.blocked_at !== null) return err({ code: 'link/blocked' });
    const person = await programme.participant(badge.participant);
    if (person === undefined) return err({ code: 'link/unknown' });
    await keepPhone(context, badge, 'card');
    return ok({ given: person.given });
  },
});
