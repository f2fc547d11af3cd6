import { err, ok } from '../../domain/result.ts';
import { hourMs } from '../../domain/time.ts';
import { OpenMyPageReply, OpenMyPageRequest } from '../../protocol/open-my-page.ts';
import { endpoint } from '../http/endpoint.ts';
import { hashOf } from '../http/services.ts';
import { keepPhone } from '../accounts/keep-phone.ts';

/** A whole city's phones may be behind one address at a lecture; a token has 128 bits, and cannot be guessed at any rate. */
const perHour = 6000;

/** POST /api/me/open: who holds the badge's own address sees the hours behind it (ME-1). */
export const openMyPage = endpoint({
  method: 'post',
  path: '/api/me/open',
  caller: 'anyone',
  body: OpenMyPageRequest,
  reply: OpenMyPageReply,
  maxBytes: 4096,
  limits: [{ name: 'me-open', max: perHour, perMs: hourMs, key: ({ address }) => address }],
  handle: async ({ body }, context) => {
    const { badges, programme } = context;
    const badge = await badges.byToken(hashOf(body.token));
    if (badge === undefined) return err({ code: 'link/unknown' });
    if (badge.blocked_at !== null) return err({ code: 'link/blocked' });
    const person = await programme.participant(badge.participant);
    if (person === undefined) return err({ code: 'link/unknown' });
    await keepPhone(context, badge, 'link');
    return ok({ given: person.given });
  },
});
