/** The words of reviewing, in both languages; loaded with the office's pages only. */
import { adminReviewEn } from './admin-review-en.ts';
import { adminReviewSv } from './admin-review-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminReviewText = Widened<typeof adminReviewSv>;

const texts: Readonly<Record<Language, AdminReviewText>> = { sv: adminReviewSv, en: adminReviewEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminReviewText = (): AdminReviewText => texts[useLanguage().language];
