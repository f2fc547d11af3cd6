/** A verdict in words, in either language. */
import type { Finding } from './findings.ts';
import { wordsEn } from './words-en.ts';
import { wordsSv } from './words-sv.ts';

export type Words = typeof wordsSv;
export type VerifierLanguage = 'sv' | 'en';

export const wordsIn: Readonly<Record<VerifierLanguage, Words>> = { sv: wordsSv, en: wordsEn };

/** One finding as a sentence. */
export const sentenceOf = (finding: Finding, { finding: sentences }: Words): string =>
  (sentences[finding.code] as (about: Finding) => string)(finding);
