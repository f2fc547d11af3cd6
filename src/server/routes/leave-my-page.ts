import { ok } from '../../domain/result.ts';
import { LeaveMyPageReply } from '../../protocol/leave-my-page.ts';
import { endpoint } from '../http/endpoint.ts';

/** POST /api/me/leave: this phone is nobody's again, here and on the phone; also when it already was (ME-1). */
export const leaveMyPage = endpoint({
  method: 'post',
  path: '/api/me/leave',
  caller: 'anyone',
  reply: LeaveMyPageReply,
  handle: async (_asked, { phones, ownerOfPhone, setPhone }) => {
    const owner = await ownerOfPhone();
    if (owner !== undefined) await phones.end(owner.tokenHash);
    setPhone(null);
    return ok({});
  },
});
