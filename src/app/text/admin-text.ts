/** The office's words, apart from the others so that a tablet never loads them. */
import { adminEn } from './admin-en.ts';
import { adminSv } from './admin-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminText = Widened<typeof adminSv>;

const texts: Readonly<Record<Language, AdminText>> = { sv: adminSv, en: adminEn };

/** The office's words in the language now read; for screens under admin/ only. */
export const useAdminText = (): AdminText => texts[useLanguage().language];
