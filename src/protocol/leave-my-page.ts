/** POST /api/me/leave: this phone is no longer the participant's; its cookie is forgotten on the server too. */
import * as z from 'zod/mini';

export const LeaveMyPageReply = z.strictObject({});
