/** The words about the bundle for an audit, in both languages; loaded with the office's pages only. */
import { adminBundleEn } from './admin-bundle-en.ts';
import { adminBundleSv } from './admin-bundle-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminBundleText = Widened<typeof adminBundleSv>;

const texts: Readonly<Record<Language, AdminBundleText>> = { sv: adminBundleSv, en: adminBundleEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminBundleText = (): AdminBundleText => texts[useLanguage().language];
