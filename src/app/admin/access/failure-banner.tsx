import type { CallFailure } from '../../device/server-call.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { useCallWords } from '../call-words.ts';

/** What went wrong, said aloud; nothing when nothing did. */
export const FailureBanner = ({ failure }: { readonly failure: CallFailure | undefined }) => {
  const callWords = useCallWords();
  if (failure === undefined) return null;
  const { title, action } = callWords(failure);
  return (
    <Banner role="alert" tone="stop" title={title}>
      {action}
    </Banner>
  );
};
