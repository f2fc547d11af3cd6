/** What a trainer writes about somebody without a badge who is on no list; sealed to the office on the tablet (WALK-1). */
import * as z from 'zod/mini';
import { canonical } from './log.ts';

const short = z.string().check(z.maxLength(80));
export const WalkInName = z.strictObject({ given: short, family: short, workplace: short });
export type WalkInName = z.infer<typeof WalkInName>;

/** What is sealed, as text. */
export const walkInText = (name: WalkInName): string => canonical(name);

/** What was sealed, read; `undefined` if it is not what a tablet writes. */
export const readWalkIn = (text: string): WalkInName | undefined => {
  try {
    return WalkInName.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** What the envelope is for: it opens for this person at this session and for nothing else. */
export const walkInPurpose = (session: string, participant: string): string =>
  `walk-in/${session}/${participant}`;

/** True for what could be a personal identity number, which is never to be written here. */
export const looksLikeIdentityNumber = (text: string): boolean =>
  /\d[\d\s–+-]{4,}\d/.test(text.normalize('NFKC'));
