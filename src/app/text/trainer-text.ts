/** The trainer's words, apart from the others so that the office and the participants never load them. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';
import { trainerEn } from './trainer-en.ts';
import { trainerSv } from './trainer-sv.ts';

export type TrainerText = Widened<typeof trainerSv>;

const texts: Readonly<Record<Language, TrainerText>> = { sv: trainerSv, en: trainerEn };

/** The trainer's words in the language now read; for screens under trainer/ only. */
export const useTrainerText = (): TrainerText => texts[useLanguage().language];
