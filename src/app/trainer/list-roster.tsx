/** The rows themselves: two columns that fit a group of twenty, or under their letters when there are more. */
import { useDeferredValue, useId, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { useDoorText } from '../text/door-text.ts';
import { byLetter, type ListRow } from './list-rows.ts';
import { PersonRow } from './person-row.tsx';
import styles from './list-roster.module.css';

/** More people than this do not fit a landscape tablet, and get an index of letters (DESIGN §5.4). */
const mostWithoutLetters = 20;

export type RosterProps = {
  readonly rows: readonly ListRow[];
  readonly typed: string;
  readonly isLocked: boolean;
  readonly onCheckIn: (row: ListRow) => void;
  readonly onChange: (row: ListRow) => void;
  readonly onGone: (row: ListRow) => void;
};

const Rows = ({
  rows,
  label,
  isFlowing = false,
  ...props
}: RosterProps & { readonly label: string; readonly isFlowing?: boolean }) => (
  <ul className={isFlowing ? styles['flowing'] : styles['rows']} aria-label={label}>
    {rows.map((row) => (
      <PersonRow key={row.id} row={row} {...props} />
    ))}
  </ul>
);

const Index = ({
  letters,
  sections,
}: {
  readonly letters: readonly string[];
  readonly sections: RefObject<Map<string, HTMLElement>>;
}) => {
  const { list } = useDoorText();
  const goTo = (letter: string): void => {
    const section = sections.current.get(letter);
    section?.querySelector('h2')?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'start' });
    /* What was passed on the way has its real height only once it is drawn. */
    requestAnimationFrame(() => section?.scrollIntoView({ block: 'start' }));
  };
  return (
    <nav aria-label={list.letters} className={styles['index']}>
      {letters.map((letter) => (
        <button
          key={letter}
          type="button"
          className={styles['letter']}
          aria-label={list.letter({ letter })}
          onClick={() => goTo(letter)}
        >
          {letter}
        </button>
      ))}
    </nav>
  );
};

/** Sections far away are not drawn until they come near (content-visibility), so that 500 people cost little. */
const Lettered = ({ rows, ...props }: RosterProps) => {
  const { list } = useDoorText();
  const id = useId();
  const sections = useRef(new Map<string, HTMLElement>());
  const expected = rows.filter(({ kind }) => kind === 'expected');
  const others = rows.filter(({ kind }) => kind !== 'expected');
  const letters = byLetter(expected);
  return (
    <>
      <Index letters={letters.map(({ letter }) => letter)} sections={sections} />
      {letters.map(({ letter, rows: inLetter }) => (
        <section
          key={letter}
          className={styles['section']}
          aria-labelledby={`${id}-${letter}`}
          ref={(element) => {
            if (element !== null) sections.current.set(letter, element);
          }}
        >
          <h2 id={`${id}-${letter}`} className={styles['heading']} tabIndex={-1}>
            {letter}
          </h2>
          <Rows {...props} rows={inLetter} label={list.letter({ letter })} isFlowing />
        </section>
      ))}
      {others.length > 0 && (
        <section aria-labelledby={`${id}-others`}>
          <h2 id={`${id}-others`} className={styles['heading']}>
            {list.others}
          </h2>
          <Rows {...props} rows={others} label={list.others} isFlowing />
        </section>
      )}
    </>
  );
};

/** A long list is drawn in pieces between what somebody presses or types; a shorter one at once. */
const mostAtOnce = 60;

type Shown = Pick<RosterProps, 'rows' | 'typed'>;
const nothing: Shown = { rows: [], typed: '' };

/** What is drawn: of a long list, what was to be drawn a moment ago. What is pressed is always of the latest. */
const useDrawn = ({ rows, typed }: Shown): Shown => {
  const latest = useMemo(() => ({ rows, typed }), [rows, typed]);
  const later = useDeferredValue(latest, nothing);
  return rows.length > mostAtOnce || later.rows.length > mostAtOnce ? later : latest;
};

/** The same three functions for as long as the list is shown, each doing what the latest would. */
const useSteady = ({ onCheckIn, onChange, onGone }: RosterProps) => {
  const latest = useRef({ onCheckIn, onChange, onGone });
  useLayoutEffect(() => {
    latest.current = { onCheckIn, onChange, onGone };
  });
  return useMemo(
    () => ({
      onCheckIn: (row: ListRow) => latest.current.onCheckIn(row),
      onChange: (row: ListRow) => latest.current.onChange(row),
      onGone: (row: ListRow) => latest.current.onGone(row),
    }),
    [],
  );
};

/** A search, and a group that fits, stand as one list. */
export const Roster = (props: RosterProps) => {
  const { list } = useDoorText();
  const drawn = useDrawn(props);
  const steady = useSteady(props);
  const shown = { isLocked: props.isLocked, ...drawn, ...steady };
  const expected = drawn.rows.filter(({ kind }) => kind === 'expected').length;
  if (drawn.typed.trim() === '' && expected > mostWithoutLetters) return <Lettered {...shown} />;
  return <Rows {...shown} label={list.rows} isFlowing={expected > mostWithoutLetters} />;
};
