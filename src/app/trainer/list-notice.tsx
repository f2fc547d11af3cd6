/** What the latest press did, above the list, with a way to undo it. It stays until the next. */
import { useEffect, useRef } from 'react';
import type { Instant } from '../../domain/time.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Outcome } from './door.ts';
import type { ListNews, ListWork } from './use-list-work.ts';
import type { SessionView } from './use-session.ts';
import styles from './list-screen.module.css';

type Look = { readonly icon: IconName; readonly className: string | undefined };

const lookOf = (outcome: Outcome): Look => {
  switch (outcome.kind) {
    case 'checked-in':
    case 'added':
    case 'back':
      return { icon: 'check-circle', className: styles['noticeIn'] };
    case 'already':
      return { icon: 'checks', className: styles['noticeAlready'] };
    case 'undone':
      return { icon: 'arrow-counter-clockwise', className: '' };
    case 'checked-out':
    case 'all-out':
      return { icon: 'sign-out', className: '' };
    case 'not-saved':
    case 'blocked':
    case 'closed':
      return { icon: 'warning', className: styles['noticeStop'] };
    case 'other-session':
    case 'unknown':
    case 'unknown-code':
    case 'not-ours':
    case 'not-here':
    case 'too-early':
      return { icon: 'warning-diamond', className: styles['noticeChoice'] };
  }
};

const Reverse = ({ news, work }: { readonly news: ListNews; readonly work: ListWork }) => {
  const text = useText();
  const { scan } = useTrainerText();
  const door = useDoorText();
  const { reversal } = news;
  if (reversal === undefined) return null;
  const words =
    reversal.kind === 'check-in'
      ? scan.checkInAgain
      : reversal.kind === 'undo-leaving'
        ? door.news.undoAll
        : text.action.undo;
  return (
    <Button
      icon={reversal.kind === 'check-in' ? 'check' : 'arrow-counter-clockwise'}
      onClick={() => work.reverse(reversal)}
    >
      {words}
    </Button>
  );
};

/** The button that was pressed may be gone with what it took back: the focus stays with the words. */
const useKeptFocus = (id: number | undefined) => {
  const box = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) box.current?.focus();
  }, [id]);
  return {
    ref: box,
    tabIndex: -1,
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: () => {
      hasFocus.current = false;
    },
  };
};

export const ListNotice = ({ work, view }: { readonly work: ListWork; readonly view: SessionView }) => {
  const { scan } = useTrainerText();
  const { list } = useDoorText();
  const { news } = work;
  const kept = useKeptFocus(news?.id);
  if (news === undefined) return null;
  const { outcome } = news;
  const { icon, className } = lookOf(outcome);
  const isToRead = outcome.kind === 'not-saved' || outcome.kind === 'unknown' || outcome.kind === 'blocked';
  return (
    <div className={`${styles['notice']} ${className}`} {...kept}>
      <Icon name={icon} />
      <span className="grow">{news.words}</span>
      {!view.isLocked && <Reverse news={news} work={work} />}
      {outcome.kind === 'other-session' && !view.isLocked && (
        <Button icon="check" onClick={() => work.checkIn(outcome.participant)}>
          {list.checkInGuest}
        </Button>
      )}
      {isToRead && (
        <Button icon="x" onClick={work.dismiss}>
          {scan.understood}
        </Button>
      )}
    </div>
  );
};

/** Somebody who was checked in by mistake, while the right person is looked for. */
export type Swap = { readonly name: string; readonly at: Instant };

export const SwapNotice = ({ swap, onNone }: { readonly swap: Swap; readonly onNone: () => void }) => {
  const { swap: words } = useDoorText();
  const { language } = useLanguage();
  const time = formatTime(language, swap.at);
  return (
    <div className={`${styles['notice']} ${styles['noticeChoice']}`} role="status">
      <Icon name="user-switch" />
      <span className="grow">
        {words.title({ name: swap.name, time })} {words.detail({ time })}
      </span>
      <Button icon="x" onClick={onNone}>
        {words.none}
      </Button>
    </div>
  );
};
