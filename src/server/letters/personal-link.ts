/** The letter with somebody's personal link: the badge's own address, which opens their hours on a phone (ME-1). */
import * as z from 'zod/mini';
import { err, ok } from '../../domain/result.ts';
import { paragraph, type LetterKind } from './letter.ts';

export const personalLinkKind = 'personal-link';

/** The address as a person reads it; the badge's QR says the same in capitals (BADGE-1). */
export const personalLink = (origin: string, token: string): string => `${origin}/B/${token}`;

const About = z.strictObject({});

export const personalLinkLetter: LetterKind<z.infer<typeof About>> = {
  kind: personalLinkKind,
  about: About,
  write: async ({ participant, stores, services: { origin, office, programme } }) => {
    const badge =
      participant === undefined
        ? undefined
        : (await stores.badges.tokens([participant.id])).get(participant.id);
    if (participant === undefined || badge === undefined) return err('no-card');
    const address = personalLink(origin, badge.token);
    const reach = office.phone === '' ? office.name : `${office.name}, ${office.phone}`;
    return ok({
      subject: `Din personliga länk till ${programme}`,
      sv: [
        paragraph(`Hej ${participant.given}!`),
        paragraph(
          `Du är anmäld till ${programme}. Med länken kan du se dina tider, visa ditt deltagarkort och intyga din tid.`,
        ),
        { kind: 'link', label: 'Öppna din sida', address },
        paragraph('Länken är bara din. Skicka den inte vidare.'),
        paragraph(`Är brevet inte till dig, eller undrar du något? Kontakta ${reach}.`),
      ],
      en: [
        paragraph(`Hello ${participant.given},`),
        paragraph(
          `You are registered for ${programme}. With the link you can see your times, show your participant card and certify your time.`,
        ),
        { kind: 'link', label: 'Open your page', address },
        paragraph('The link is yours alone. Do not pass it on.'),
        paragraph(`Is this letter not for you, or do you have a question? Contact ${reach}.`),
      ],
    });
  },
};
