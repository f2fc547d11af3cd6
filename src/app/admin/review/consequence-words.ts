/** What follows from a correction, as sentences (RVIEW-4). */
import type { AdminReviewText } from '../../text/admin-review-text.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import type { Consequence } from './correction-draft.ts';

/** One consequence as a sentence. */
export const consequenceWords = (
  { correction: words }: AdminReviewText,
  consequence: Consequence,
  name: string,
  month: string,
): string => {
  switch (consequence.kind) {
    case 'session':
      return words.session({
        before: hoursAndMinutes(consequence.before),
        after: hoursAndMinutes(consequence.after),
      });
    case 'same':
      return words.same;
    case 'outside':
      return words.error.outside;
    case 'certifies':
      return words.certifies({ name });
    case 'certifies-again':
      return words.certifiesAgain({ name });
    case 'nothing-left':
      return words.nothingLeft({ name });
    case 'month-open':
      return words.open({ month });
    case 'month-locked':
      return words.locked({ month });
  }
};
