/** The words of the two pages for everybody: how data is handled, and how the app can be used. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import { publicEn } from './public-en.ts';
import { publicSv } from './public-sv.ts';
import type { Widened } from './text-type.ts';

export type PublicText = Widened<typeof publicSv>;

const texts: Readonly<Record<Language, PublicText>> = { sv: publicSv, en: publicEn };

export const usePublicText = (): PublicText => texts[useLanguage().language];
