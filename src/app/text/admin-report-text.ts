/** The words about reports and papers, in both languages; loaded with the office's pages only. */
import { adminReportEn } from './admin-report-en.ts';
import { adminReportSv } from './admin-report-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminReportText = Widened<typeof adminReportSv>;

const texts: Readonly<Record<Language, AdminReportText>> = { sv: adminReportSv, en: adminReportEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminReportText = (): AdminReportText => texts[useLanguage().language];
