/** What the keys do in the review's table. Letters can be turned off, for those who dictate or press by accident (WCAG 2.1.4). */
import { useCallback, useState } from 'react';

export type KeyAct = 'up' | 'down' | 'approve' | 'correct';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key asks for, if anything. Only called for keys pressed in the table (RVIEW-3). */
export const keyAct = (press: Press, hasLetters: boolean): KeyAct | undefined => {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.key === 'ArrowUp') return 'up';
  if (press.key === 'ArrowDown') return 'down';
  if (!hasLetters) return undefined;
  const letter = press.key.toLowerCase();
  return letter === 'g' ? 'approve' : letter === 'r' ? 'correct' : undefined;
};

const storageKey = 'narvaro.review-letters';

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
};

/** Whether letters work, remembered in this browser. */
export const useLetters = (): readonly [boolean, (isOn: boolean) => void] => {
  const [isOn, setIsOn] = useState(stored);
  const set = useCallback((next: boolean): void => {
    setIsOn(next);
    try {
      localStorage.setItem(storageKey, next ? 'on' : 'off');
    } catch {
      return;
    }
  }, []);
  return [isOn, set];
};
