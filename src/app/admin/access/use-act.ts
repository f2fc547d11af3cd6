import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';
import type { CallFailure } from '../../device/server-call.ts';
import { send } from '../admin-api.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';

export type Acting = {
  readonly isSending: boolean;
  readonly failure: CallFailure | undefined;
  /** Sends the change, after the password where it is asked for; answers the reply, or nothing when it failed. */
  readonly act: <T>(path: string, body: unknown, reply: z.ZodMiniType<T>) => Promise<T | undefined>;
};

/** One change at a time, with what went wrong with the latest. */
export const useSensitiveAct = (): Acting => {
  const ask = useFreshSignIn();
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const act = useCallback<Acting['act']>(
    async (path, body, reply) => {
      setIsSending(true);
      setFailure(undefined);
      const answer = await ask(() => send(path, body, reply));
      setIsSending(false);
      if (answer.ok) return answer.value;
      setFailure(answer.error);
      return undefined;
    },
    [ask],
  );
  return { isSending, failure, act };
};
