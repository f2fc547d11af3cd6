/**
 * POST /api/me/certify: a participant certifies a month on a phone of their own (CERT-1).
 *
 * The rows must be exactly what the month asks about, each with exactly the minutes that count at this moment;
 * otherwise nothing is written and the page shows the new figures. Safe to repeat, also from two phones at once: what
 * is certified already is not certified again.
 */
import { linesToCertify, newlyCertified } from '../../domain/certify-month.ts';
import { err, ok } from '../../domain/result.ts';
import { hourMs, instant, monthOf } from '../../domain/time.ts';
import { CertifyHoursReply, CertifyHoursRequest } from '../../protocol/certify-hours.ts';
import { hoursOf } from '../certificates/hours-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { recordFromPhone } from '../phones-log.ts';

const perHour = 60;

export const certifyHours = endpoint({
  method: 'post',
  path: '/api/me/certify',
  caller: 'participant',
  body: CertifyHoursRequest,
  reply: CertifyHoursReply,
  maxBytes: 16_384,
  limits: [
    { name: 'me-certify', max: perHour, perMs: hourMs, key: ({ phone, address }) => phone || address },
  ],
  handle: async ({ body: { month, rows }, caller: { participant, level } }, context) => {
    if (level !== 'link') return err({ code: 'link/needed' });
    await context.logs.lock();
    const inMonth = async () =>
      (await hoursOf(participant, context)).filter(({ startsAt }) => monthOf(startsAt) === month);
    const lines = await inMonth();
    const left = newlyCertified(lines, rows);
    if (left === undefined) return err({ code: 'certify/changed' });
    for (const { session, minutes } of left)
      await recordFromPhone(context, context.services, {
        kind: 'hours-certified',
        session,
        participant,
        minutes,
        on: 'phone',
      });
    const certified = left.length === 0 ? lines : await inMonth();
    return ok({
      minutes: linesToCertify(certified).reduce((sum, line) => sum + line.minutes, 0),
      at: instant(Math.max(0, ...certified.map(({ certificate }) => certificate?.at ?? 0))),
    });
  },
});
