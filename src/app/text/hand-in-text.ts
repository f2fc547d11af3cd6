/** The words about handing in a rescue file, loaded when somebody does. */
import { handInEn } from './hand-in-en.ts';
import { handInSv } from './hand-in-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type HandInText = Widened<typeof handInSv>;

const texts: Readonly<Record<Language, HandInText>> = { sv: handInSv, en: handInEn };

/** The words in the language now read. */
export const useHandInText = (): HandInText => texts[useLanguage().language];
