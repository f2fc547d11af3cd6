/** What the list shows and does: search, filter, and the person being looked for in somebody's place. */
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import * as z from 'zod/mini';
import { ParticipantId } from '../../domain/ids.ts';
import { useDoorText } from '../text/door-text.ts';
import { findPeople } from './find-people.ts';
import type { Show } from './list-find.tsx';
import type { Swap } from './list-notice.tsx';
import { isHere, rowsElsewhere, rowsOf, type ListRow } from './list-rows.ts';
import { useListWork } from './use-list-work.ts';
import type { SessionView } from './use-session.ts';
import { useTypedCodes } from './use-typed-codes.ts';

/** What the camera's view hands over when somebody asks for a person. */
const AskedFor = z.object({ person: ParticipantId });

const isShown = (row: ListRow, show: Show, isLocked: boolean): boolean => {
  if (show === 'all') return true;
  return show === 'present' ? isHere(row, isLocked) : row.kind === 'expected' && row.state === 'absent';
};

const matching = (rows: readonly ListRow[], typed: string): readonly ListRow[] => {
  const found = new Set(
    findPeople(
      rows.map(({ person }) => person),
      typed,
    ),
  );
  return rows.filter(({ person }) => found.has(person));
};

/** Which rows a search and the filter leave, here and in the other groups. */
const useFound = (
  view: SessionView,
  rows: readonly ListRow[],
  typed: string,
  show: Show,
  isWide: boolean,
) => {
  const { row: words } = useDoorText();
  const { plan, session, isLocked } = view;
  const isSearching = typed.trim() !== '';
  const shown = useMemo(
    () => (isSearching ? matching(rows, typed) : rows.filter((row) => isShown(row, show, isLocked))),
    [rows, typed, isSearching, show, isLocked],
  );
  const others = useMemo(
    () => (isWide && isSearching ? matching(rowsElsewhere(plan, session, rows, words), typed) : []),
    [isWide, isSearching, plan, session, rows, words, typed],
  );
  const [only] = shown;
  const canEnter = isSearching && shown.length === 1 && only?.state === 'absent' && !isLocked;
  return { isSearching, shown, others, only: canEnter ? only : undefined };
};

export type Found = ReturnType<typeof useFound>;

/** The list's state, and what is done in it. `focusSearch` is where somebody looks for the next person. */
export const useListing = (view: SessionView, focusSearch: () => void) => {
  const { row: words } = useDoorText();
  const { state } = useLocation();
  const [typed, setTyped] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [isWide, setIsWide] = useState(false);
  const [isSeveral, setIsSeveral] = useState(false);
  const [swap, setSwap] = useState<Swap>();
  const [changing, setChanging] = useState(() => AskedFor.safeParse(state).data?.person);
  const { expected, guests, attendance } = view;
  const rows = useMemo(
    () => rowsOf({ expected, guests, attendance }, words),
    [expected, guests, attendance, words],
  );
  const work = useListWork(view, rows);
  useTypedCodes(work.scan);
  const found = useFound(view, rows, typed, show, isWide);
  const type = useCallback((text: string) => {
    setTyped(text);
    if (text.trim() === '') setIsWide(false);
  }, []);
  const { checkIn: record } = work;
  const checkIn = useCallback(
    (row: ListRow): void => {
      record(row.id, swap?.at);
      setSwap(undefined);
    },
    [record, swap],
  );
  const find = (row: ListRow): void => {
    checkIn(row);
    type('');
    focusSearch();
  };
  const wrongPerson = (row: ListRow): void => {
    if (row.attendance === undefined) return;
    work.undo(row.id);
    setSwap({ name: row.name, at: row.attendance.checkedInAt });
    setChanging(undefined);
    setShow('all');
    type('');
    setTimeout(focusSearch, 0);
  };
  return {
    rows,
    work,
    found,
    typed,
    type,
    show,
    setShow,
    isWide,
    setIsWide,
    isSeveral,
    setIsSeveral,
    swap,
    setSwap,
    changing,
    setChanging,
    checkIn,
    find,
    wrongPerson,
  };
};

export type Listing = ReturnType<typeof useListing>;
