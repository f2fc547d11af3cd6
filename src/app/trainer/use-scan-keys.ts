/** The scan view's single keys: `/` searches, Esc puts a result away, Ctrl+Z undoes. */
import { useEffect, useEffectEvent } from 'react';
import { burstPauseMs } from './typed-burst.ts';
import { isWriting } from './use-typed-codes.ts';

type Keys = {
  /** The trainer can turn them off, for whoever speaks or slips (WCAG 2.1.4). */
  readonly isOn: boolean;
  readonly hasResult: boolean;
  readonly close: () => void;
  readonly undo: () => void;
  readonly search: () => void;
};

/** Listens outside text fields. A `/` in the middle of what a hardware scanner types is no key press of a person's. */
export const useScanKeys = ({ isOn, hasResult, close, undo, search }: Keys): void => {
  const act = useEffectEvent((press: KeyboardEvent): boolean => {
    if (press.key === 'Escape' && hasResult) {
      close();
      return true;
    }
    if (press.key === 'z' && (press.ctrlKey || press.metaKey) && !press.shiftKey) {
      undo();
      return true;
    }
    return false;
  });
  const goSearch = useEffectEvent(search);
  useEffect(() => {
    if (!isOn) return;
    let lastAt = Number.NEGATIVE_INFINITY;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const listen = (press: KeyboardEvent): void => {
      clearTimeout(waiting);
      const isAlone = press.timeStamp - lastAt > burstPauseMs;
      lastAt = press.timeStamp;
      if (isWriting(press.target)) return;
      const isSearch = press.key === '/' && !press.ctrlKey && !press.metaKey && !press.altKey;
      if (isSearch || act(press)) press.preventDefault();
      if (isSearch && isAlone) waiting = setTimeout(() => goSearch(), burstPauseMs);
    };
    document.addEventListener('keydown', listen);
    return () => {
      clearTimeout(waiting);
      document.removeEventListener('keydown', listen);
    };
  }, [isOn]);
};
