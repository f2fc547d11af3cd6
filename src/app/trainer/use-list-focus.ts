/** Where the keyboard goes when the list changes under it. */
import { useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { ListRow } from './list-rows.ts';

/** Gives the focus that a row took with it to the row that stands in its place, otherwise to the search. */
export const useFocusAfter = (shown: readonly ListRow[], focusSearch: () => void) => {
  const body = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    before.current = shown;
  });
  const onGone = useCallback(
    (row: ListRow): void => {
      const at = before.current.findIndex(({ id }) => id === row.id);
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const lines = body.current?.querySelectorAll<HTMLElement>('li') ?? [];
        const button = lines[Math.min(at, lines.length - 1)]?.querySelector('button');
        if (button === null || button === undefined) focusSearch();
        else button.focus();
      }, 0);
    },
    [focusSearch],
  );
  return { body, onGone };
};

/** The search field, focused on arrival when the address asks for it. */
export const useSearchFocus = () => {
  const search = useRef<HTMLDivElement>(null);
  const focusSearch = useCallback(() => search.current?.querySelector('input')?.focus(), []);
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === '#sok') focusSearch();
  }, [hash, focusSearch]);
  return { search, focusSearch };
};
