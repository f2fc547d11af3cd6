/** A problem's words in the language now read. */
import type { ProblemCode } from '../../protocol/problems.ts';
import { useLanguage } from './language.tsx';
import { problemsEn } from './problems-en.ts';
import { problemsSv, type ProblemWords } from './problems-sv.ts';

const words = { sv: problemsSv, en: problemsEn };

/** `useProblemText()('enrol/code-used').title` */
export const useProblemText = (): ((code: ProblemCode) => ProblemWords) => {
  const { language } = useLanguage();
  return (code) => words[language][code];
};
