/** The words about one's own account, in both languages; loaded with the office's pages only. */
import { adminAccountEn } from './admin-account-en.ts';
import { adminAccountSv } from './admin-account-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminAccountText = Widened<typeof adminAccountSv>;

const texts: Readonly<Record<Language, AdminAccountText>> = { sv: adminAccountSv, en: adminAccountEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAccountText = (): AdminAccountText => texts[useLanguage().language];
