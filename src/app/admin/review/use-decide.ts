/** Sends a decision and says what became of it: nothing typed is lost, and a page that was old is read anew. */
import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';

export type Fault = { readonly title: string; readonly action: string; readonly code: string };

export type Decide = {
  readonly isSending: boolean;
  readonly fault: Fault | undefined;
  /** Answers whether it was decided. */
  readonly decide: (path: string, body: unknown, schema: z.ZodMiniType) => Promise<boolean>;
};

const codeOf = (failure: CallFailure): string =>
  failure.kind === 'problem' ? failure.problem.code : failure.kind;

/** `onStale` is called when something had changed since the page was shown. */
export const useDecide = (onStale: () => void): Decide => {
  const { page: words } = useAdminReviewText();
  const callWords = useCallWords();
  const [isSending, setIsSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const decide = useCallback<Decide['decide']>(
    async (path, body, schema) => {
      setIsSending(true);
      setFault(undefined);
      const answer = await send(path, body, schema);
      setIsSending(false);
      if (answer.ok) return true;
      const code = codeOf(answer.error);
      if (code === 'review/changed' || code === 'review/not-ready') onStale();
      setFault(
        code === 'review/changed'
          ? { code, title: words.changed, action: words.changedHint }
          : { code, ...callWords(answer.error) },
      );
      return false;
    },
    [callWords, words, onStale],
  );
  return { isSending, fault, decide };
};
