import { err, ok } from '../../domain/result.ts';
import { RemindReply, RemindRequest } from '../../protocol/list-certificates.ts';
import { monthCertificates } from '../certificates/month-certificates.ts';
import { endpoint } from '../http/endpoint.ts';
import { certifyReminderKind } from '../letters/certify-reminder.ts';
import { addressesOf } from '../letters/recipient.ts';
import { sendLetter } from '../letters/send-letter.ts';

/**
 * POST /api/admin/certificates/remind: a letter to each of the chosen who still has something to certify and an address
 * to write to (CERT-5). Nobody who has certified meanwhile is written to.
 */
export const remindToCertify = endpoint({
  method: 'post',
  path: '/api/admin/certificates/remind',
  caller: 'administrator',
  roles: ['reviewer'],
  body: RemindRequest,
  reply: RemindReply,
  handle: async ({ body: { month, participants }, caller }, context) => {
    const { officeLog, programme, services } = context;
    if (services.mailFrom === undefined) return err({ code: 'letters/no-server' });
    const waiting = new Set<string>(
      (await monthCertificates(month, context)).people
        .filter(({ standing }) => standing === 'to-certify' || standing === 'reopened')
        .map(({ participant }) => participant),
    );
    const people = (await programme.participantsWith([...new Set(participants)])).filter(({ id }) =>
      waiting.has(id),
    );
    const reach = await addressesOf(people, context);
    const written = people.filter(({ id }) => (reach.get(id)?.kind ?? 'none') !== 'none');
    for (const { id } of written)
      await sendLetter({ kind: certifyReminderKind, to: { participant: id }, about: { month } }, context);
    if (written.length > 0)
      await officeLog.append({
        kind: 'certify-reminders-sent',
        actor: caller.id,
        at: services.clock(),
        month,
        participants: written.map(({ id }) => id),
      });
    return ok({ queued: written.length });
  },
});
