/** Somebody was added: what the list calls them, and what happens next. The name is gone from the tablet (WALK-1). */
import { useEffect, useRef } from 'react';
import type { ParticipantId } from '../../domain/ids.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { rowsOf } from './list-rows.ts';
import type { SessionView } from './use-session.ts';
import styles from './add-person-screen.module.css';

type DoneProps = {
  readonly view: SessionView;
  readonly participant: ParticipantId;
  readonly at: number;
  readonly listAddress: string;
  readonly onAnother: () => void;
  readonly onUndo: () => void;
};

const Fact = ({ icon, title, detail }: { icon: IconName; title: string; detail: string }) => (
  <li>
    <Icon name={icon} />
    <span>
      <b>{title}</b>
      {detail}
    </span>
  </li>
);

export const AddPersonDone = ({ view, participant, at, listAddress, onAnother, onUndo }: DoneProps) => {
  const { add, row: words } = useDoorText();
  const { language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const name = rowsOf(view, words).find(({ id }) => id === participant)?.name;
  return (
    <div className={styles['done']}>
      <h2 ref={heading} tabIndex={-1} className={styles['doneTitle']}>
        <Icon name="check-circle" />
        {add.doneTitle({ time: formatTime(language, at) })}
      </h2>
      {name !== undefined && <p className={styles['doneRow']}>{add.doneRow({ name })}</p>}
      <h3>{add.doneNext}</h3>
      <ol className={styles['facts']}>
        <Fact icon="lock-simple" title={add.doneSealed} detail={add.doneSealedDetail} />
        <Fact icon="user-switch" title={add.doneOffice} detail={add.doneOfficeDetail} />
        <Fact icon="sign-out" title={add.doneLeaving} detail={add.doneLeavingDetail} />
      </ol>
      <div className={styles['actions']}>
        <LinkButton href={listAddress} variant="primary" size="l" icon="list">
          {add.toList}
        </LinkButton>
        <Button size="l" icon="user-plus" onClick={onAnother}>
          {add.another}
        </Button>
        <Button size="l" icon="arrow-counter-clockwise" onClick={onUndo}>
          {add.undo}
        </Button>
      </div>
    </div>
  );
};
