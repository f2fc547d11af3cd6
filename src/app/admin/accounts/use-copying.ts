/** Copying what one cannot learn by heart: how it went is said aloud and stands on the page. */
import { useState } from 'react';
import { useAccountText } from '../../text/admin-account-text.ts';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';

export const useCopying = (what: string, failedWords: string) => {
  const { recovery } = useAccountText();
  const announce = useAnnounce();
  const [copying, setCopying] = useState<'copied' | 'failed'>();
  const told = (how: 'copied' | 'failed'): void => {
    setCopying(how);
    announce(how === 'copied' ? recovery.copied : failedWords, 'polite');
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(what).then(
      () => told('copied'),
      () => told('failed'),
    );
  };
  return { copying, copy };
};
