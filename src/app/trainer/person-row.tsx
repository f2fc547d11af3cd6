import { useEffect, useRef } from 'react';
import type { Via } from '../../domain/events.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { markIn } from './find-people.ts';
import { leftAt, type ListRow } from './list-rows.ts';
import styles from './person-row.module.css';

const viaIcons: Readonly<Record<Via, IconName>> = {
  badge: 'identification-badge',
  kiosk: 'hand-waving',
  phone: 'device-mobile',
  code: 'qr-code',
  hand: 'magnifying-glass',
};

type RowProps = {
  readonly row: ListRow;
  readonly typed: string;
  readonly isLocked: boolean;
  readonly onCheckIn: () => void;
  readonly onChange: () => void;
};

const Name = ({ row, typed }: Pick<RowProps, 'row' | 'typed'>) => {
  const { list } = useTrainerText();
  const [before, match, after] = markIn(row.name, typed);
  const state =
    row.attendance === undefined ? list.notIn : leftAt(row) === undefined ? list.isIn : list.isOut;
  return (
    <span className={styles['name']}>
      <span>
        {before}
        {match !== '' && <mark>{match}</mark>}
        {after}
        <span className="sr-only">, {state}</span>
      </span>
      {row.isGuest && <small>{list.guestOf({ cohort: row.cohortName ?? '' }).replace(/, $/, '')}</small>}
    </span>
  );
};

const When = ({ row }: { readonly row: ListRow }) => {
  const { list } = useTrainerText();
  const { language } = useLanguage();
  const { attendance } = row;
  if (attendance === undefined) return null;
  const left = leftAt(row);
  return (
    <span className={styles['when']}>
      <span className="num">{formatTime(language, attendance.checkedInAt)}</span>
      {left !== undefined && <span className="num">{list.wentAt({ time: formatTime(language, left) })}</span>}
      <Icon name={viaIcons[attendance.via]} label={list.via[attendance.via]} />
    </span>
  );
};

/** One person: here or not, and the one thing to do about it. */
export const PersonRow = ({ row, typed, isLocked, onCheckIn, onChange }: RowProps) => {
  const text = useText();
  const { list } = useTrainerText();
  const more = useRef<HTMLButtonElement>(null);
  const wasPressed = useRef(false);
  const isHere = row.attendance !== undefined;
  useEffect(() => {
    if (isHere && wasPressed.current && document.activeElement === document.body) more.current?.focus();
    wasPressed.current = false;
  }, [isHere]);
  const dot = !isHere ? '' : leftAt(row) === undefined ? styles['in'] : styles['half'];
  return (
    <li className={styles['row']}>
      <span className={`${styles['dot']} ${dot} ${row.isGuest ? styles['square'] : ''}`}>
        {isHere && leftAt(row) === undefined && <Icon name="check" />}
      </span>
      <Name row={row} typed={typed} />
      <When row={row} />
      {isHere && !isLocked && (
        <button
          ref={more}
          type="button"
          className={styles['more']}
          aria-label={list.changeFor({ name: row.name })}
          onClick={onChange}
        >
          <Icon name="dots-three-vertical" />
        </button>
      )}
      {!isHere && !isLocked && (
        <Button
          variant="primary"
          aria-label={list.checkInFor({ name: row.name })}
          onClick={() => {
            wasPressed.current = true;
            onCheckIn();
          }}
        >
          {text.action.checkIn}
        </Button>
      )}
    </li>
  );
};
