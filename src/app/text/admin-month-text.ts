/** The words of the month and its rules, in both languages; loaded with the office's pages only. */
import { adminMonthEn } from './admin-month-en.ts';
import { adminMonthSv } from './admin-month-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminMonthText = Widened<typeof adminMonthSv>;

const texts: Readonly<Record<Language, AdminMonthText>> = { sv: adminMonthSv, en: adminMonthEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminMonthText = (): AdminMonthText => texts[useLanguage().language];
