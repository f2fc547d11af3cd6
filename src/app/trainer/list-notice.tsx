/** What the latest press did, above the list, with a way to undo it. It stays until the next. */
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Outcome } from './door.ts';
import type { ListWork } from './use-list-work.ts';
import type { SessionView } from './use-session.ts';
import styles from './list-screen.module.css';

type Look = { readonly icon: IconName; readonly className: string | undefined };

const lookOf = (outcome: Outcome): Look => {
  switch (outcome.kind) {
    case 'checked-in':
      return { icon: 'check-circle', className: styles['noticeIn'] };
    case 'already':
      return { icon: 'checks', className: styles['noticeAlready'] };
    case 'undone':
      return { icon: 'arrow-counter-clockwise', className: '' };
    case 'checked-out':
      return { icon: 'sign-out', className: '' };
    case 'not-saved':
    case 'blocked':
    case 'closed':
      return { icon: 'warning', className: styles['noticeStop'] };
    case 'other-session':
    case 'unknown':
    case 'not-ours':
      return { icon: 'warning-diamond', className: styles['noticeChoice'] };
  }
};

export const ListNotice = ({ work, view }: { readonly work: ListWork; readonly view: SessionView }) => {
  const text = useText();
  const { scan } = useTrainerText();
  const { news } = work;
  if (news === undefined) return null;
  const { outcome } = news;
  const { icon, className } = lookOf(outcome);
  return (
    <div className={`${styles['notice']} ${className}`}>
      <Icon name={icon} />
      <span className="grow">{news.words}</span>
      {outcome.kind === 'checked-in' && !view.isLocked && (
        <Button icon="arrow-counter-clockwise" onClick={() => work.undo(outcome.participant)}>
          {text.action.undo}
        </Button>
      )}
      {outcome.kind === 'undone' && !view.isLocked && (
        <Button icon="check" onClick={() => work.checkIn({ id: outcome.participant })}>
          {scan.checkInAgain}
        </Button>
      )}
      {(outcome.kind === 'not-saved' || outcome.kind === 'unknown' || outcome.kind === 'blocked') && (
        <Button icon="x" onClick={work.dismiss}>
          {scan.understood}
        </Button>
      )}
    </div>
  );
};
