/** The participants' words, apart from the others so that a tablet and the office never load them. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import { participantEn } from './participant-en.ts';
import { participantSv } from './participant-sv.ts';
import type { Widened } from './text-type.ts';

export type ParticipantText = Widened<typeof participantSv>;

const texts: Readonly<Record<Language, ParticipantText>> = { sv: participantSv, en: participantEn };

/** The participants' words in the language now read; for screens under participant/ only. */
export const useParticipantText = (): ParticipantText => texts[useLanguage().language];
