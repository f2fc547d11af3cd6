/** "Menar du …?": those on this tablet who match what is written, so that somebody known is not added as unknown. */
import { useMemo } from 'react';
import { useDoorText } from '../text/door-text.ts';
import { useText } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { matchesOf, mostMatches } from './add-person-matching.ts';
import { rowsElsewhere, rowsOf, type ListRow } from './list-rows.ts';
import { PersonDot } from './person-dot.tsx';
import type { SessionView } from './use-session.ts';
import rowStyles from './person-row.module.css';
import styles from './add-person-screen.module.css';

type MatchesProps = {
  readonly view: SessionView;
  readonly given: string;
  readonly family: string;
  readonly onCheckIn: (row: ListRow) => void;
};

const Match = ({ row, onCheckIn }: { readonly row: ListRow; readonly onCheckIn: (row: ListRow) => void }) => {
  const text = useText();
  const { add, list, row: words } = useDoorText();
  const cohort = row.cohortName ?? '';
  const isGuest = row.kind === 'guest';
  const isIn = row.attendance?.isOpen === true;
  return (
    <li className={rowStyles['row']}>
      <PersonDot row={row} />
      <span className={rowStyles['middle']}>
        <span className={rowStyles['name']}>
          {row.name}
          <small>{isGuest ? list.inGroup({ cohort }) : add.onList}</small>
        </span>
        {isIn ? (
          <span className="muted">{add.isHere}</span>
        ) : (
          <Button
            aria-label={
              isGuest
                ? list.checkInGuestFor({ name: row.name, cohort })
                : words.checkInFor({ name: row.name })
            }
            onClick={() => onCheckIn(row)}
          >
            {isGuest ? list.checkInGuest : text.action.checkIn}
          </Button>
        )}
      </span>
    </li>
  );
};

export const AddPersonMatches = ({ view, given, family, onCheckIn }: MatchesProps) => {
  const { add, row: words } = useDoorText();
  const { plan, session, expected, guests, attendance } = view;
  const everybody = useMemo(() => {
    const rows = rowsOf({ expected, guests, attendance }, words).filter(({ kind }) => kind !== 'walk-in');
    return [...rows, ...rowsElsewhere(plan, session, rows, words)];
  }, [plan, session, expected, guests, attendance, words]);
  const matches = useMemo(() => matchesOf(everybody, given, family), [everybody, given, family]);
  const more = matches.length - mostMatches;
  return (
    <>
      <p role="status" className="sr-only">
        {matches.length > 0 && add.matches({ n: matches.length })}
      </p>
      {matches.length > 0 && (
        <section aria-labelledby="matches" className={styles['matches']}>
          <h2 id="matches">{add.didYouMean}</h2>
          <p className="muted">{add.didYouMeanDetail}</p>
          <ul aria-labelledby="matches">
            {matches.slice(0, mostMatches).map((row) => (
              <Match key={row.id} row={row} onCheckIn={onCheckIn} />
            ))}
          </ul>
          {more > 0 && <p className="muted">{add.more({ n: more })}</p>}
        </section>
      )}
    </>
  );
};
