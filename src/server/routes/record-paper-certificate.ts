/**
 * POST /api/admin/certificates/paper: a signed form has come back. One entry per session in the office's log, for
 * exactly the minutes that count now, as on a phone (CERT-1, CERT-4); where the paper is kept is named by its hash.
 */
import { linesToCertify, newlyCertified } from '../../domain/certify-month.ts';
import { err, ok } from '../../domain/result.ts';
import { monthOf } from '../../domain/time.ts';
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import {
  RecordPaperCertificateReply,
  RecordPaperCertificateRequest,
} from '../../protocol/record-paper-certificate.ts';
import { hoursOf } from '../certificates/hours-of.ts';
import { endpoint } from '../http/endpoint.ts';

export const recordPaperCertificate = endpoint({
  method: 'post',
  path: '/api/admin/certificates/paper',
  caller: 'administrator',
  roles: ['reviewer'],
  body: RecordPaperCertificateRequest,
  reply: RecordPaperCertificateReply,
  maxBytes: 16_384,
  handle: async ({ body: { participant, month, rows, keptWhere }, caller }, context) => {
    const { attendance, logs, officeLog, services, writtenTexts } = context;
    if (looksLikeIdentityNumber(keptWhere)) return err({ code: 'text/identity-number' });
    await logs.lock();
    const lines = (await hoursOf(participant, context)).filter(({ startsAt }) => monthOf(startsAt) === month);
    const left = newlyCertified(lines, rows);
    if (left === undefined) return err({ code: 'certify/changed' });
    const now = services.clock();
    if (left.length > 0) {
      const text = await writtenTexts.keep(keptWhere, now);
      for (const { session, minutes } of left)
        await officeLog.append({
          kind: 'paper-certificate-recorded',
          actor: caller.id,
          at: now,
          session,
          participant,
          minutes,
          text,
        });
      await attendance.recompute(
        left.map(({ session }) => session),
        now,
      );
    }
    const minutes = linesToCertify(lines).reduce((sum, line) => sum + line.minutes, 0);
    return ok({ sessions: left.length, minutes });
  },
});
