/**
 * Said when the office's form is newer than this app: no new lists until it is updated (OLD-2). It stands above today's
 * sessions and stops nothing. A file of its own, because hardly any tablet ever shows it.
 */
import { useProblemText } from '../text/problem-text.ts';
import { Banner } from '../ui/banner/banner.tsx';

export const TooOldBanner = () => {
  const { title, action } = useProblemText()('device/too-old');
  return (
    <Banner tone="already" icon="arrow-circle-down" title={title}>
      <p>{action}</p>
    </Banner>
  );
};
