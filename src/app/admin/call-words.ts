/** What people read when a call fails: a problem's own words, or that the service does not answer. */
import { useCallback } from 'react';
import type { CallFailure } from '../device/server-call.ts';
import { useAdminText } from '../text/admin-text.ts';
import { useProblemText } from '../text/problem-text.ts';
import type { ProblemWords } from '../text/problems-sv.ts';

/** `useCallWords()(failure).title` */
export const useCallWords = (): ((failure: CallFailure) => ProblemWords) => {
  const problem = useProblemText();
  const { menu, signIn } = useAdminText();
  return useCallback(
    (failure) => {
      if (failure.kind !== 'problem')
        return { title: menu.noAnswer.title, action: menu.noAnswer.nothingSent };
      const { code, retryAfter } = failure.problem;
      const words = problem(code);
      return code === 'request/rate-limited' && retryAfter !== undefined
        ? { title: words.title, action: signIn.wait({ minutes: Math.ceil(retryAfter / 60) }) }
        : words;
    },
    [problem, menu, signIn],
  );
};
