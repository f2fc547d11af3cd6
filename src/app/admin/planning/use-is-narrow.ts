import { useSyncExternalStore } from 'react';

/** In widths of the text's own size: text twice as large leaves a board half the room, and no media query sees that. */
const boardNeeds = 64;

const subscribe = (changed: () => void): (() => void) => {
  const observer = new ResizeObserver(changed);
  observer.observe(document.body);
  window.addEventListener('resize', changed);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', changed);
  };
};

const isNarrow = (): boolean =>
  window.innerWidth < boardNeeds * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** True where a board of weeks has no room. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
