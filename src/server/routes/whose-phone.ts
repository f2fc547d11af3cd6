import { ok } from '../../domain/result.ts';
import { WhosePhoneReply } from '../../protocol/whose-phone.ts';
import { endpoint } from '../http/endpoint.ts';

/**
 * GET /api/me/known: what a phone that keeps no card asks before anything else. That it is nobody's is an answer like any
 * other, so that a browser reports no error to somebody who has come to check in (SIGN-7).
 */
export const whosePhone = endpoint({
  method: 'get',
  path: '/api/me/known',
  caller: 'anyone',
  reply: WhosePhoneReply,
  handle: async (_asked, { ownerOfPhone }) => ok({ isKnown: (await ownerOfPhone()) !== undefined }),
});
