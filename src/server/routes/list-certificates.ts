import { certifyBy, MonthText } from '../../domain/certify-month.ts';
import { err, ok } from '../../domain/result.ts';
import { ListCertificatesReply, type CertifyingPerson } from '../../protocol/list-certificates.ts';
import type { ShownLetter } from '../../protocol/letters.ts';
import { monthCertificates } from '../certificates/month-certificates.ts';
import { endpoint } from '../http/endpoint.ts';
import { addressesOf } from '../letters/recipient.ts';
import { certifyReminderKind } from '../letters/certify-reminder.ts';
import { byName } from './people-parts.ts';

const reminderOf = (letter: Pick<ShownLetter, 'state' | 'at'> | undefined): CertifyingPerson['reminder'] =>
  letter === undefined ? null : { state: letter.state, at: letter.at };

/**
 * GET /api/admin/certificates?month=2026-10: who has certified the month and who has not, under the names that lists
 * show (CERT-5, PRIV-3).
 */
export const listCertificates = endpoint({
  method: 'get',
  path: '/api/admin/certificates',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ListCertificatesReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const month = MonthText.safeParse(query['month']);
    if (!month.success) return err({ code: 'request/malformed' });
    const { letters, programme, services } = context;
    const { sessions, people } = await monthCertificates(month.data, context);
    const known = new Map(
      (await programme.participantsWith(people.map(({ participant }) => participant))).map((person) => [
        person.id as string,
        person,
      ]),
    );
    const cohorts = new Map((await programme.cohorts()).map(({ id, name }) => [id as string, name]));
    const named = people.flatMap((one) => {
      const person = known.get(one.participant);
      return person === undefined ? [] : [{ ...one, person }];
    });
    const reminders = await letters.latest(certifyReminderKind);
    const reach = await addressesOf(
      named.map(({ person }) => person),
      context,
    );
    return ok({
      month: month.data,
      certifyBy: certifyBy(month.data),
      programme: services.programme,
      office: services.office,
      canSend: services.mailFrom !== undefined,
      sessions: sessions.map(({ id, title, startsAt, endsAt, place, kind }) => ({
        id,
        title,
        startsAt,
        endsAt,
        place,
        isDigital: kind === 'digital',
      })),
      people: named
        .sort((a, b) => byName(a.person, b.person))
        .map(({ person, rows, ...one }): CertifyingPerson => {
          const { given, family, unit, cohort } = person;
          return {
            ...one,
            given,
            family,
            unit,
            cohort: cohort === null ? null : (cohorts.get(cohort) ?? null),
            canBeWritten: (reach.get(person.id)?.kind ?? 'none') !== 'none',
            reminder: reminderOf(reminders.get(person.id)),
            rows: [...rows],
          };
        }),
    });
  },
});
