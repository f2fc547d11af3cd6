import { ok } from '../../domain/result.ts';
import { hourMs, instant } from '../../domain/time.ts';
import { RecordNoticeReply, RecordNoticeRequest } from '../../protocol/record-notice.ts';
import { endpoint } from '../http/endpoint.ts';

const perHour = 30;

/** POST /api/me/notice: the first time counts, and stands in the office's log (ME-4, LOG-6). Safe to repeat. */
export const recordNotice = endpoint({
  method: 'post',
  path: '/api/me/notice',
  caller: 'participant',
  body: RecordNoticeRequest,
  reply: RecordNoticeReply,
  maxBytes: 4096,
  limits: [{ name: 'me-notice', max: perHour, perMs: hourMs, key: ({ phone, address }) => phone || address }],
  handle: async ({ body: { version }, caller: { participant } }, { phones, officeLog, services }) => {
    const now = services.clock();
    const { shownAt, isFirst } = await phones.keepNotice(participant, version, now);
    if (isFirst) await officeLog.append({ kind: 'notice-shown', actor: participant, at: now, version });
    return ok({ shownAt: instant(shownAt) });
  },
});
