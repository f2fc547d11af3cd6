/** The words about people's places and letters, in both languages; loaded with the office's pages only. */
import { adminPeopleEn } from './admin-people-en.ts';
import { adminPeopleSv } from './admin-people-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminPeopleText = Widened<typeof adminPeopleSv>;

const texts: Readonly<Record<Language, AdminPeopleText>> = { sv: adminPeopleSv, en: adminPeopleEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminPeopleText = (): AdminPeopleText => texts[useLanguage().language];
