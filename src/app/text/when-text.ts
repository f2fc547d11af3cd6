/** The words of the page "Vad göra när", in both languages; loaded with the office's pages only. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';
import { whenEn } from './when-en.ts';
import { whenSv } from './when-sv.ts';

export type WhenText = Widened<typeof whenSv>;

const texts: Readonly<Record<Language, WhenText>> = { sv: whenSv, en: whenEn };

/** The words in the language now read; for screens under admin/ only. */
export const useWhenText = (): WhenText => texts[useLanguage().language];
