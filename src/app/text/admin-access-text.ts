/** The words about who may do what, in both languages; loaded with the office's pages only. */
import { adminAccessEn } from './admin-access-en.ts';
import { adminAccessSv } from './admin-access-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminAccessText = Widened<typeof adminAccessSv>;

const texts: Readonly<Record<Language, AdminAccessText>> = { sv: adminAccessSv, en: adminAccessEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminAccessText = (): AdminAccessText => texts[useLanguage().language];
