/** One visitor after the other: whatever is held up goes to the door in turn, and the answer is shown, heard and felt. */
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { now as readClock } from '../../device/clock.ts';
import type { VisitorLanguage } from '../../text/greetings.ts';
import { signal, useSenses } from '../senses.tsx';
import type { SessionView } from '../use-session.ts';
import { faceSignal, help, kioskFace, type KioskFace } from './kiosk-face.ts';
import { nextDue, nextKioskState, nobodyYet, type KioskState } from './kiosk-state.ts';

export type Visits = {
  readonly state: KioskState;
  readonly scan: (text: string) => void;
  readonly askForHelp: () => void;
  readonly close: () => void;
  readonly touched: () => void;
  readonly setLanguage: (language: VisitorLanguage) => void;
  readonly setReadAloud: (isOn: boolean) => void;
};

/** Self check-in of one session. */
export const useVisits = ({ door, expected }: Pick<SessionView, 'door' | 'expected'>): Visits => {
  const { senses } = useSenses();
  const [state, dispatch] = useReducer(nextKioskState, undefined, () => nobodyYet(readClock()));
  const line = useRef<Promise<void>>(Promise.resolve());
  const due = nextDue(state);
  useEffect(() => {
    if (due === undefined) return;
    const timer = setTimeout(
      () => dispatch({ kind: 'tick', at: Math.max(due, readClock()) }),
      Math.max(0, due - readClock()),
    );
    return () => clearTimeout(timer);
  }, [due]);
  const show = useCallback(
    (face: KioskFace) => {
      dispatch({ kind: 'face', face, at: readClock() });
      signal(senses, faceSignal[face.kind]);
    },
    [senses],
  );
  /** One at a time, in the order they came; a defect sends the visitor to the trainer like everything else. */
  const scan = useCallback(
    (text: string) => {
      line.current = line.current.then(async () => {
        try {
          show(kioskFace(await door.scan(text, 'kiosk'), expected));
        } catch (defect) {
          show(help());
          reportError(defect);
        }
      });
    },
    [door, expected, show],
  );
  return useMemo(
    () => ({
      state,
      scan,
      askForHelp: () => show(help()),
      close: () => dispatch({ kind: 'closed', at: readClock() }),
      touched: () => dispatch({ kind: 'touched', at: readClock() }),
      setLanguage: (language) => dispatch({ kind: 'language', language, at: readClock() }),
      setReadAloud: (isOn) => dispatch({ kind: 'read-aloud', isOn, at: readClock() }),
    }),
    [state, scan, show],
  );
};
