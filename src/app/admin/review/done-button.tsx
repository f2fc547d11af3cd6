/** "Klart": everything about the session has been looked at; until then it says how many decisions are left (RVIEW-2). */
import { useNavigate } from 'react-router';
import { DecidedReply, type ShowReviewReply } from '../../../protocol/review.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { useMay } from '../admin-frame.tsx';
import { FaultBanner } from './panel-shell.tsx';
import { useDecide } from './use-decide.ts';
import { useWaiting } from './waiting.tsx';
import styles from './review.module.css';

/** What gets focus when nothing is left to decide. */
export const doneId = 'review-done';

type DoneProps = { readonly review: ShowReviewReply; readonly refresh: () => void };

export const Done = ({ review, refresh }: DoneProps) => {
  const { page: words } = useAdminReviewText();
  const may = useMay();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { refresh: recount } = useWaiting();
  const { isSending, fault, decide } = useDecide(refresh);
  const left = review.matters.length;
  const isBroken = review.broken.length > 0;
  const act = async (): Promise<void> => {
    const body = { session: review.page.session.id, basis: review.basis };
    if (!(await decide('/api/admin/review/done', body, DecidedReply))) return;
    announce(words.doneSaid, 'polite');
    recount();
    void navigate(review.next === null ? '/admin/granska' : `/admin/granska/${review.next}`);
  };
  if (review.isReviewed && left === 0)
    return (
      <div className={styles['head']}>
        <Tag tone="in" icon="check-circle">
          {words.reviewed}
        </Tag>
        <LinkButton
          id={doneId}
          size="s"
          href={review.next === null ? '/admin/granska' : `/admin/granska/${review.next}`}
        >
          {review.next === null ? words.toQueue : words.next}
        </LinkButton>
      </div>
    );
  if (!may('reviewer')) return null;
  const reason = isBroken ? words.brokenWhy : left > 0 ? words.doneWhy : isSending ? words.saving : undefined;
  return (
    <div className="stack-s">
      <Button
        id={doneId}
        variant="primary"
        icon="seal-check"
        disabledReason={reason}
        onClick={() => void act()}
      >
        {isBroken ? words.doneBroken : left > 0 ? words.doneLeft({ n: left }) : words.done}
      </Button>
      <FaultBanner fault={fault} />
    </div>
  );
};
