/** The words of the tablet’s later views, apart from those of the first so that it loads sooner. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import { viewsEn } from './views-en.ts';
import { viewsSv } from './views-sv.ts';
import type { Widened } from './text-type.ts';

export type ViewsText = Widened<typeof viewsSv>;

const texts: Readonly<Record<Language, ViewsText>> = { sv: viewsSv, en: viewsEn };

/** The words in the language now read; for screens under trainer/ that are loaded after the first. */
export const useViewsText = (): ViewsText => texts[useLanguage().language];
