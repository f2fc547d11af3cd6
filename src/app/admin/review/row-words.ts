/** What a row of the review is called, and what has to be decided about it, in a few words. */
import { unitName } from '../../../domain/programme.ts';
import type { Matter, ShowReviewReply } from '../../../protocol/review.ts';
import type { AdminReviewText } from '../../text/admin-review-text.ts';
import type { AdminText } from '../../text/admin-text.ts';
import { fullName } from '../sessions/person-name.ts';
import { eventOf, type ReviewRow } from './review-rows.ts';

export const personIn = (page: ShowReviewReply['page'], id: string) =>
  page.people.find(({ participant }) => participant === id);

const walkInName = (page: ShowReviewReply['page'], id: string, words: AdminReviewText): string => {
  const written = page.walkIns.find((walkIn) => walkIn.id === id)?.written ?? null;
  return written === null ? words.page.unreadable : `${fullName(written)}?`;
};

/** What the row is called: the person, or the matter where it is about nobody in particular. */
export const rowName = (row: ReviewRow, review: ShowReviewReply, words: AdminReviewText): string => {
  if (row.kind === 'person') return fullName(row.person);
  if (row.kind === 'walk-in') return walkInName(review.page, row.walkIn.id, words);
  const { matter } = row;
  switch (matter.kind) {
    case 'remarks':
    case 'objection': {
      const person = personIn(review.page, matter.participant);
      return person === undefined ? words.page.objection : fullName(person);
    }
    case 'walk-in':
      return walkInName(review.page, matter.walkIn, words);
    case 'scan':
      return matter.owner === null ? words.page.unknownCard : fullName(matter.owner);
    case 'set-aside':
      return words.page.setAside({ n: matter.events });
    case 'not-attested':
      return words.page.notAttested;
    case 'not-closed':
      return words.page.notClosed;
    case 'nothing-recorded':
      return words.page.nothingRecorded;
  }
};

/** What has to be decided, in a few words; nothing where the row's name says it. */
export const matterWords = (
  matter: Matter,
  page: ShowReviewReply['page'],
  words: AdminReviewText,
  { session }: AdminText,
): string => {
  switch (matter.kind) {
    case 'remarks':
      return matter.remarks.map((remark) => session.remark[remark]).join(', ');
    case 'objection':
      return words.page.objection;
    case 'walk-in': {
      const [best] = matter.suggestions;
      return best === undefined
        ? words.page.noneLike
        : words.page.likely({ name: fullName(best), unit: unitName(best.unit) });
    }
    case 'scan': {
      const reason = eventOf(page, matter.event)?.reason ?? null;
      return reason === null ? words.page.scanned : session.refused[reason];
    }
    case 'set-aside':
    case 'not-attested':
    case 'not-closed':
    case 'nothing-recorded':
      return '';
  }
};
