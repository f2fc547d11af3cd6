/** Several leave at once: tick them, press once (LEAVE-1). */
import { useEffect, useRef, useState } from 'react';
import type { ParticipantId } from '../../domain/ids.ts';
import { useDoorText } from '../text/door-text.ts';
import { Button } from '../ui/button/button.tsx';
import { Checkbox } from '../ui/checkbox/checkbox.tsx';
import { BreaksNote } from './breaks-note.tsx';
import type { ListRow } from './list-rows.ts';
import { PersonName, PersonTimes } from './person-words.tsx';
import type { SessionView } from './use-session.ts';
import rosterStyles from './list-roster.module.css';
import styles from './list-several.module.css';

type SeveralProps = {
  readonly view: SessionView;
  /** Those who are here. */
  readonly rows: readonly ListRow[];
  readonly onCheckOut: (participants: readonly ParticipantId[]) => void;
  readonly onCancel: () => void;
};

export const Several = ({ view, rows, onCheckOut, onCancel }: SeveralProps) => {
  const { several } = useDoorText();
  const [ticked, setTicked] = useState<ReadonlySet<ParticipantId>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const chosen = rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const tick = (id: ParticipantId, isTicked: boolean): void => {
    const next = new Set(ticked);
    if (isTicked) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  return (
    <>
      <div className={styles['bar']}>
        <h2 ref={heading} tabIndex={-1} className={styles['title']}>
          {several.title}
        </h2>
        <Button
          variant="primary"
          size="l"
          icon="sign-out"
          disabledReason={chosen.length === 0 ? several.none : undefined}
          onClick={() => onCheckOut(chosen)}
        >
          {several.button({ n: chosen.length })}
        </Button>
        <Button size="l" onClick={onCancel}>
          {several.cancel}
        </Button>
      </div>
      <div className={styles['body']}>
        <p role="status" className="sr-only">
          {several.chosen({ n: chosen.length, all: rows.length })}
        </p>
        <BreaksNote session={view.session} />
        <div className={styles['all']}>
          <Checkbox
            isChecked={rows.length > 0 && chosen.length === rows.length}
            onChange={(isTicked) => setTicked(new Set(isTicked ? rows.map(({ id }) => id) : []))}
          >
            {several.all({ n: rows.length })}
          </Checkbox>
        </div>
        <ul
          className={rows.length > 20 ? rosterStyles['flowing'] : rosterStyles['rows']}
          aria-label={several.rows}
        >
          {rows.map((row) => (
            <li key={row.id} className={styles['row']}>
              <Checkbox isChecked={ticked.has(row.id)} onChange={(isTicked) => tick(row.id, isTicked)}>
                <PersonName row={row} typed="" said="" />
                <PersonTimes row={row} />
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
