/** The words about backups, in both languages; loaded with the office's pages only. */
import { adminBackupsEn } from './admin-backups-en.ts';
import { adminBackupsSv } from './admin-backups-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminBackupsText = Widened<typeof adminBackupsSv>;

const texts: Readonly<Record<Language, AdminBackupsText>> = { sv: adminBackupsSv, en: adminBackupsEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminBackupsText = (): AdminBackupsText => texts[useLanguage().language];
