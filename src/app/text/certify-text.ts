/** The words about certifying, for the participants' pages and the tablet. */
import { certifyEn } from './certify-en.ts';
import { certifySv } from './certify-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type CertifyText = Widened<typeof certifySv>;

/** In both languages, for the locked tablet whose visitor may read another than the trainer. */
export const certifyTexts: Readonly<Record<Language, CertifyText>> = { sv: certifySv, en: certifyEn };

export const useCertifyText = (): CertifyText => certifyTexts[useLanguage().language];
