/** The words about participants' certificates; loaded with the office's pages only. */
import { adminCertifyEn } from './admin-certify-en.ts';
import { adminCertifySv } from './admin-certify-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type AdminCertifyText = Widened<typeof adminCertifySv>;

const texts: Readonly<Record<Language, AdminCertifyText>> = { sv: adminCertifySv, en: adminCertifyEn };

/** The words in the language now read; for screens under admin/ only. */
export const useAdminCertifyText = (): AdminCertifyText => texts[useLanguage().language];
