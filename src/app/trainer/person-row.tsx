/** One person in the list: here or not, and the one thing to do about it. */
import { memo, useEffect, useRef } from 'react';
import { useDoorText } from '../text/door-text.ts';
import { useText } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { ListRow } from './list-rows.ts';
import { PersonDot } from './person-dot.tsx';
import { PersonName, PersonTimes } from './person-words.tsx';
import styles from './person-row.module.css';

type RowProps = {
  readonly row: ListRow;
  readonly typed: string;
  readonly isLocked: boolean;
  readonly onCheckIn: (row: ListRow) => void;
  readonly onChange: (row: ListRow) => void;
  /** The row went away with the focus in it, because of what was pressed. */
  readonly onGone: (row: ListRow) => void;
};

/**
 * The browser drops the focus when the pressed button goes away: it is given to the button that took its place, or to
 * whoever knows the rows when the whole row has gone.
 */
const useKeptFocus = (row: ListRow, onGone: (row: ListRow) => void) => {
  const line = useRef<HTMLLIElement>(null);
  const hasFocus = useRef(false);
  const gone = useRef(() => {});
  useEffect(() => {
    gone.current = () => onGone(row);
  });
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body)
      line.current?.querySelector('button')?.focus();
  }, [row.state]);
  useEffect(
    () => () => {
      if (hasFocus.current) gone.current();
    },
    [],
  );
  return {
    ref: line,
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: () => {
      hasFocus.current = false;
    },
  };
};

/** True if the row would be drawn as it is: each check-in counts the session anew, and changes one row of 500. */
const isDrawnTheSame = (a: RowProps, b: RowProps): boolean =>
  a.typed === b.typed &&
  a.isLocked === b.isLocked &&
  a.onCheckIn === b.onCheckIn &&
  a.onChange === b.onChange &&
  a.onGone === b.onGone &&
  a.row.id === b.row.id &&
  a.row.name === b.row.name &&
  a.row.kind === b.row.kind &&
  a.row.state === b.row.state &&
  a.row.cohortName === b.row.cohortName &&
  JSON.stringify(a.row.attendance) === JSON.stringify(b.row.attendance);

const Row = ({ row, typed, isLocked, onCheckIn, onChange, onGone }: RowProps) => {
  const text = useText();
  const { row: words } = useDoorText();
  const kept = useKeptFocus(row, onGone);
  const said = (isLocked ? words.lockedState : words.state)[row.state];
  return (
    <li className={styles['row']} {...kept}>
      <PersonDot row={row} />
      <span className={styles['middle']}>
        <PersonName row={row} typed={typed} said={said} />
        <PersonTimes row={row} />
        {row.attendance === undefined && !isLocked && (
          <Button
            variant="primary"
            aria-label={words.checkInFor({ name: row.name })}
            onClick={() => onCheckIn(row)}
          >
            {text.action.checkIn}
          </Button>
        )}
      </span>
      {row.attendance !== undefined && !isLocked && (
        <button
          type="button"
          className={styles['more']}
          aria-label={words.changeFor({ name: row.name })}
          onClick={() => onChange(row)}
        >
          <Icon name="dots-three-vertical" />
        </button>
      )}
    </li>
  );
};

export const PersonRow = memo(Row, isDrawnTheSame);
PersonRow.displayName = 'PersonRow';
