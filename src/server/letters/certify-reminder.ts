/** The letter that reminds somebody to certify a month; not sent to whoever has certified meanwhile (CERT-5). */
import * as z from 'zod/mini';
import { certifyBy, monthSpan, monthStanding, MonthText } from '../../domain/certify-month.ts';
import { err, ok } from '../../domain/result.ts';
import { instantAt, monthOf } from '../../domain/time.ts';
import { hoursOf } from '../certificates/hours-of.ts';
import { paragraph, type LetterKind } from './letter.ts';
import { personalLink } from './personal-link.ts';

export const certifyReminderKind = 'certify-reminder';

const About = z.strictObject({ month: MonthText });

const written = (language: string, options: Intl.DateTimeFormatOptions, at: number): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'Europe/Stockholm', ...options }).format(at);

export const certifyReminderLetter: LetterKind<z.infer<typeof About>> = {
  kind: certifyReminderKind,
  about: About,
  write: async ({ participant, about: { month }, stores, services }) => {
    if (participant === undefined) return err('gone');
    const { origin, office, programme, clock } = services;
    const badge = (await stores.badges.tokens([participant.id])).get(participant.id);
    if (badge === undefined) return err('no-card');
    const now = clock();
    const lines = (await hoursOf(participant.id, stores)).filter(
      ({ startsAt }) => monthOf(startsAt) === month,
    );
    const standing = monthStanding(lines, monthOf(now));
    if (standing !== 'to-certify' && standing !== 'reopened') return err('gone');
    const last = instantAt(certifyBy(month), '23:59');
    const name = (language: string): string => written(language, { month: 'long' }, monthSpan(month).from);
    const day = (language: string): string => written(language, { day: 'numeric', month: 'long' }, last);
    const isLate = now > last;
    const reach = office.phone === '' ? office.name : `${office.name}, ${office.phone}`;
    const address = personalLink(origin, badge.token);
    return ok({
      subject: `Intyga din tid i ${programme}`,
      sv: [
        paragraph(`Hej ${participant.given}!`),
        paragraph(
          `Det är dags att intyga din tid i ${name('sv-SE')}. ${isLate ? `Sista dagen var ${day('sv-SE')}, men du kan intyga ändå.` : `Gör det senast ${day('sv-SE')}.`}`,
        ),
        { kind: 'link', label: 'Kontrollera och intyga', address },
        paragraph('Länken är bara din. Skicka den inte vidare.'),
        paragraph(`Stämmer något inte, eller vill du hellre intyga på papper? Kontakta ${reach}.`),
      ],
      en: [
        paragraph(`Hello ${participant.given},`),
        paragraph(
          `It is time to certify your time in ${name('en-GB')}. ${isLate ? `The last day was ${day('en-GB')}, but you can still certify.` : `Do it by ${day('en-GB')}.`}`,
        ),
        { kind: 'link', label: 'Check and certify', address },
        paragraph('The link is yours alone. Do not pass it on.'),
        paragraph(`Is something wrong, or would you rather certify on paper? Contact ${reach}.`),
      ],
    });
  },
};
