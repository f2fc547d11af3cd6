import { useState, type ReactNode } from 'react';
import type { CallFailure } from '../../device/server-call.ts';
import { Done } from '../../../protocol/people.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';

type Acting = {
  /** Does something that needs no box: sends it, says `said` when it is done. */
  readonly act: (path: string, body: unknown, said: string) => Promise<void>;
  /** Why the last one could not be done; nothing when it could. */
  readonly trouble: ReactNode;
};

export const useAct = (onDone: () => void): Acting => {
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [failure, setFailure] = useState<CallFailure>();
  return {
    act: async (path, body, said) => {
      setFailure(undefined);
      const answer = await send(path, body, Done);
      if (!answer.ok) return setFailure(answer.error);
      announce(said, 'polite');
      onDone();
    },
    trouble:
      failure === undefined ? null : (
        <Banner role="alert" tone="stop" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      ),
  };
};
