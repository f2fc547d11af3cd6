/** The words of closing, today, connecting the tablet and its help page, in the language now read. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import { tabletEn } from './tablet-en.ts';
import { tabletSv } from './tablet-sv.ts';
import type { Widened } from './text-type.ts';

export type TabletText = Widened<typeof tabletSv>;

const texts: Readonly<Record<Language, TabletText>> = { sv: tabletSv, en: tabletEn };

export const useTabletText = (): TabletText => texts[useLanguage().language];
