/** Which of two words goes with a number. Swedish and English share the rule: one, or any other number. */
import type { Language } from './languages.ts';

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  sv: new Intl.PluralRules('sv-SE'),
  en: new Intl.PluralRules('en-GB'),
};

/** `plural('sv', 1, 'person', 'personer')` → person */
export const plural = (language: Language, n: number, one: string, other: string): string =>
  rules[language].select(n) === 'one' ? one : other;

/** The number and its word, kept on one line: `1 person`, `3 personer`. */
export const counted = (language: Language, n: number, one: string, other: string): string =>
  `${n}\u00a0${plural(language, n, one, other)}`;
