/** Listens for a hardware scanner that types, anywhere but in a text field. */
import { useEffect, useEffectEvent } from 'react';
import { noBurst, typeKey } from './typed-burst.ts';

/** True where people write: nothing typed there is a code, and single keys mean letters. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])'));

/** Calls `onCode` for each code a scanner types (TYPED-1). Its Enter presses no button. */
export const useTypedCodes = (onCode: (text: string) => void): void => {
  const tell = useEffectEvent(onCode);
  useEffect(() => {
    let burst = noBurst;
    const listen = (press: KeyboardEvent): void => {
      if (isWriting(press.target) || press.ctrlKey || press.metaKey || press.altKey) return;
      const step = typeKey(burst, press.key, press.timeStamp);
      burst = step.burst;
      if (step.code === undefined) return;
      press.preventDefault();
      press.stopPropagation();
      tell(step.code);
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
};
