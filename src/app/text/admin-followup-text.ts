/** The words of the overview and the follow-up, in both languages; loaded with the office's pages only. */
import { adminFollowupEn } from './admin-followup-en.ts';
import { adminFollowupSv } from './admin-followup-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminFollowupText = Widened<typeof adminFollowupSv>;

const texts: Readonly<Record<Language, AdminFollowupText>> = { sv: adminFollowupSv, en: adminFollowupEn };

/** The words in the language now read; for screens under admin/ only. */
export const useFollowupText = (): AdminFollowupText => texts[useLanguage().language];
