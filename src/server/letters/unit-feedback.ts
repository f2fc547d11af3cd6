/** The letter to a unit's manager about their own staff: what each has attended and what is left (DASH-9). */
import * as z from 'zod/mini';
import { unitName } from '../../domain/programme.ts';
import { err, ok } from '../../domain/result.ts';
import type { FeedbackPerson } from '../../protocol/unit-feedback.ts';
import { feedbackFor } from '../figures/units.ts';
import { paragraph, type LetterKind } from './letter.ts';

export const unitFeedbackKind = 'unit-feedback';

const About = z.strictObject({ unit: z.string(), workplace: z.nullable(z.string()) });

const hoursOf = (minutes: number): string =>
  new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 2 }).format(minutes / 60);

const lineFor =
  (isWholeUnit: boolean) =>
  ({ given, family, workplace, attended, offeredSessions, minutes, leftMinutes }: FeedbackPerson): string => {
    const name = `${given} ${family}`.trim();
    const place = isWholeUnit && workplace !== '' ? `, ${workplace}` : '';
    const left = leftMinutes === 0 ? 'inget kvar' : `${hoursOf(leftMinutes)} timmar kvar`;
    return `${name}${place}: ${attended.length} av ${offeredSessions} tillfällen, ${hoursOf(minutes)} timmar, ${left}`;
  };

export const unitFeedbackLetter: LetterKind<z.infer<typeof About>> = {
  kind: unitFeedbackKind,
  about: About,
  write: async ({ about: { unit, workplace }, stores, services: { office, programme, clock } }) => {
    const people = await feedbackFor(stores, unit, workplace, clock());
    if (people.length === 0) return err('gone');
    const where = workplace === null || workplace === '' ? unitName(unit) : `${workplace}, ${unitName(unit)}`;
    const reach = office.phone === '' ? office.name : `${office.name}, ${office.phone}`;
    return ok({
      subject: `Närvaro i ${programme}: ${where}`,
      sv: [
        paragraph('Hej!'),
        paragraph(
          `Här ser du hur dina medarbetare har deltagit i ${programme} och vad de har kvar. Det gäller ${where}.`,
        ),
        { kind: 'list', items: people.map(lineFor(workplace === null)) },
        paragraph('Uppgifterna är till för dig som chef. Skicka dem inte vidare.'),
        paragraph(`Är brevet inte till dig, eller stämmer något inte? Kontakta ${reach}.`),
      ],
      en: [
        paragraph('Hello,'),
        paragraph(
          `The list above shows how your staff have attended ${programme}: sessions attended of those held, hours so far and hours left. It concerns ${where}.`,
        ),
        paragraph('The list is for you as their manager. Do not pass it on.'),
        paragraph(`Is this letter not for you, or is something wrong? Contact ${reach}.`),
      ],
    });
  },
};
